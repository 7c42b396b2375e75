import { EXPORT_FORMATS } from '../../rules/datasets/datasets.operations.ts';
import { BEYOND_FACETS } from '../../rules/datasets/list-facets.ts';
import type { Services } from '../context.ts';
import { Recent } from '../recent.ts';
import { createFacetColumns, type FacetValues } from '../search/facet-columns.ts';
import { LIST_FACETS } from '../search/search-document.ts';
import type { Listed } from './listed.ts';
import { openListBookOf } from './open-list-book.ts';

const FACETS = [...LIST_FACETS, ...BEYOND_FACETS] as const;
type Facet = (typeof FACETS)[number];
/** A value by facet; what is not said, or empty, narrows nothing. */
export type ShelfFilter = Readonly<Partial<Record<Facet, string | undefined>>>;
export type ShelfCounts = Record<Facet, { value: string; count: number }[]>;

/** The list by all that it is narrowed and counted by: columns of its rows, keywords, data and conditions. */
export interface ListShelf {
  /** Of some those that fit, in the same order. */
  narrow(among: readonly string[], filter: ShelfFilter): readonly string[];
  /** Of all those that fit. */
  fitting(filter: ShelfFilter): string[];
  /** How many fit, and how often each value is there among them. */
  answer(filter: ShelfFilter): { total: number; facets: ShelfCounts };
  /** How often each value is there among some. */
  counts(among: readonly string[]): ShelfCounts;
  dataset(id: string): Listed | undefined;
}

type Needed = Pick<Services, 'db' | 'clock'>;
type Follow = (datasets: ReadonlyMap<string, Listed>) => ListShelf;
const shelves = new WeakMap<object, { revision: number; follow: Follow; list: ListShelf | null }>();

/** The shelf of the list as it is now. Not to be kept over an `await`. */
export async function listShelf(services: Needed): Promise<ListShelf> {
  const { revision, datasets } = await openListBookOf(services).now();
  const known = shelves.get(services.db) ?? { revision: -1, follow: newShelf(), list: null };
  shelves.set(services.db, known);
  if (known.list && known.revision === revision) return known.list;
  known.list = known.follow(datasets);
  known.revision = revision;
  return known.list;
}

/** Values of a facet that are counted out: keywords are without number. */
const MOST_VALUES = 40;
/** Answers that are kept until the list is another. */
const MOST_ANSWERS = 200;

function newShelf(): Follow {
  const columns = createFacetColumns(FACETS);
  const numbers = new Map<string, { number: number; dataset: Listed }>();
  const free: number[] = [];
  let next = 0;

  const take = (datasets: ReadonlyMap<string, Listed>): void => {
    for (const [id, { number }] of numbers) {
      if (datasets.has(id)) continue;
      numbers.delete(id);
      free.push(number);
    }
    for (const dataset of datasets.values()) {
      const known = numbers.get(dataset.id);
      if (known?.dataset === dataset) continue;
      const number = known?.number ?? free.pop() ?? next++;
      numbers.set(dataset.id, { number, dataset });
      columns.set(number, facetsOf(dataset));
    }
  };
  const counts = (ids: readonly string[]): ShelfCounts => {
    const found = ids.flatMap((id) => numbers.get(id)?.number ?? []);
    const counted = columns.countsOf(Uint32Array.from(found), found.length);
    return recordOf((name) => (counted[name] ?? []).slice(0, name === 'publisher' ? undefined : MOST_VALUES));
  };
  const narrow = (among: readonly string[], filter: ShelfFilter): readonly string[] => {
    const matches = columns.matcher(filter);
    if (!matches) return among;
    return among.filter((id) => {
      const known = numbers.get(id);
      return known !== undefined && matches(known.number);
    });
  };
  const fitting = (filter: ShelfFilter): string[] => [...narrow([...numbers.keys()], filter)];

  return (datasets) => {
    take(datasets);
    const answers = new Recent<ReturnType<ListShelf['answer']>>(MOST_ANSWERS);
    return {
      narrow,
      fitting,
      counts,
      answer(filter) {
        const key = FACETS.map((name) => filter[name] ?? '').join('\n');
        const known = answers.get(key);
        if (known) return known;
        const ids = fitting(filter);
        const answer = { total: ids.length, facets: counts(ids) };
        answers.set(key, answer);
        return answer;
      },
      dataset: (id) => numbers.get(id)?.dataset,
    };
  };
}

const recordOf = (of: (name: Facet) => ShelfCounts[Facet]): ShelfCounts => ({
  ...{ domain: of('domain'), publisher: of('publisher'), openClass: of('openClass') },
  ...{ updateFrequency: of('updateFrequency'), tag: of('tag'), format: of('format') },
  ...{ scenario: of('scenario'), hasApi: of('hasApi'), hasMap: of('hasMap') },
});

const GEOGRAPHIC: readonly string[] = ['geojson', 'shp', 'gpkg'];

function facetsOf(dataset: Listed): FacetValues {
  const { domain, publisher, openClass, frequency, keywords, scenarios, served } = dataset;
  const hasGeometry = served?.manifest.columns.some(({ type }) => type === 'geometry') === true;
  const formats = EXPORT_FORMATS.filter((format) => hasGeometry || !GEOGRAPHIC.includes(format));
  return {
    ...{ domain, publisher: publisher.code, openClass, updateFrequency: frequency },
    tag: keywords,
    format: served ? formats : [],
    scenario: scenarios,
    hasApi: String(served !== null),
    hasMap: String(served?.placed === true),
  };
}
