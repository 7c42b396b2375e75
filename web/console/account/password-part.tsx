import type { ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

export function PasswordPart({ problem }: { problem: ProblemView | undefined }) {
  const t = useT();
  const format = useFormat();
  const weak = problem?.errors?.filter(({ pointer }) => pointer === '/password') ?? [];
  return (
    <Part title={t('console.account.password')}>
      <form method="post" className={css('form')}>
        <TextField
          label={t('console.account.current')}
          name="current"
          type="password"
          autoComplete="current-password"
          error={problem?.code === 'wrong-credentials' ? t('console.account.current-wrong') : undefined}
          required
        />
        <TextField
          label={t('console.account.new')}
          hint={t('console.account.new-hint')}
          name="password"
          type="password"
          autoComplete="new-password"
          error={weak.length > 0 ? format.list(weak.map(({ detail }) => detail)) : undefined}
          required
        />
        <p>
          <Button name="intent" value="password">
            {t('console.account.change')}
          </Button>
        </p>
        <p className={css('quiet')}>{t('console.account.others-end')}</p>
      </form>
    </Part>
  );
}
