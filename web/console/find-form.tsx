import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../design/button.tsx';
import { classesOf } from '../design/classes.ts';
import { TextField } from '../design/field.tsx';
import { useT } from '../design/language.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

/** What narrows a list, by fields whose names the loader knows; a plain GET. */
export function NarrowForm({ label, children }: { label: string; children: ReactNode }) {
  const t = useT();
  return (
    <form className={css('find')} role="search" aria-label={label}>
      {children}
      <Button>{t('console.find')}</Button>
    </form>
  );
}

/** One line to narrow a list by words. */
export function FindForm({ label }: { label: string }) {
  const [search] = useSearchParams();
  return (
    <NarrowForm label={label}>
      <TextField label={label} name="q" type="search" defaultValue={search.get('q') ?? ''} maxLength={100} />
    </NarrowForm>
  );
}
