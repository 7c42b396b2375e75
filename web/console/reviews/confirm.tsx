import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** The reviewer's two ways: confirm, or send back with all reasons. */
export function Confirm({ reasons, mayConfirm }: { reasons: readonly string[]; mayConfirm: boolean }) {
  const t = useT();
  return (
    <Part id="confirm" title={t('review.confirm-title')}>
      <form method="post" className={css('form')}>
        {mayConfirm && (
          <>
            <p className={css('prose')}>{t('review.confirm-text')}</p>
            <p>
              <Button kind="primary" name="event" value="confirm">
                {t('review.confirm')}
              </Button>
            </p>
          </>
        )}
        <TextArea
          label={t('review.return-reasons')}
          hint={t('review.return-hint')}
          name="reasons"
          defaultValue={reasons.join('\n')}
          rows={3}
          maxLength={4000}
        />
        <p>
          <Button kind="danger" name="event" value="return">
            {t('review.return')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
