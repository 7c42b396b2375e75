import { sql } from 'kysely';
import type { DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { ListEntry, OpenClass, UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { coolDataset } from '../../store/hot/index.ts';

/** A dataset as the use cases see it. */
export interface Dataset {
  id: string;
  code: string;
  state: DatasetState;
  openClass: OpenClass | null;
  entry: ListEntry | null;
  draft: ListEntry | null;
  draftRevision: number;
  draftBy: string | null;
  catalogueEntryId: string | null;
  currentVersionId: string | null;
  /** Found to hold a state secret: it is not graded, listed or opened (`grading2019`). */
  stateSecret: boolean;
  /** Versions from before this moment are not served: a closed grade was lifted by other data (`xz-14-1`). */
  withheldBefore: Date | null;
  rows: number | null;
  suspendedReason: string | null;
  /** Since when what was updated before is static (`xz-10-1`). */
  staticSince: Date | null;
  /** The portal that it came from with an export, its id and its page there; null: it arose here. */
  source: { name: string; id: string; url: string } | null;
  createdAt: Date;
  listedAt: Date | null;
  openedAt: Date | null;
  dataUpdatedAt: Date | null;
  changedAt: Date;
  publisher: { id: string; code: string; name: string; nameEn: string; district: string | null };
}

export const selectDatasets = (db: Reader) =>
  db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .leftJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .leftJoin('catalogue_entry', 'catalogue_entry.id', 'dataset.catalogue_entry_id')
    .selectAll('dataset')
    .select([
      'public_body.code as body_code',
      'public_body.name as body_name',
      'public_body.name_en as body_name_en',
    ])
    .select([
      'public_body.district',
      'data_version.rows',
      'catalogue_entry.source',
      'catalogue_entry.source_id',
      'catalogue_entry.source_url',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectDatasets>['executeTakeFirstOrThrow']>>;

export const toDataset = (row: Row): Dataset => ({
  id: row.id,
  code: row.code,
  state: row.state as DatasetState,
  openClass: row.open_class as OpenClass | null,
  entry: row.entry,
  draft: row.draft,
  draftRevision: row.draft_revision,
  draftBy: row.draft_by,
  catalogueEntryId: row.catalogue_entry_id,
  currentVersionId: row.current_version_id,
  stateSecret: row.state_secret,
  withheldBefore: row.withheld_before,
  rows: row.rows,
  suspendedReason: row.suspended_reason,
  staticSince: row.static_since,
  source:
    row.source === null ? null : { name: row.source, id: row.source_id ?? '', url: row.source_url ?? '' },
  createdAt: row.created_at,
  listedAt: row.listed_at,
  openedAt: row.opened_at,
  dataUpdatedAt: row.data_updated_at,
  changedAt: row.changed_at,
  publisher: {
    id: row.body_id,
    code: row.body_code,
    name: row.body_name,
    nameEn: row.body_name_en,
    district: row.district,
  },
});

/** By id or by permanent code. */
export async function findDataset(db: Reader, ref: string): Promise<Dataset | undefined> {
  const column = ref.includes('-') && /^[A-Z]/.test(ref) ? 'dataset.code' : 'dataset.id';
  const row = await selectDatasets(db).where(column, '=', ref).executeTakeFirst();
  return row && toDataset(row);
}

/** Takes a Transaction: until it ends nobody else changes the dataset. */
export async function lockDataset(trx: Trx, ref: string): Promise<Dataset | undefined> {
  const found = await findDataset(trx, ref);
  if (!found) return undefined;
  await trx.selectFrom('dataset').select('id').where('id', '=', found.id).forUpdate().execute();
  return findDataset(trx, found.id);
}

export async function nameIsTaken(db: Reader, name: string, exceptId: string): Promise<boolean> {
  const row = await db
    .selectFrom('dataset')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', exceptId)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewDataset {
  id: string;
  cityCode: string;
  body: { id: string; code: string };
  catalogueEntryId: string;
  draft: ListEntry;
  draftBy: string;
  at: Date;
}

/** Answers the permanent code; codes are never used again. */
export async function insertDataset(trx: Trx, dataset: NewDataset): Promise<string> {
  const next = await sql<{ number: number }>`select nextval('dataset_number') as number`.execute(trx);
  const number = String(next.rows[0]?.number ?? 0).padStart(6, '0');
  const code = `${dataset.cityCode}-${dataset.body.code}-${number}`;
  await trx
    .insertInto('dataset')
    .values({
      id: dataset.id,
      code,
      body_id: dataset.body.id,
      catalogue_entry_id: dataset.catalogueEntryId,
      state: 'drafted',
      draft: JSON.stringify(dataset.draft),
      draft_revision: 1,
      draft_by: dataset.draftBy,
      created_at: dataset.at,
      changed_at: dataset.at,
    })
    .execute();
  return code;
}

/** False when the draft is no longer at `revision`. */
export async function saveDraft(
  trx: Trx,
  {
    id,
    revision,
    draft,
    by,
    at,
  }: { id: string; revision: number; draft: ListEntry | null; by: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .updateTable('dataset')
    .set({
      draft: draft && JSON.stringify(draft),
      draft_revision: revision + 1,
      draft_by: by,
      changed_at: at,
    })
    .where('id', '=', id)
    .where('draft_revision', '=', revision)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function saveState(
  trx: Trx,
  {
    id,
    state,
    suspendedReason,
    at,
  }: { id: string; state: DatasetState; suspendedReason?: string | null; at: Date },
): Promise<void> {
  await trx
    .updateTable('dataset')
    .set({
      state,
      changed_at: at,
      ...(suspendedReason === undefined ? {} : { suspended_reason: suspendedReason }),
    })
    .where('id', '=', id)
    .execute();
  if (state !== 'open') await coolDataset(trx, id);
}

/** Null while it is updated, or where it was static from its first listing. */
const staticSince = (next: UpdateFrequency, at: Date) =>
  next === 'static'
    ? sql<Date | null>`case when list_frequency is null or list_frequency = 'static' then static_since
        else ${at}::timestamptz end`
    : null;

/** Puts the accepted entry in force. */
export async function saveListing(
  trx: Trx,
  {
    id,
    state,
    entry,
    withheldBefore,
    at,
  }: { id: string; state: DatasetState; entry: ListEntry; withheldBefore: Date | null; at: Date },
): Promise<void> {
  await trx
    .updateTable('dataset')
    .set(({ fn, ref, val }) => ({
      state,
      static_since: staticSince(entry.updateFrequency, at),
      entry: JSON.stringify(entry),
      name: entry.name,
      open_class: entry.openClass,
      draft: null,
      // A list change was accepted: it is the body's own entry from now on.
      imported: false,
      lacking: null,
      withheld_before: withheldBefore,
      listed_at: fn.coalesce(ref('listed_at'), val(at)),
      changed_at: at,
    }))
    .where('id', '=', id)
    .execute();
}

export interface Scope {
  bodyId: string | null;
  district: string | null;
}
