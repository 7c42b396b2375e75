import type { ReactNode } from 'react';
import styles from './note.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';
import { Icon } from './icon.tsx';

const css = classesOf(styles);

/** `plain` explains, `done` confirms, `warning` is past a target, `wrong` must be dealt with. */
export type NoteKind = 'plain' | 'done' | 'warning' | 'wrong';

interface NoteProps {
  kind?: NoteKind;
  title?: ReactNode;
  /** Announced when it appears in answer to something that was done. */
  live?: boolean;
  children?: ReactNode;
}

export function Note({ kind = 'plain', title, live, children }: NoteProps) {
  return (
    <div className={css('note', kind)} role={live ? (kind === 'wrong' ? 'alert' : 'status') : undefined}>
      {title && <p className={css('title')}>{title}</p>}
      {children}
    </div>
  );
}

/** For what matters most on a page: objections, a suspension. Tinted, with a flag. */
export function Banner({ kind = 'wrong', title, children }: Omit<NoteProps, 'live'>) {
  return (
    <div className={css('banner', kind)}>
      <Icon name="flag" />
      <div>
        {title && <p className={css('title')}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

export interface SummaryItem {
  /** Id of the control, or absent when nothing on the page answers to it. */
  href?: string;
  text: string;
}

/** Over a form that was refused: how many things are wrong, each leading to its place. */
export function ProblemSummary({
  title,
  items,
  children,
}: {
  title: string;
  items: readonly SummaryItem[];
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <section className={css('summary')} role="alert" aria-label={t('design.summary.label')} tabIndex={-1}>
      <h2 className={css('summary-title')}>{title}</h2>
      {items.length > 0 && (
        <ul>
          {items.map(({ href, text }) => (
            <li key={`${href ?? ''}${text}`}>{href ? <a href={href}>{text}</a> : text}</li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
