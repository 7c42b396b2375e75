import { GRANT_STEPS, type GrantView } from '../../../rules/grants/grants.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** Restrict, suspend, resume, revoke: each with a reason that its holder reads. */
export function GrantMeasures({ grant: { can } }: { grant: GrantView }) {
  const t = useT();
  const steps = GRANT_STEPS.filter((step) => can[step] === true);
  if (steps.length === 0) return null;
  return (
    <Part id="manage" title={t('grant.manage')}>
      <form method="post" className={css('form')}>
        <p className={css('prose')}>{t('grant.manage-lead')}</p>
        <TextArea label={t('grant.reason')} name="reason" rows={3} minLength={2} maxLength={2000} required />
        {can['restrict'] === true && (
          <div className={css('pair')}>
            <TextField
              label={t('grant.restrict.per-minute')}
              hint={t('grant.restrict.hint')}
              name="callsPerMinute"
              type="number"
              min={1}
              optional
            />
            <TextField
              label={t('grant.restrict.per-day')}
              hint={t('grant.restrict.hint')}
              name="callsPerDay"
              type="number"
              min={1}
              optional
            />
          </div>
        )}
        <p className={css('actions')}>
          {steps.map((step) => (
            <Button key={step} kind={step === 'revoke' ? 'danger' : 'secondary'} name="event" value={step}>
              {t(`grant.step.${step}`)}
            </Button>
          ))}
        </p>
      </form>
    </Part>
  );
}
