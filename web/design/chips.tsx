import { Link } from 'react-router';
import styles from './chips.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './icon.tsx';

const css = classesOf(styles);

/** A condition that is set, and where it leads to take it away. */
export interface Chip {
  text: string;
  to: string;
}

interface ChipsProps {
  /** What they are: “conditions set”. */
  label: string;
  /** What a link does, said before each text: “take away”. */
  off: string;
  chips: readonly Chip[];
  /** Takes all away; shown where there are several. */
  all?: Chip;
}

/** What is set, each with a link that takes it away. Nothing where nothing is set. */
export function Chips({ label, off, chips, all }: ChipsProps) {
  if (chips.length === 0) return null;
  return (
    <ul className={css('chips')} aria-label={label}>
      {chips.map(({ text, to }) => (
        <li key={text}>
          <Link to={to}>
            <span className={css('unseen')}>{off} </span>
            {text} <Icon name="cross" />
          </Link>
        </li>
      ))}
      {all && chips.length > 1 && (
        <li>
          <Link className={css('all')} to={all.to}>
            {all.text}
          </Link>
        </li>
      )}
    </ul>
  );
}
