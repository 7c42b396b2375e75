import type { ReactNode } from 'react';
import styles from './workflow.module.css';
import { classesOf } from './classes.ts';
import { useFormat, useT } from './language.tsx';

const css = classesOf(styles);

/** The one box of a workflow page: who must act, by when, on which provision; holds the one primary button. */
export function NextStep({ turn, title, children }: { turn: string; title: string; children?: ReactNode }) {
  return (
    <section className={css('next')}>
      <p className={css('turn')}>{turn}</p>
      <h2 className={css('next-title')}>{title}</h2>
      {children}
    </section>
  );
}

/** The bordered panel beside the facts: what can be had here and how. `condition` marks that terms apply. */
export function Panel({
  title,
  lead,
  condition,
  children,
}: {
  title: string;
  lead?: string;
  condition?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={css('panel', condition && 'condition')}>
      <h2 className={css('panel-title')}>{title}</h2>
      {lead && <p className={css('panel-lead')}>{lead}</p>}
      {children}
    </section>
  );
}

export interface Stage {
  key: string;
  name: string;
  /** When it happened, or how long it usually takes. */
  note?: string;
  state: 'done' | 'now' | 'ahead' | 'stopped';
}

/** Every step of a process in order; shape and words say which is running. */
export function StageBar({ stages, label }: { stages: readonly Stage[]; label: string }) {
  const t = useT();
  return (
    <ol className={css('stages')} aria-label={label}>
      {stages.map(({ key, name, note, state }) => (
        <li key={key} className={css('stage', state)} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={css('stage-name')}>
            {name}
            <span className={css('unseen')}>{t(`design.stage.${state}`)}</span>
          </span>
          {note && <span className={css('stage-note')}>{note}</span>}
        </li>
      ))}
    </ol>
  );
}

export interface Moment {
  key: string;
  /** RFC 3339 */
  at: string;
  title: string;
  text?: ReactNode;
  /** The provision it rests on, as a link. */
  basis?: ReactNode;
  /** `yours` was done by the reader, `ahead` has not happened, `refused` did not pass. */
  kind?: 'theirs' | 'yours' | 'ahead' | 'refused';
}

/** What happened, newest first; one cell an event. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  const format = useFormat();
  return (
    <ol className={css('timeline')}>
      {moments.map(({ key, at, title, text, basis, kind = 'theirs' }) => (
        <li key={key} className={css('moment', kind)}>
          <time className={css('when')} dateTime={at}>
            <span>{format.day(at)}</span>
            <span>{format.time(at)}</span>
          </time>
          <div className={css('what')}>
            <p className={css('moment-title')}>{title}</p>
            {text && <div className={css('moment-text')}>{text}</div>}
            {basis}
          </div>
        </li>
      ))}
    </ol>
  );
}
