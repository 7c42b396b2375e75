import type { GradingGuideline, GuidelineDimension } from '../../rules/gradings/guideline.schema.ts';
import { ClassMark } from './class-mark.tsx';
import { classesOf } from './classes.ts';
import styles from './guideline.module.css';
import { useFormat, useLanguage, useT } from './language.tsx';

const css = classesOf(styles);
const MEASURES = ['examples', 'conditions', 'safeguards', 'supervision'] as const;

/** The levels of a dimension: what each gives alone, its examples and what it asks. */
export function GuidelineLevels({ levels }: Pick<GuidelineDimension, 'levels'>) {
  const t = useT();
  const language = useLanguage();
  return (
    <ol className={css('levels')}>
      {levels.map((level) => (
        <li key={level.code} className={css('level')}>
          <p className={css('name')}>
            <b>
              {level.code} {level.name[language]}
            </b>{' '}
            <ClassMark kind={level.gives} />
          </p>
          <dl className={css('measures')}>
            {MEASURES.filter((part) => level[part].length > 0).map((part) => (
              <div key={part}>
                <dt>{t(`console.grade.${part}`)}</dt>
                {level[part].map((text) => (
                  <dd key={text['zh-CN']}>{text[language]}</dd>
                ))}
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

/** What levels of several dimensions give together, a line each. */
export function GuidelineCombinations({ combinations }: Pick<GradingGuideline, 'combinations'>) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  return (
    <ul>
      {combinations.map(({ when, gives, why }) => {
        const from = Object.values(when).sort();
        const levels = format.list(from.map((code) => t('console.guideline.from-level', { code })));
        const openClass = t(`openClass.${gives}`);
        return (
          <li key={from.join(' ') + gives}>
            {t('guideline.combination', { levels, openClass, why: why[language] })}
          </li>
        );
      })}
    </ul>
  );
}
