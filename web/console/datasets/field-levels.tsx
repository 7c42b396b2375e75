import type { Field } from '../../../rules/datasets/list-entry.schema.ts';
import type { GuidelineDimension } from '../../../rules/gradings/guideline.schema.ts';
import type { FieldProposal, ProposalReason } from '../../../rules/gradings/propose.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import styles from './datasets.module.css';
import { fieldLevelControl } from './entry-form.ts';
import { FindingsAt, Place } from './finding-at.tsx';

const css = classesOf(styles);

interface FieldLevelsProps {
  fields: readonly Field[];
  levels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  proposals: readonly FieldProposal[];
  /** Those that are asked of each field. */
  dimensions: readonly GuidelineDimension[];
}

/** Each field with what the platform proposes and why, and the level that a person decides, in every dimension. */
export function FieldLevels({ fields, levels, proposals, dimensions }: FieldLevelsProps) {
  const t = useT();
  const language = useLanguage();
  if (fields.length === 0) return null;
  const proposed = new Map(proposals.map((proposal) => [proposal.field, proposal]));
  const open = fields.some(({ name }) => dimensions.some(({ code }) => !levels[name]?.[code]));
  return (
    <Place pointer="/grade/fields">
      <div className={css('bench-head-row')}>
        <h3 className={css('bench-head')}>{t('console.grade.by-field')}</h3>
        {open && (
          <Button small name="intent" value="take-proposals">
            {t('console.grade.take')}
          </Button>
        )}
      </div>
      <p className={css('quiet')}>{t('console.grade.by-field-lead')}</p>
      <FindingsAt pointer="/grade/fields" />
      <div className={css('grade-head')} aria-hidden="true">
        <span>{t('console.grade.field')}</span>
        <span>{t('console.grade.why')}</span>
        {dimensions.map(({ code, question }) => (
          <span key={code}>{question[language]}</span>
        ))}
      </div>
      {fields.map((field, place) => (
        <FieldRow
          key={field.name}
          field={field}
          place={place}
          chosen={levels[field.name] ?? {}}
          proposal={proposed.get(field.name)}
          dimensions={dimensions}
        />
      ))}
    </Place>
  );
}

interface FieldRowProps {
  field: Field;
  place: number;
  chosen: Readonly<Record<string, string>>;
  proposal: FieldProposal | undefined;
  dimensions: readonly GuidelineDimension[];
}

function FieldRow({ field, place, chosen, proposal, dimensions }: FieldRowProps) {
  const t = useT();
  const language = useLanguage();
  const name = field.label || field.name;
  return (
    <div className={css('grade-row')} role="group" aria-label={t('console.grade.of-field', { field: name })}>
      <b className={css('grade-name')}>{name}</b>
      <Reasons signs={proposal?.signs ?? []} />
      {dimensions.map(({ code, question, levels }) => {
        const suggested = proposal?.levels.find(({ dimension }) => dimension === code)?.level;
        return (
          <label key={code} className={css('line')}>
            <span className={css('line-label')}>{question[language]}</span>
            <select
              name={fieldLevelControl(place, code)}
              defaultValue={chosen[code] ?? ''}
              aria-label={t('console.grade.of', { field: name, question: question[language] })}
            >
              <option value="">
                {suggested ? t('console.grade.suggested', { level: suggested }) : t('console.choose')}
              </option>
              {levels.map((level) => (
                <option key={level.code} value={level.code}>
                  {level.code} {level.name[language]}
                </option>
              ))}
            </select>
          </label>
        );
      })}
    </div>
  );
}

const CHECKED: readonly string[] = ['id-number', 'bank-card', 'company-code'];

function Reasons({ signs }: { signs: readonly ProposalReason[] }) {
  const t = useT();
  if (signs.length === 0) return <span className={css('quiet')}>{t('console.grade.no-sign')}</span>;
  return (
    <ul className={css('reasons')}>
      {signs.map(({ kind, by, count, looked }) => (
        <li key={kind + by}>
          {t(`grade.why.${by}`, {
            kind: t(`sign.${kind}`),
            count,
            looked,
            checked: CHECKED.includes(kind) ? 'yes' : 'no',
          })}
        </li>
      ))}
    </ul>
  );
}
