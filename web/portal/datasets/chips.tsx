import { Link } from 'react-router';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import styles from './chips.module.css';
import { chosenFilters, FILTERS } from './datasets-query.ts';
import { useFacetWords, type FacetsProps } from './facets.tsx';

const css = classesOf(styles);

/** What is set, each with a link that takes it away. */
export function Chips({ publishers, search }: Pick<FacetsProps, 'publishers' | 'search'>) {
  const t = useT();
  const words = useFacetWords({ publishers });
  const field = search.get('field')?.trim();
  const chips: { name: string; text: string }[] = chosenFilters(search).map((name) => ({
    name,
    text: t('find.chip', { name: t(`datasets.filter.${name}`), value: words(name, search.get(name) ?? '') }),
  }));
  if (field) chips.unshift({ name: 'field', text: t('find.chip', { name: t('find.field'), value: field }) });
  if (chips.length === 0) return null;
  const none = Object.fromEntries(['field', 'cursor', ...FILTERS].map((name) => [name, null]));
  return (
    <ul className={css('chips')} aria-label={t('find.chips')}>
      {chips.map(({ name, text }) => (
        <li key={name}>
          <Link to={linkWith('/datasets', search, { [name]: null, cursor: null })}>
            <span className={css('unseen')}>{t('find.chip-off')} </span>
            {text} <Icon name="cross" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link className={css('all')} to={linkWith('/datasets', search, none)}>
            {t('find.chips-off')}
          </Link>
        </li>
      )}
    </ul>
  );
}
