import { sql } from 'kysely';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Db, Reader, Trx } from '../database.ts';
import type { Ask, FieldCounts, HotShape, HotTable } from './hot.types.ts';
import { added, faded } from './use.ts';

/** A version that was asked for, or has a table. */
export interface AskedVersion {
  versionId: string;
  state: 'cold' | 'hot' | 'unfit';
  use: number;
  fields: FieldCounts;
  relation: string | null;
  shape: HotShape;
  bytes: number;
  since: Date | null;
  /** Null for a version that is no more. */
  datasetId: string | null;
  manifest: VersionManifest | null;
  /** Whether its rows are what is served of its dataset now. */
  served: boolean;
}

const NOTHING: HotShape = { columns: [], refused: [] };

/** Every version that counts, the most asked first; uses as they are at `at`. */
export async function askedVersions(db: Reader, at: Date): Promise<AskedVersion[]> {
  const rows = await db
    .selectFrom('hot.version')
    .leftJoin('data_version', 'data_version.id', 'hot.version.version_id')
    .leftJoin('dataset', 'dataset.current_version_id', 'hot.version.version_id')
    .selectAll('hot.version')
    .select(['data_version.dataset_id', 'data_version.manifest', 'dataset.state as dataset_state'])
    .select(['dataset.open_class', 'dataset.withheld_before', 'data_version.created_at'])
    .execute();
  return rows
    .map((row): AskedVersion => ({
      versionId: row.version_id,
      state: row.state,
      use: faded({ use: row.use, useAt: row.use_at, fields: {} }, at).use,
      fields: faded({ use: row.use, useAt: row.use_at, fields: row.fields }, at).fields,
      relation: row.relation,
      shape: row.columns ?? NOTHING,
      bytes: row.bytes ?? 0,
      since: row.since,
      datasetId: row.dataset_id,
      manifest: row.manifest,
      served:
        row.dataset_state === 'open' &&
        row.open_class === 'unconditional' &&
        !(row.withheld_before !== null && row.created_at !== null && row.created_at < row.withheld_before),
    }))
    .toSorted((a, b) => b.use - a.use);
}

/** Adds what was asked; rows are taken in one order, so that nodes do not wait for each other in a circle. */
export async function saveAsks(db: Db, asks: readonly Ask[], at: Date): Promise<void> {
  if (asks.length === 0) return;
  await db.transaction().execute(async (trx) => {
    for (const ask of asks.toSorted((a, b) => (a.versionId < b.versionId ? -1 : 1)))
      await saveAsk(trx, ask, at);
  });
}

async function saveAsk(trx: Trx, { versionId, asks, fields }: Ask, at: Date): Promise<void> {
  await trx
    .insertInto('hot.version')
    .values({ version_id: versionId, use: 0, use_at: at, fields: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await trx
    .selectFrom('hot.version')
    .select(['use', 'use_at', 'fields'])
    .where('version_id', '=', versionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const before = faded({ use: row.use, useAt: row.use_at, fields: row.fields }, at);
  await trx
    .updateTable('hot.version')
    .set({ use: before.use + asks, use_at: at, fields: JSON.stringify(added(before.fields, fields)) })
    .where('version_id', '=', versionId)
    .execute();
}

/** Where the hot versions lie. */
export async function hotTables(db: Reader): Promise<HotTable[]> {
  const rows = await db
    .selectFrom('hot.version')
    .select(['version_id', 'relation', 'columns'])
    .where('state', '=', 'hot')
    .execute();
  return rows.map(({ version_id: versionId, relation, columns }) => ({
    versionId,
    relation: relation ?? '',
    columns: (columns ?? NOTHING).columns,
  }));
}

/** Takes a version's table away; `state` says whether it may get another. */
export async function cool(trx: Trx, versionId: string, state: 'cold' | 'unfit' = 'cold'): Promise<void> {
  const { relation } = await trx
    .selectFrom('hot.version')
    .select('relation')
    .where('version_id', '=', versionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (relation !== null) await sql`drop table if exists ${sql.id('hot', relation)}`.execute(trx);
  await trx
    .updateTable('hot.version')
    .set({ state, relation: null, columns: null, bytes: null, since: null })
    .where('version_id', '=', versionId)
    .execute();
}

/** Takes away, within the step that changes a dataset, every table with rows of it. */
export async function coolDataset(trx: Trx, datasetId: string): Promise<void> {
  const rows = await trx
    .selectFrom('hot.version')
    .innerJoin('data_version', 'data_version.id', 'hot.version.version_id')
    .select('version_id')
    .where('dataset_id', '=', datasetId)
    .where('relation', 'is not', null)
    .execute();
  for (const { version_id: versionId } of rows) await cool(trx, versionId);
}

/** Versions that nobody asked for in days, or that are no more, and tables that no version names. */
export async function sweep(db: Db, forgotten: readonly string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const versionId of forgotten) {
      await cool(trx, versionId);
      await trx.deleteFrom('hot.version').where('version_id', '=', versionId).execute();
    }
  });
}
