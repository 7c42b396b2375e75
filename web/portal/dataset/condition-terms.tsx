import {
  FAMILIES,
  FAMILY_NAMES,
  TERM_KIND_NAMES,
  type ConditionTerm,
  type Family,
  type ParsedConditions,
} from '../../../rules/conditions/condition.schema.ts';
import type { GradedRisk } from '../../../rules/conditions/risks.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, type Fact } from '../../design/facts.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import styles from './condition-terms.module.css';

const css = classesOf(styles);

/** Why there are conditions: each risk that the grade found, with what answers it. */
export function GradedRisks({ risks }: { risks: readonly GradedRisk[] }) {
  const t = useT();
  const language = useLanguage();
  if (risks.length === 0) return null;
  const facts = risks.map(({ level, name, answeredBy }): Fact => ({
    term: `${level} ${name[language]}`,
    value:
      answeredBy.length === 0
        ? t('dataset.risk-unanswered')
        : answeredBy.map((kind) => t(`condition.kind.${kind}`)).join(language === 'en' ? ', ' : '、'),
  }));
  return (
    <div className={css('families')}>
      <div>
        <h3>
          {t('dataset.risks')} <ProvisionLink id="xz-14" />
        </h3>
        <DefinitionList facts={facts} />
      </div>
    </div>
  );
}

/** What conditions say, family by family in plain words with the provision, then what of them is in none, as it stands. */
export function ConditionTerms({ parsed: { terms, leftover } }: { parsed: ParsedConditions }) {
  const t = useT();
  if (terms.length === 0) return null;
  return (
    <div className={css('families')}>
      {FAMILY_NAMES.filter((family) => terms.some((term) => term.family === family)).map((family) => (
        <FamilyTerms key={family} family={family} terms={terms.filter((term) => term.family === family)} />
      ))}
      {leftover.length > 0 && (
        <div>
          <h3>{t('dataset.conditions-leftover')}</h3>
          {[...new Set(leftover)].map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function FamilyTerms({ family, terms }: { family: Family; terms: readonly ConditionTerm[] }) {
  const t = useT();
  const words = useTermWords();
  const facts = TERM_KIND_NAMES.flatMap((kind): Fact[] => {
    const same = terms.filter((term) => term.kind === kind);
    return same.length === 0 ? [] : [{ term: t(`condition.kind.${kind}`), value: words(same) }];
  });
  return (
    <div>
      <h3>
        {t(`condition.family.${family}`)} <ProvisionLink id={FAMILIES[family]} />
      </h3>
      <DefinitionList facts={facts} />
    </div>
  );
}

/** What terms of one kind ask for: in the platform's words where they have codes, else in their own. */
function useTermWords(): (terms: readonly ConditionTerm[]) => string {
  const t = useT();
  const comma = useLanguage() === 'en' ? ', ' : '、';
  return (terms) => {
    const said = terms.flatMap(({ values, text }) =>
      values.length === 0 || values.includes('named-scenario')
        ? [text]
        : values.map((value) => t(`condition.value.${value}`)),
    );
    return [...new Set(said)].join(comma);
  };
}
