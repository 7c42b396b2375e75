import { Link } from 'react-router';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './datasets.module.css';
import { SORTS } from './datasets-query.ts';

const css = classesOf(styles);

export function SortLinks({ search }: { search: URLSearchParams }) {
  const t = useT();
  const now = search.get('sort') ?? SORTS[0];
  return (
    <nav className={css('sorts')} aria-label={t('datasets.sort')}>
      <ul>
        {SORTS.map((sort) => (
          <li key={sort}>
            <Link
              to={linkWith('/datasets', search, { sort: sort === SORTS[0] ? null : sort, cursor: null })}
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
