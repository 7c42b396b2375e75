import type { ReactNode } from 'react';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import styles from './portal.module.css';

const css = classesOf(styles);

/** Leads to the list of datasets with `q`; `children` carry what else the search keeps. */
export function SearchBox({ value, children }: { value?: string; children?: ReactNode }) {
  const t = useT();
  return (
    <form className={css('search')} action="/datasets" method="get" role="search">
      <input
        type="search"
        name="q"
        defaultValue={value}
        aria-label={t('home.search-label')}
        placeholder={t('home.search-hint')}
        maxLength={100}
      />
      {children}
      <button>{t('home.search')}</button>
    </form>
  );
}
