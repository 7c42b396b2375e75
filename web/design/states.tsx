import type { ReactNode } from 'react';
import { Cells, type CellKind } from './cell.tsx';
import styles from './states.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';

const css = classesOf(styles);
const EMPTY_CELLS = 14;

/** Nothing here yet: hollow cells, why it is empty, one action. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css('box')}>
      <span className={css('hollow')} aria-hidden="true">
        {Array.from({ length: EMPTY_CELLS }, (_, place) => (
          <span key={place} />
        ))}
      </span>
      <p className={css('title')}>{title}</p>
      {children && <div className={css('text')}>{children}</div>}
      {action !== undefined && <div className={css('action')}>{action}</div>}
    </div>
  );
}

interface Failed {
  /** What happened. */
  title: string;
  /** What still works and what to do. */
  children?: ReactNode;
  action?: ReactNode;
  traceId?: string | undefined;
}

export function FailedState({ title, children, action, traceId }: Failed) {
  const t = useT();
  return (
    <div className={css('box', 'failed')} role="alert">
      <p className={css('title')}>{title}</p>
      {children && <div className={css('text')}>{children}</div>}
      {(action !== undefined || traceId !== undefined) && (
        <div className={css('action')}>
          {action}
          {traceId && <TraceId id={traceId} label={t('design.trace')} />}
        </div>
      )}
    </div>
  );
}

const TraceId = ({ id, label }: { id: string; label: string }) => (
  <span className={css('trace')}>
    {label} <code>{id}</code>
  </span>
);

interface BusyProps {
  title: string;
  /** Steps done and in all, when they are known. */
  done?: number;
  total?: number;
  /** How long it takes, that one may leave. */
  children?: ReactNode;
}

const BUSY_CELLS = 20;

/** Work that takes a while: what is done, how long, and that one may leave. */
export function Busy({ title, done, total, children }: BusyProps) {
  const t = useT();
  const known = done !== undefined && total !== undefined && total > 0;
  const cells = known ? Math.min(total, BUSY_CELLS) : 0;
  const full = known ? Math.floor((done / total) * cells) : 0;
  const kinds = Array.from({ length: cells }, (_, place): CellKind => (place < full ? 'used' : 'left'));
  return (
    <div className={css('box')} role="status">
      <p className={css('busy-head')}>
        <b>
          <BusyMark /> {title}
        </b>
        {known && <span>{t('design.busy.done', { done, total })}</span>}
      </p>
      {known && <Cells kinds={kinds} label={t('design.busy.done', { done, total })} small />}
      <span className={css('bars')} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {children && <div className={css('text')}>{children}</div>}
    </div>
  );
}

/** Four cells, the only thing that loops. */
const BusyMark = () => (
  <svg className={css('mark')} viewBox="0 0 16 16" aria-hidden="true">
    <path d="M1 1h6v6H1z" />
    <path d="M9 1h6v6H9z" />
    <path d="M9 9h6v6H9z" />
    <path d="M1 9h6v6H1z" />
  </svg>
);
