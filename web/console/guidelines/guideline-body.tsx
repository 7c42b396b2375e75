import type { GradingGuideline, GuidelineDimension } from '../../../rules/gradings/guideline.schema.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import styles from './guidelines.module.css';

const css = classesOf(styles);
const MEASURES = ['examples', 'conditions', 'safeguards', 'supervision'] as const;

/** A version to be read: its method, each dimension with its levels and what each asks, and the combinations. */
export function GuidelineBody({ guideline }: { guideline: GradingGuideline }) {
  const language = useLanguage();
  const { source, method, dimensions } = guideline;
  return (
    <div className={css('body')}>
      <p className={css('prose')}>{source[language]}</p>
      <p className={css('prose')}>{method[language]}</p>
      {dimensions.map((dimension) => (
        <Dimension key={dimension.code} dimension={dimension} />
      ))}
      <Combinations guideline={guideline} />
      <ProvisionLink id="xz-13" />
    </div>
  );
}

function Dimension({ dimension: { question, basis, levels } }: { dimension: GuidelineDimension }) {
  const t = useT();
  const language = useLanguage();
  return (
    <section className={css('dimension')} aria-label={question[language]}>
      <h3 className={css('question')}>{question[language]}</h3>
      <ProvisionLink id={basis} />
      <ol className={css('levels')}>
        {levels.map((level) => (
          <li key={level.code} className={css('level')}>
            <p className={css('level-name')}>
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
    </section>
  );
}

function Combinations({ guideline: { combinations } }: { guideline: GradingGuideline }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  if (combinations.length === 0) return null;
  return (
    <section aria-label={t('console.guideline.combinations')}>
      <h3 className={css('question')}>{t('console.guideline.combinations')}</h3>
      <ul>
        {combinations.map(({ when, gives, why }) => {
          const levels = format.list(
            Object.values(when)
              .sort()
              .map((code) => t('console.guideline.from-level', { code })),
          );
          const openClass = t(`openClass.${gives}`);
          return (
            <li key={levels + gives}>
              {t('guideline.combination', { levels, openClass, why: why[language] })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
