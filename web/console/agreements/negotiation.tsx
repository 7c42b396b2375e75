import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import ownStyles from './agreement.module.css';
import { Proposals } from './proposals.tsx';

const css = classesOf(styles);
const own = classesOf(ownStyles);

/** What was proposed, and a form to propose other terms within what was approved. */
export function Negotiation({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const { can, proposals } = agreement;
  const amends = can['amend'] === true;
  const proposes = amends || can['propose'] === true;
  if (!proposes && proposals.length === 0) return null;
  const act = amends ? 'agreement.propose-amend' : 'agreement.propose';
  return (
    <Part id="negotiation" title={t('agreement.negotiation')}>
      <p className={own('lead')}>{t(amends ? 'agreement.amend.lead' : 'agreement.negotiation.lead')}</p>
      <Proposals agreement={agreement} />
      {proposes && (
        <details className={own('more')}>
          <summary>{t(can['accept-changes'] === true ? 'agreement.propose-counter' : act)}</summary>
          <form method="post" className={css('form')}>
            <TermFields agreement={agreement} amends={amends} />
            <LimitFields agreement={agreement} />
            <TextArea
              label={t('agreement.proposal.note')}
              hint={t('agreement.proposal.note-hint')}
              name="note"
              rows={2}
              minLength={2}
              maxLength={2000}
              required
            />
            <p>
              <Button kind="primary" name="act" value="propose">
                {t(act)}
              </Button>
            </p>
          </form>
        </details>
      )}
    </Part>
  );
}

function TermFields({ agreement, amends }: { agreement: AgreementView; amends: boolean }) {
  const t = useT();
  const { agreed, approved } = agreement.openTerms;
  const isRenewable = !amends && (agreement.replaces === null || agreement.state === 'offered');
  return (
    <>
      <div className={css('pair')}>
        {!amends && (
          <TextField
            label={t('agreement.open.from')}
            name="from"
            type="date"
            defaultValue={agreed.from}
            required
          />
        )}
        <TextField
          label={t('agreement.open.until')}
          hint={t('agreement.open.until-hint', { until: approved.until })}
          name="until"
          type="date"
          defaultValue={agreed.until}
          required
        />
      </div>
      {isRenewable && (
        <TextField
          label={t('agreement.open.replaces')}
          hint={t('agreement.open.replaces-hint')}
          name="replaces"
          defaultValue={agreement.replaces?.code ?? ''}
          optional
        />
      )}
    </>
  );
}

function LimitFields({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const { agreed, approved } = agreement.openTerms;
  const limit = (value: number | null): string => String(value ?? t('agreement.open.limit-none'));
  const number = { type: 'number', min: 1, optional: true } as const;
  return (
    <>
      <TextField
        label={t('agreement.open.months')}
        hint={t('agreement.open.months-hint', {
          months: String(approved.reportEveryMonths ?? t('agreement.open.months-none')),
        })}
        name="reportEveryMonths"
        {...number}
        max={24}
        defaultValue={agreed.reportEveryMonths ?? ''}
      />
      <div className={css('pair')}>
        <TextField
          label={t('agreement.open.calls')}
          hint={t('agreement.open.limit-hint', { limit: limit(approved.callsPerDay) })}
          name="callsPerDay"
          {...number}
          defaultValue={agreed.callsPerDay ?? ''}
        />
        <TextField
          label={t('agreement.open.rows')}
          hint={t('agreement.open.limit-hint', { limit: limit(approved.rowsInAll) })}
          name="rowsInAll"
          {...number}
          defaultValue={agreed.rowsInAll ?? ''}
        />
      </div>
      <TextArea
        label={t('agreement.open.safeguards')}
        hint={t('agreement.open.safeguards-hint')}
        name="safeguards"
        rows={4}
        defaultValue={agreed.safeguards.join('\n')}
        optional
      />
    </>
  );
}
