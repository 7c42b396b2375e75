import type { Reason } from '../../../rules/applications/application.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './applications.module.css';

const css = classesOf(styles);

/** All of them at once, each with its ground. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const t = useT();
  return (
    <div>
      <p className={css('label')}>{t('application.reasons')}</p>
      <ol className={css('reasons')}>
        {reasons.map(({ ground, text }) => (
          <li key={ground + text}>
            <b>{ground === 'risk' ? t('application.ground.risk') : t(`condition.family.${ground}`)}</b>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
