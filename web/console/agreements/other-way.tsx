import type { Abilities } from '../../../rules/api/views.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);
const WAYS = ['refuse', 'withdraw', 'return', 'terminate'] as const;

/** Not to sign, or to end it: never without a reason. */
export function OtherWay({ can }: { can: Abilities }) {
  const t = useT();
  const open = WAYS.filter((event) => can[event] === true);
  if (open.length === 0) return null;
  return (
    <Part id="other" title={t('agreement.other-way')}>
      <form method="post" className={css('form')}>
        {open.includes('terminate') && <p className={css('prose')}>{t('agreement.terminate-text')}</p>}
        <TextArea
          label={t('agreement.why')}
          hint={t('agreement.why-hint')}
          name="reasons"
          rows={3}
          maxLength={4000}
          required
        />
        <p className={css('actions')}>
          {open.map((event) => (
            <Button key={event} kind="danger" name="event" value={event}>
              {t(`agreement.${event}`)}
            </Button>
          ))}
        </p>
      </form>
    </Part>
  );
}
