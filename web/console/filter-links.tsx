import { Link } from 'react-router';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

interface FilterLinksProps {
  label: string;
  path: string;
  name: string;
  chosen: string | null;
  options: readonly { value: string; words: string; count?: number }[];
}

/** One filter as links: all, then each choice. */
export function FilterLinks({ label, path, name, chosen, options }: FilterLinksProps) {
  const t = useT();
  return (
    <nav aria-label={label}>
      <ul className={css('filters')}>
        <li>
          <Link to={path} aria-current={chosen === null ? 'true' : undefined}>
            {t('console.all')}
          </Link>
        </li>
        {options.map(({ value, words, count }) => (
          <li key={value}>
            <Link
              to={`${path}?${name}=${encodeURIComponent(value)}`}
              aria-current={chosen === value ? 'true' : undefined}
            >
              {words}
              {count !== undefined && <span className={css('part-count')}>{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
