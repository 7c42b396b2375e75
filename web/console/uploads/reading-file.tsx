import { Link } from 'react-router';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Busy } from '../../design/states.tsx';
import { LookAgain } from '../look-again.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** The file is on its way or being read: how long, and that one may leave. */
export function ReadingFile({ state }: { state: 'receiving' | 'received' }) {
  const t = useT();
  return (
    <div className={css('wait')}>
      <Busy title={t(`console.upload.busy.${state}`)}>
        <p>{t('console.upload.busy-text')}</p>
        <p>
          <Link to="/console">{t('console.upload.back-to-tasks')}</Link>
        </p>
      </Busy>
      {state === 'received' && <LookAgain />}
    </div>
  );
}
