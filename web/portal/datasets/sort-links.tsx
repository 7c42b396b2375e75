import { Link } from 'react-router';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './datasets.module.css';
import { sortOf, sortsFor } from './datasets-query.ts';

const css = classesOf(styles);

export function SortLinks({ search }: { search: URLSearchParams }) {
  const t = useT();
  const sorts = sortsFor(search);
  const [usual] = sorts;
  const now = sortOf(search);
  return (
    <nav className={css('sorts')} aria-label={t('datasets.sort')}>
      <ul>
        {sorts.map((sort) => (
          <li key={sort}>
            <Link
              to={linkWith('/datasets', search, { sort: sort === usual ? null : sort, cursor: null })}
              aria-current={sort === now ? 'true' : undefined}
            >
              {t(`datasets.sort.${sort}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
