import { Button } from '../design/button.tsx';
import { classesOf } from '../design/classes.ts';
import { TextField } from '../design/field.tsx';
import { useT } from '../design/language.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

/** One line to narrow a list by words; a plain GET. */
export function FindForm({ label, q }: { label: string; q: string }) {
  const t = useT();
  return (
    <form className={css('find')} role="search" aria-label={label}>
      <TextField label={label} name="q" type="search" defaultValue={q} maxLength={100} />
      <Button>{t('console.find')}</Button>
    </form>
  );
}
