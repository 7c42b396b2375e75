import type { ReactNode } from 'react';
import { SUGGESTION_KINDS } from '../../rules/finding/suggest.operations.ts';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import { SearchField } from './search-field.tsx';
import styles from './search-field.module.css';
import script from './search-script.js?url&no-inline';

const css = classesOf(styles);

/** Leads to the list of datasets with `q`; `children` carry what else the search keeps. A script offers what may be meant. */
export function SearchBox({ value, children }: { value?: string; children?: ReactNode }) {
  const t = useT();
  // The script knows no language: it puts numbers in the place of #, kinds in that of @.
  const words = {
    label: t('find.suggestions'),
    found: t('find.suggestions-count', { count: '#' }),
    none: t('find.suggestions-none'),
    unseen: css('unseen'),
    counted: t('find.counted', { kind: '@', count: '#' }),
    ...Object.fromEntries(SUGGESTION_KINDS.map((kind) => [kind, t(`find.kind.${kind}`)])),
  };
  return (
    <SearchField
      action="/datasets"
      label={t('home.search-label')}
      hint={t('home.search-hint')}
      button={t('home.search')}
      value={value}
      most={100}
      suggest={JSON.stringify(words)}
    >
      {children}
      <script src={script} type="module" async />
    </SearchField>
  );
}
