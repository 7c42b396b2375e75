import { Link } from 'react-router';
import { classesOf } from '../design/classes.ts';
import styles from './console.module.css';

const css = classesOf(styles);

/** The first cell of a row: where it leads, and the code under it. */
export function NameCell({ to, name, code }: { to: string; name: string; code: string }) {
  return (
    <span className={css('name-cell')}>
      <Link to={to}>{name}</Link>
      <code>{code}</code>
    </span>
  );
}
