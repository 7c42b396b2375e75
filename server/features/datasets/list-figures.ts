import type { ListSort } from '../../../rules/datasets/datasets.operations.ts';
import type { Services } from '../../context.ts';
import type { ListShelf } from '../../open-list/list-shelf.ts';
import { recentUses, recentUsesMark, type RecentUse } from '../access-records/index.ts';

const FIGURE_SORTS = ['downloads', 'calls', 'quality'] as const satisfies readonly ListSort[];
export type FigureSort = (typeof FIGURE_SORTS)[number];
export const isFigureSort = (sort: ListSort): sort is FigureSort =>
  FIGURE_SORTS.some((known) => known === sort);

type Needed = Pick<Services, 'db' | 'clock'>;
type Figure = (shelf: ListShelf, id: string) => number | null;

interface Uses {
  mark: string;
  byId: ReadonlyMap<string, RecentUse>;
}
const known = new WeakMap<object, Uses>();

/** Uses are read anew when others were counted, not at each request. */
async function usesNow({ db, clock }: Needed): Promise<Uses['byId']> {
  const now = clock.now();
  const mark = await recentUsesMark(db, now);
  const kept = known.get(db);
  if (kept?.mark === mark) return kept.byId;
  const byId = new Map((await recentUses(db, now)).map((each) => [each.datasetId, each]));
  known.set(db, { mark, byId });
  return byId;
}

/** The figure of each dataset; null without data that anyone may take. */
export async function figuresFor(services: Needed, sort: FigureSort): Promise<Figure> {
  const uses = sort === 'quality' ? null : await usesNow(services);
  return (shelf, id) => {
    const served = shelf.dataset(id)?.served;
    if (!served) return null;
    return sort === 'quality' ? served.quality : (uses?.get(id)?.[sort] ?? 0);
  };
}

/** The highest first, those without a figure last; among equals what was updated last, then by id. */
export function byFigure(
  ids: readonly string[],
  figureOf: (id: string) => number | null,
  shelf: ListShelf,
): string[] {
  return ids
    .map((id) => ({
      id,
      figure: figureOf(id) ?? -1,
      at: shelf.dataset(id)?.dataUpdatedAt?.getTime() ?? 0,
    }))
    .sort((one, other) => other.figure - one.figure || other.at - one.at || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}
