import { Link } from 'react-router';
import { isMessageKey } from '../../../locales/index.ts';
import type { ReadingWarning } from '../../../rules/reading/reading.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);
const ROWS_BEFORE = 3;

/** What was noticed while reading, each with what can be done about it and the way to the row. */
export function Warnings({ uploadId, warnings }: { uploadId: string; warnings: readonly ReadingWarning[] }) {
  const t = useT();
  if (warnings.length === 0) {
    return (
      <Part title={t('console.reading.noticed')}>
        <p className={css('clean')}>
          <Icon name="check" /> {t('console.reading.nothing-noticed')}
        </p>
      </Part>
    );
  }
  return (
    <Part
      title={t('console.reading.noticed')}
      count={t('console.reading.noticed-count', { count: warnings.length })}
    >
      <ul className={css('warnings')}>
        {warnings.map((warning, place) => (
          <Warning key={place} uploadId={uploadId} warning={warning} />
        ))}
      </ul>
    </Part>
  );
}

function Warning({ uploadId, warning }: { uploadId: string; warning: ReadingWarning }) {
  const t = useT();
  const { code, row, args } = warning;
  const message = `reading.warning.${code}.message`;
  const remedy = `reading.warning.${code}.remedy`;
  const from = row === null ? null : Math.max(1, row - ROWS_BEFORE);
  return (
    <li className={css('warning')}>
      <Icon name="alert" />
      <div>
        <p className={css('message')}>{isMessageKey(message) ? t(message, args) : code}</p>
        {isMessageKey(remedy) && <p className={css('quiet')}>{t(remedy, args)}</p>}
      </div>
      {from !== null && (
        <Link to={`/console/uploads/${uploadId}?from=${String(from)}#rows`} className={css('see')}>
          {t('console.reading.see-row', { row: row ?? 0 })}
        </Link>
      )}
    </li>
  );
}
