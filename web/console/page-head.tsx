import type { ReactNode } from 'react';
import { PageTitle } from '../app/page-title.tsx';
import { classesOf } from '../design/classes.ts';
import { Breadcrumb, type Crumb } from '../design/navigation.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

interface PageHeadProps {
  title: string;
  /** Of the tab, where it is not the heading. */
  tab?: string;
  crumbs?: readonly Crumb[];
  /** Small facts under the heading. */
  meta?: ReactNode;
  /** Buttons, a date. */
  aside?: ReactNode;
}

/** The way here, the heading of a console page, and what stands at its side. */
export function PageHead({ title, tab, crumbs, meta, aside }: PageHeadProps) {
  return (
    <div className={css('head')}>
      <PageTitle title={tab ?? title} />
      <div className={css('head-words')}>
        {crumbs && <Breadcrumb crumbs={crumbs} />}
        <h1 className={css('title')}>{title}</h1>
        {meta && <div className={css('meta')}>{meta}</div>}
      </div>
      {aside !== undefined && <div className={css('head-aside')}>{aside}</div>}
    </div>
  );
}

/** A part of a console page under an ink line. */
export function Part({
  id,
  title,
  count,
  aside,
  children,
}: {
  id?: string;
  title: string;
  count?: string | undefined;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className={css('part')} aria-label={title}>
      <div className={css('part-head')}>
        <h2 className={css('part-title')}>
          {title}
          {count !== undefined && <span className={css('part-count')}>{count}</span>}
        </h2>
        {aside !== undefined && <div className={css('part-aside')}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
