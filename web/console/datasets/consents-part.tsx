import type { Field } from '../../../rules/datasets/list-entry.schema.ts';
import type { ConsentView, DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { CheckboxGroup, RadioGroup, TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { useEnumeration } from '../enumeration.ts';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';

const css = classesOf(styles);

interface ConsentsPartProps {
  grading: DatasetGrading;
  fields: readonly Field[];
}

/** What the rights holders agreed to: with it, and only with it, closed data is opened as it is (`xz-14-1`). */
export function ConsentsPart({ grading: { consents, can }, fields }: ConsentsPartProps) {
  const t = useT();
  if (consents.length === 0 && can['recordConsent'] !== true) return null;
  return (
    <Part
      id="consents"
      title={t('console.consent.title')}
      count={t('console.consent.count', { count: consents.length })}
    >
      <p className={css('quiet')}>{t('console.consent.lead')}</p>
      {consents.map((consent) => (
        <Consent
          key={consent.id}
          consent={consent}
          fields={fields}
          revocable={can['revokeConsent'] === true}
        />
      ))}
      {can['recordConsent'] === true && <ConsentForm fields={fields} />}
      <ProvisionLink id="xz-14-1" />
    </Part>
  );
}

function Consent({
  consent,
  fields,
  revocable,
}: {
  consent: ConsentView;
  fields: readonly Field[];
  revocable: boolean;
}) {
  const t = useT();
  const format = useFormat();
  const enumerate = useEnumeration();
  const { id, holders, opens, evidence, recordedBy, recordedAt, revokedAt, revokedBecause } = consent;
  const named = consent.fields.map((name) => fields.find((each) => each.name === name)?.label || name);
  return (
    <div className={css('consent')}>
      <p>
        <b>{holders}</b> {t('console.consent.agrees', { openClass: t(`openClass.${opens}`) })}{' '}
        {named.length === 0 ? t('console.consent.whole') : enumerate(named)}
      </p>
      <p>{evidence}</p>
      <p className={css('quiet')}>
        {format.list([recordedBy, format.dateTime(recordedAt)])}
        {revokedAt !== null &&
          ` ${t('console.consent.revoked', { at: format.dateTime(revokedAt), reason: revokedBecause ?? '' })}`}
      </p>
      {revocable && revokedAt === null && (
        <details className={css('step')}>
          <summary>{t('console.consent.revoke')}</summary>
          <form method="post" className={css('step-form')}>
            <input type="hidden" name="consentId" value={id} />
            <p>{t('console.consent.revoke-text')}</p>
            <TextArea label={t('console.consent.reason')} name="reason" rows={2} minLength={2} required />
            <p>
              <Button kind="danger" name="intent" value="revoke-consent">
                {t('console.consent.revoke-act')}
              </Button>
            </p>
          </form>
        </details>
      )}
    </div>
  );
}

function ConsentForm({ fields }: { fields: readonly Field[] }) {
  const t = useT();
  return (
    <details className={css('step')}>
      <summary>{t('console.consent.record')}</summary>
      <form method="post" className={css('step-form')}>
        <TextArea
          label={t('console.consent.holders')}
          hint={t('console.consent.holders-hint')}
          name="holders"
          rows={2}
          minLength={2}
          required
        />
        <RadioGroup
          legend={t('console.consent.opens')}
          name="opens"
          chosen="conditional"
          options={(['conditional', 'unconditional'] as const).map((value) => ({
            value,
            label: t(`openClass.${value}`),
          }))}
        />
        {fields.length > 0 && (
          <CheckboxGroup
            legend={t('console.consent.fields')}
            hint={t('console.consent.fields-hint')}
            name="fields"
            compact
            options={fields.map(({ name, label }) => ({ value: name, label: label || name }))}
          />
        )}
        <TextArea
          label={t('console.consent.evidence')}
          hint={t('console.consent.evidence-hint')}
          name="evidence"
          rows={2}
          minLength={2}
          required
        />
        <p>
          <Button name="intent" value="consent">
            {t('console.consent.record-act')}
          </Button>
        </p>
      </form>
    </details>
  );
}
