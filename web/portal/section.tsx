import { useId, type ReactNode } from 'react';
import { classesOf } from '../design/classes.ts';
import styles from './portal.module.css';

const css = classesOf(styles);

/** A named part of a page under an ink line; `aside` stands at the far end of the line. `folds` lets it be folded away: on phones it begins so. */
export function Section({
  id,
  title,
  aside,
  folds = false,
  children,
}: {
  id?: string;
  title: string;
  aside?: ReactNode;
  folds?: boolean;
  children: ReactNode;
}) {
  const own = useId();
  const heading = `${id ?? own}-title`;
  if (folds) {
    return (
      <section id={id} className={css('section')} aria-labelledby={heading}>
        <details open data-fold="">
          <summary className={css('section-head', 'fold')}>
            <h2 id={heading}>{title}</h2>
          </summary>
          <div className={css('folded')}>
            {aside !== undefined && <div className={css('aside', 'first')}>{aside}</div>}
            {children}
          </div>
        </details>
      </section>
    );
  }
  return (
    <section id={id} className={css('section')} aria-labelledby={heading}>
      <div className={css('section-head')}>
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className={css('aside')}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** Lines to copy; one click takes them all. */
export const Code = ({ children }: { children: string }) => (
  <pre className={css('code')}>
    <code>{children}</code>
  </pre>
);
