import type { ReactNode } from 'react';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

/** Shown in this answer only: what must be handed to the person, and what happens with it. */
export function OneTimePassword({
  name,
  password,
  children,
}: {
  name: string;
  password: string;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <div className={css('narrow')} role="status">
      <Panel title={t('console.members.password-of', { name })} lead={t('console.members.password-once')}>
        <code className={css('secret')}>{password}</code>
        <p className={css('quiet')}>{t('console.members.password-next')}</p>
        {children}
      </Panel>
    </div>
  );
}
