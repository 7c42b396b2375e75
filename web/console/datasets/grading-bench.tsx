import { Link } from 'react-router';
import type { GuidelineDimension, GuidelineLevel } from '../../../rules/gradings/guideline.schema.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import type { DraftData } from './draft-data.ts';
import { levelControl } from './entry-form.ts';
import { FieldLevels } from './field-levels.tsx';
import { FindingsAt, HintAt, Place } from './finding-at.tsx';
import { MarksNote } from './marks-note.tsx';

const css = classesOf(styles);

/**
 * Field by field with what the platform proposes and why, then the dataset as a whole: dimensions × levels with examples
 * and measures. Across dimensions the strictest decides (`xz-13`, `xz-14`).
 */
export function GradingBench({ found, entry }: { found: DraftData; entry: ListEntry }) {
  const t = useT();
  const language = useLanguage();
  const { draft, grading } = found;
  const { version, source, dimensions } = draft.guideline;
  return (
    <Part
      id="grade"
      title={t('console.grade.title')}
      aside={<Link to="/guideline">{t('console.grade.version', { version })}</Link>}
    >
      <RegradingNote found={found} />
      <MarksNote marks={grading.marks} />
      <FieldLevels
        fields={entry.fields}
        levels={entry.grade.fields ?? {}}
        proposals={grading.proposals}
        dimensions={dimensions.filter(({ ofFields }) => ofFields)}
      />
      <Place pointer="/grade/levels">
        <h3 className={css('bench-head')}>{t('console.grade.whole')}</h3>
        <p className={css('quiet')}>
          {t('console.grade.lead')} {source[language]}
        </p>
        <FindingsAt pointer="/grade/levels" />
        <div className={css('bench')}>
          {dimensions.map((dimension) => (
            <Dimension
              key={dimension.code}
              found={found}
              dimension={dimension}
              chosen={entry.grade.levels[dimension.code]}
            />
          ))}
        </div>
      </Place>
      <Place pointer="/grade/evidence">
        <TextArea
          label={t('console.entry.evidence')}
          hint={<HintAt pointer="/grade/evidence">{t('console.entry.evidence-hint')}</HintAt>}
          name="evidence"
          defaultValue={entry.grade.evidence}
          rows={2}
        />
      </Place>
    </Part>
  );
}

/** A guideline took force under which the class of this dataset no longer follows. */
function RegradingNote({ found: { draft } }: { found: DraftData }) {
  const t = useT();
  if (!draft.regrading) return null;
  const { version, before, after } = draft.regrading;
  const words = (openClass: typeof before): string =>
    openClass === null ? t('console.grade.no-class') : t(`openClass.${openClass}`);
  return (
    <div className={css('bench-note')}>
      <Note kind="warning" title={t('console.grade.regrade', { version })}>
        <p>{t('console.grade.regrade-text', { before: words(before), after: words(after) })}</p>
      </Note>
    </div>
  );
}

interface DimensionProps {
  found: DraftData;
  dimension: GuidelineDimension;
  chosen: string | undefined;
}

function Dimension({ found, dimension, chosen }: DimensionProps) {
  const language = useLanguage();
  const { code, question, basis, levels } = dimension;
  return (
    <fieldset className={css('dimension')}>
      <legend>{question[language]}</legend>
      <ProvisionLink id={basis} />
      <div className={css('levels')}>
        {levels.map((level) => (
          <div key={level.code} className={css('level')}>
            <label className={css('level-choice')}>
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
                <LevelExamples found={found} dimension={code} level={level} />
                <ClassMark kind={level.gives} />
              </span>
            </label>
            <Measures level={level} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** The city's examples, and how the body itself reads the level. */
function LevelExamples({
  found,
  dimension,
  level,
}: {
  found: DraftData;
  dimension: string;
  level: GuidelineLevel;
}) {
  const t = useT();
  const language = useLanguage();
  const enumerate = useEnumeration();
  const own = found.draft.refinements.find(
    (each) => each.dimension === dimension && each.level === level.code,
  );
  const examples = [...level.examples.map((each) => each[language]), ...(own?.examples ?? [])];
  return (
    <>
      {examples.length > 0 && (
        <span className={css('quiet')}>{t('console.grade.example', { example: enumerate(examples) })}</span>
      )}
      {own && own.meaning !== '' && (
        <span className={css('quiet')}>{t('console.grade.own-meaning', { meaning: own.meaning })}</span>
      )}
    </>
  );
}

const MEASURES = ['conditions', 'safeguards', 'supervision'] as const;

/** Conditions, safeguards and supervision that come with a level; they go into the agreements. */
function Measures({ level }: { level: GuidelineLevel }) {
  const t = useT();
  const language = useLanguage();
  const written = MEASURES.filter((part) => level[part].length > 0);
  if (written.length === 0) return null;
  return (
    <details className={css('measures')}>
      <summary>{t('console.grade.measures', { level: level.code })}</summary>
      <dl>
        {written.map((part) => (
          <div key={part}>
            <dt>{t(`console.grade.${part}`)}</dt>
            {level[part].map((text) => (
              <dd key={text['zh-CN']}>{text[language]}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
