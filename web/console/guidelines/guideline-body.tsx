import type { GradingGuideline, GuidelineDimension } from '../../../rules/gradings/guideline.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { GuidelineCombinations, GuidelineLevels } from '../../design/guideline.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import styles from './guidelines.module.css';

const css = classesOf(styles);

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
  const language = useLanguage();
  return (
    <section className={css('dimension')} aria-label={question[language]}>
      <h3 className={css('question')}>{question[language]}</h3>
      <ProvisionLink id={basis} />
      <GuidelineLevels levels={levels} />
    </section>
  );
}

function Combinations({ guideline: { combinations } }: { guideline: GradingGuideline }) {
  const t = useT();
  if (combinations.length === 0) return null;
  return (
    <section aria-label={t('console.guideline.combinations')}>
      <h3 className={css('question')}>{t('console.guideline.combinations')}</h3>
      <GuidelineCombinations combinations={combinations} />
    </section>
  );
}
