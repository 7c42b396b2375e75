import type { ReactNode } from 'react';
import { classesOf } from '../design/classes.ts';
import styles from './search-field.module.css';

const css = classesOf(styles);

interface SearchFieldProps {
  action: string;
  /** What is to be typed: as the field's name, or, with an id, said by a label that stands before it. */
  label?: string;
  id?: string;
  hint?: string;
  button: string;
  value?: string | undefined;
  /** Characters. */
  least?: number;
  most: number;
  /** The words of the script that offers what may be meant, as JSON. */
  suggest?: string;
  /** What else the search keeps. */
  children?: ReactNode;
}

/** One field for words that leads to a page with `q`. */
export function SearchField(props: SearchFieldProps) {
  const { action, label, id, hint, button, value, least, most, suggest, children } = props;
  return (
    <form className={css('search')} action={action} method="get" role="search" data-suggest={suggest}>
      <input
        type="search"
        name="q"
        id={id}
        defaultValue={value}
        aria-label={label}
        placeholder={hint}
        required={least !== undefined}
        minLength={least}
        maxLength={most}
      />
      <button>{button}</button>
      {children}
    </form>
  );
}
