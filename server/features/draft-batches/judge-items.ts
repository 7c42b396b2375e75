import { applyChanges, judgeChanges } from '../../../rules/draft-batches/changes.ts';
import type {
  BatchCounts,
  BatchDone,
  BatchOutcome,
  BlockedBy,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader } from '../../store/database.ts';
import { datasetsBy, underWayOf, workingEntry, type Dataset } from '../datasets/index.ts';
import type { Item } from './batch.queries.ts';
import { digest } from './digest.ts';

/** An item held against its dataset as it is now. */
export interface JudgedItem extends BatchDone {
  item: Item;
  /** Null when the body has no such dataset. */
  dataset: Dataset | null;
  /** The entry with what can be written. */
  next: ListEntry | null;
}

/** Items held against their datasets: as they are now, or as they were locked. */
export async function judgeItems(
  db: Reader,
  items: readonly Item[],
  locked?: readonly Dataset[],
): Promise<JudgedItem[]> {
  const ids = items.flatMap(({ datasetId }) => datasetId ?? []);
  const datasets = new Map((locked ?? (await datasetsBy(db, 'id', ids))).map((each) => [each.id, each]));
  const underWay = await underWayOf(db, [...datasets.keys()]);
  return items.map((item) => judge(item, datasets.get(item.datasetId ?? '') ?? null, underWay));
}

function judge(item: Item, dataset: Dataset | null, underWay: ReadonlySet<string>): JudgedItem {
  if (item.done) return { ...item.done, item, dataset, next: null };
  const blocked = blockOf(dataset, underWay);
  if (!dataset || blocked) return { item, dataset, blocked, outcome: 'refused', changes: [], next: null };
  const entry = workingEntry(dataset);
  const changes = judgeChanges(entry, item.changes, digest);
  const next = applyChanges(entry, changes);
  return { item, dataset, blocked, outcome: outcomeOf(item, changes), changes, next };
}

function blockOf(dataset: Dataset | null, underWay: ReadonlySet<string>): BlockedBy | null {
  if (!dataset) return 'unknown-dataset';
  if (dataset.state === 'withdrawn') return 'withdrawn';
  if (dataset.stateSecret) return 'state-secret';
  return underWay.has(dataset.id) ? 'under-way' : null;
}

const isConflict = ({ standing }: BatchDone['changes'][number]): boolean =>
  standing === 'conflict' || standing === 'gone';

function outcomeOf({ refusals }: Item, changes: BatchDone['changes']): BatchOutcome {
  if (changes.some(({ standing }) => standing === 'change')) return 'change';
  if (changes.some(isConflict)) return 'conflict';
  return refusals.length > 0 ? 'refused' : 'same';
}

/** A dataset that changes in part counts with its conflicts and refusals too. */
export function countItems(judged: readonly JudgedItem[], looked: number): BatchCounts {
  const count = (holds: (each: JudgedItem) => boolean): number => judged.filter(holds).length;
  const told = count(({ outcome }) => outcome !== 'same');
  return {
    looked,
    change: count(({ outcome }) => outcome === 'change'),
    same: Math.max(0, looked - told),
    conflict: count(({ changes }) => changes.some(isConflict)),
    refused: count(({ blocked, item }) => blocked !== null || item.refusals.length > 0),
  };
}
