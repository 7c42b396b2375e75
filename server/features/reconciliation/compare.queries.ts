import { sql } from 'kysely';
import { ON_THE_LIST, type DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { ListedDataset, MismatchKind } from '../../../rules/reconciliation/mismatch.ts';
import type { MismatchState } from '../../../rules/reconciliation/mismatch.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

/** One catalogue entry with its datasets on the list; without an entry the datasets that have none. */
export interface Compared {
  entryId: string | null;
  bodyId: string;
  declared: OpenClass | null;
  listed: ListedDataset[];
}

const PORTION = 5000;

/** Everything that is to be compared, in portions by the entries' ids. */
export async function* allCompared(db: Reader): AsyncGenerator<Compared[]> {
  yield await withoutEntry(db);
  let after: string | null = null;
  for (;;) {
    const entries = await portionOf(db, after);
    const last = entries.at(-1);
    if (!last) return;
    yield entries;
    after = last.entryId;
  }
}

async function portionOf(db: Reader, after: string | null): Promise<Compared[]> {
  const entries = await db
    .selectFrom('catalogue_entry')
    .select(['id', 'body_id', 'openness'])
    .$if(after !== null, (all) => all.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(PORTION)
    .execute();
  const datasets = await db
    .selectFrom('dataset')
    .select(['id', 'catalogue_entry_id', 'state', 'open_class'])
    .where('state', 'in', [...ON_THE_LIST])
    .where('catalogue_entry_id', '>=', entries.at(0)?.id ?? null)
    .where('catalogue_entry_id', '<=', entries.at(-1)?.id ?? null)
    .execute();
  const byEntry = Map.groupBy(datasets, ({ catalogue_entry_id }) => catalogue_entry_id);
  return entries.map(({ id, body_id, openness }) => ({
    entryId: id,
    bodyId: body_id,
    declared: openness as OpenClass,
    listed: (byEntry.get(id) ?? []).map(toListed),
  }));
}

async function withoutEntry(db: Reader): Promise<Compared[]> {
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'body_id', 'state', 'open_class'])
    .where('state', 'in', [...ON_THE_LIST])
    .where('catalogue_entry_id', 'is', null)
    .execute();
  return rows.map((row) => ({
    entryId: null,
    bodyId: row.body_id,
    declared: null,
    listed: [toListed(row)],
  }));
}

/** What is on the list has a class: `open_class` is null only before. */
const toListed = (row: { id: string; state: string; open_class: string | null }): ListedDataset => ({
  id: row.id,
  state: row.state as DatasetState,
  openClass: row.open_class as OpenClass,
});

export interface StandingMismatch {
  id: string;
  state: MismatchState;
  bodyId: string;
  kind: MismatchKind;
  entryId: string | null;
  datasetId: string | null;
}

/** What is not resolved yet. One comparison at a time: others wait for the end of the transaction. */
export async function lockStanding(trx: Trx): Promise<StandingMismatch[]> {
  await sql`select pg_advisory_xact_lock(hashtext('reconciliation'))`.execute(trx);
  const rows = await trx
    .selectFrom('mismatch')
    .select(['id', 'state', 'body_id', 'kind', 'catalogue_entry_id', 'dataset_id'])
    .where('state', '!=', 'resolved')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as MismatchState,
    bodyId: row.body_id,
    kind: row.kind as MismatchKind,
    entryId: row.catalogue_entry_id,
    datasetId: row.dataset_id,
  }));
}

/** Each gets the code that people see, such as `HD-2026-000017`. */
export async function insertMismatches(
  trx: Trx,
  found: readonly Omit<StandingMismatch, 'state'>[],
  at: Date,
): Promise<void> {
  await trx
    .insertInto('mismatch')
    .values(
      found.map(({ id, kind, bodyId, entryId, datasetId }) => ({
        id,
        code: orderCode('HD', at),
        kind,
        state: 'found',
        body_id: bodyId,
        catalogue_entry_id: entryId,
        dataset_id: datasetId,
        found_at: at,
      })),
    )
    .execute();
}

export async function saveResolved(
  trx: Trx,
  ids: readonly string[],
  state: MismatchState,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('mismatch')
    .set({ state, resolved_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

/** The newest act of the store; it moves with every change that could make the two sides disagree. */
export async function newestAct(db: Reader): Promise<number | null> {
  const { newest } = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('position').as('newest'))
    .where('thing', '!=', 'mismatch')
    .executeTakeFirstOrThrow();
  return newest;
}
