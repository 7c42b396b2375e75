import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { DEFAULT_GUIDELINE, type GuidelineDimension } from '../../../rules/gradings/guideline.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { levelControl } from './entry-form.ts';
import { FindingsAt, HintAt, Place } from './finding-at.tsx';

const css = classesOf(styles);

/** Dimensions × levels with an example each; across dimensions the strictest decides (`xz-13`, `xz-14`). */
export function GradingBench({ grade }: { grade: ListEntry['grade'] }) {
  const t = useT();
  const language = useLanguage();
  const { version, source, dimensions } = DEFAULT_GUIDELINE;
  return (
    <Part title={t('console.grade.title')} aside={t('console.grade.version', { version })}>
      <Place pointer="/grade/levels">
        <p className={css('quiet')}>
          {t('console.grade.lead')} {source[language]}
        </p>
        <FindingsAt pointer="/grade/levels" />
        <div className={css('bench')}>
          {dimensions.map((dimension) => (
            <Dimension key={dimension.code} dimension={dimension} chosen={grade.levels[dimension.code]} />
          ))}
        </div>
      </Place>
      <Place pointer="/grade/evidence">
        <TextArea
          label={t('console.entry.evidence')}
          hint={<HintAt pointer="/grade/evidence">{t('console.entry.evidence-hint')}</HintAt>}
          name="evidence"
          defaultValue={grade.evidence}
          rows={2}
        />
      </Place>
    </Part>
  );
}

function Dimension({ dimension, chosen }: { dimension: GuidelineDimension; chosen: string | undefined }) {
  const t = useT();
  const language = useLanguage();
  const { code, question, basis, levels } = dimension;
  return (
    <fieldset className={css('dimension')}>
      <legend>{question[language]}</legend>
      <ProvisionLink id={basis} />
      <div className={css('levels')}>
        {levels.map((level) => (
          <label key={level.code} className={css('level')}>
            <input
              type="radio"
              name={levelControl(code)}
              value={level.code}
              defaultChecked={level.code === chosen}
            />
            <span className={css('level-words')}>
              <b>
                {level.code} {level.name[language]}
              </b>
              <span className={css('quiet')}>
                {t('console.grade.example', { example: level.example[language] })}
              </span>
              <ClassMark kind={level.gives} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
