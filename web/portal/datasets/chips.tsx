import { linkWith } from '../../app/query-string.ts';
import { Chips } from '../../design/chips.tsx';
import { useT } from '../../design/language.tsx';
import { chosenFilters, FILTERS } from './datasets-query.ts';
import { useFacetWords, type FacetsProps } from './facets.tsx';

/** What narrows the list, each with a link that takes it away. */
export function FilterChips({ publishers, search }: Pick<FacetsProps, 'publishers' | 'search'>) {
  const t = useT();
  const words = useFacetWords({ publishers });
  const field = search.get('field')?.trim();
  const without = (name: string): string => linkWith('/datasets', search, { [name]: null, cursor: null });
  const chips = chosenFilters(search).map((name) => ({
    text: t('find.chip', { name: t(`datasets.filter.${name}`), value: words(name, search.get(name) ?? '') }),
    to: without(name),
  }));
  if (field)
    chips.unshift({ text: t('find.chip', { name: t('find.field'), value: field }), to: without('field') });
  const none = Object.fromEntries(['field', 'cursor', ...FILTERS].map((name) => [name, null]));
  return (
    <Chips
      label={t('find.chips')}
      off={t('find.chip-off')}
      chips={chips}
      all={{ text: t('find.chips-off'), to: linkWith('/datasets', search, none) }}
    />
  );
}
