import { DRAWS } from '../../../rules/spot-checks/spot-checks.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);
const MOST_DRAWN = 50;

/** Draws grants to be checked. */
export function DrawForm() {
  const t = useT();
  return (
    <Part id="draw" title={t('spot-check.new')}>
      <form method="post" className={css('form')}>
        <div className={css('pair')}>
          <TextField
            label={t('spot-check.count')}
            name="count"
            type="number"
            min={1}
            max={MOST_DRAWN}
            defaultValue={1}
            required
          />
          <Select
            label={t('spot-check.by')}
            name="by"
            options={DRAWS.map((value) => ({ value, label: t(`spot-check.by.${value}`) }))}
          />
        </div>
        <ReasonAndAct act="draw" />
      </form>
    </Part>
  );
}

/** Begins the check of one grant, from its page. */
export function CheckGrantForm({ grantId }: { grantId: string }) {
  const t = useT();
  return (
    <Part id="spot-check" title={t('spot-check.choose')}>
      <form method="post" action="/console/spot-checks" className={css('form')}>
        <input type="hidden" name="grant" value={grantId} />
        <ReasonAndAct act="choose" />
      </form>
    </Part>
  );
}

/** Why it is checked, and the button of the form. */
function ReasonAndAct({ act }: { act: 'draw' | 'choose' }) {
  const t = useT();
  return (
    <>
      <TextArea
        label={t('spot-check.reason')}
        name="reason"
        rows={2}
        minLength={2}
        maxLength={2000}
        required
      />
      <p className={css('actions')}>
        <Button>{t(`spot-check.${act}-act`)}</Button>
      </p>
    </>
  );
}
