import { Link } from 'react-router';
import styles from './navigation.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './icon.tsx';
import { useT } from './language.tsx';

const css = classesOf(styles);

export interface Crumb {
  name: string;
  to?: string;
}

/** The way here; the last crumb is this page and leads nowhere. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useT();
  return (
    <nav className={css('crumbs')} aria-label={t('design.breadcrumb')}>
      <ol>
        {crumbs.map(({ name, to }) => (
          <li key={name} aria-current={to ? undefined : 'page'}>
            {to ? <Link to={to}>{name}</Link> : name}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface PaginationProps {
  /** “第 1–20 个，共 47 个” */
  summary: string;
  first?: string | undefined;
  next?: string | undefined;
}

/** Cursors only go on; the first page is always one step away. */
export function Pagination({ summary, first, next }: PaginationProps) {
  const t = useT();
  return (
    <nav className={css('pages')} aria-label={t('design.pages.label')}>
      <span className={css('summary')}>{summary}</span>
      {first && (
        <Link to={first} className={css('page')} preventScrollReset>
          <Icon name="left" /> {t('design.pages.first')}
        </Link>
      )}
      {next && (
        <Link to={next} className={css('page')} preventScrollReset>
          {t('design.pages.next')} <Icon name="right" />
        </Link>
      )}
    </nav>
  );
}

export interface Jump {
  href: string;
  name: string;
  count?: string | undefined;
}

/** Sections of one long page; stays in sight, works without scripts. */
export function JumpBar({ jumps, label }: { jumps: readonly Jump[]; label: string }) {
  return (
    <nav className={css('jumps')} aria-label={label}>
      <ul>
        {jumps.map(({ href, name, count }) => (
          <li key={href}>
            <a href={href}>
              {name}
              {count && <span className={css('count')}>{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
