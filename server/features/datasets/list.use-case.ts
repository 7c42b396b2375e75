import { decodeCursor, encodeCursor } from '../../../rules/api/cursor.ts';
import { isId } from '../../../rules/api/views.ts';
import type { listDatasets, ListSort } from '../../../rules/datasets/datasets.operations.ts';
import { emptyEntry, publicPart } from '../../../rules/datasets/list-entry.schema.ts';
import type { InputOf } from '../../../rules/api/operation.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { listShelf, type ShelfFilter } from '../../open-list/list-shelf.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { openListIndexOf } from '../../search/open-list-index.ts';
import { viewSummary } from './dataset.view.ts';
import { byFigure, figuresFor, isFigureSort } from './list-figures.ts';
import { isSortKey, listOpen, pageOfIds, type PageOfList } from './open-list.queries.ts';
import { foundByWords } from './search-words.ts';

/** Of what is found by words, so many of the best are sorted otherwise than by how well they fit. */
const MOST_SORTED = 20_000;

export const list: UseCase<typeof listDatasets> = async ({ services, language }, asked) => {
  const { q = '', field = '', asTyped = false, limit } = asked;
  const found = await foundByWords(services, { q, field, asTyped });
  const sort = sortOf(asked.sort, found.hits !== null);
  const after = asked.cursor === undefined ? null : placeOf(asked.cursor, sort);
  const { filter, byColumn, byMore } = filtersOf(asked);
  const figure = isFigureSort(sort) ? await figuresFor(services, sort) : null;
  const shelf = await listShelf(services);
  const fitting =
    found.among && openListIndexOf(services).narrow(shelf.narrow(found.among, byMore), byColumn);
  const { total, facets } = fitting
    ? { total: fitting.ids.length, facets: { ...shelf.counts(fitting.ids), ...fitting.facets } }
    : shelf.answer(filter);
  const isBeyondColumns = Object.values(byMore).some((value) => value !== undefined);
  const among = fitting?.ids ?? (isBeyondColumns || figure ? shelf.fitting(filter) : null);
  const figureOf = (id: string): number | null => figure?.(shelf, id) ?? null;
  const { items, next } = await pageOf(services, {
    ...{ sort, among, byColumn, limit, after },
    inOrder: figure ? byFigure(among ?? [], figureOf, shelf) : sort === 'relevance' ? (among ?? []) : null,
  });
  const scores = new Map(found.hits?.map(({ id, score }) => [id, score]));
  const isNone = total === 0 && found.among !== null;
  return {
    items: items.map((dataset) => ({
      ...viewSummary(dataset),
      score: scores.get(dataset.id) ?? null,
      highlights: found.highlightsIn(publicPart(dataset.entry ?? emptyEntry())),
      figure: figureOf(dataset.id),
    })),
    total,
    totalIsEstimate: (sort === 'updated' || sort === 'name') && (among?.length ?? 0) > MOST_SORTED,
    next: next && encodeCursor(next),
    facets,
    help: isNone
      ? {
          ...(found.help ?? { meant: null, isUsed: false }),
          withoutFilters: found.among?.length ?? 0,
          near: found.near(language),
        }
      : found.help,
  };
};

/** By how well words fit unless told, by time where none are given. */
const sortOf = (asked: ListSort = 'relevance', hasWords: boolean): ListSort =>
  asked === 'relevance' && !hasWords ? 'updated' : asked;

type Asked = InputOf<typeof listDatasets>;

/** What narrows: in all, by what the rows of the list have, and by what else is known of a dataset. */
function filtersOf({ domain, publisher, openClass, updateFrequency, ...asked }: Asked) {
  const byColumn = { domain, publisher, openClass, updateFrequency };
  const { tag, format, scenario, hasApi, hasMap } = asked;
  const byMore: ShelfFilter = {
    ...{ tag, format, scenario },
    hasApi: hasApi === undefined ? undefined : String(hasApi),
    hasMap: hasMap === undefined ? undefined : String(hasMap),
  };
  return { byColumn, byMore, filter: { ...byColumn, ...byMore } };
}

interface AskedPage {
  sort: ListSort;
  /** Only these; null where the columns say all. */
  among: readonly string[] | null;
  byColumn: ShelfFilter;
  /** Ids in the order that is asked for, where the database does not know it. */
  inOrder: readonly string[] | null;
  limit: number;
  after: [key: string, id: string] | null;
}

function pageOf({ db }: Services, asked: AskedPage): Promise<PageOfList> {
  const { sort, among, byColumn, inOrder, limit, after } = asked;
  if (inOrder) return pageOfIds(db, inOrder, { limit, after });
  return listOpen(db, {
    ...{ ...byColumn, limit, after, among: among?.slice(0, MOST_SORTED) },
    sort: sort === 'name' ? 'name' : 'updated',
  });
}

function placeOf(cursor: string, sort: ListSort): [key: string, id: string] {
  const [key = '', id = ''] = decodeCursor(cursor, 2);
  if (!isId(id) || !isSortKey(sort, key)) throw new Problem('invalid-cursor');
  return [key, id];
}
