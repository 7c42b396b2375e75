import { sql } from 'kysely';
import type { Db, Reader, Trx } from '../../store/database.ts';

/** One object of access records. */
export interface SealedSegment {
  id: string;
  digest: string;
  bytes: number;
  records: number;
  firstAt: Date;
  lastAt: Date;
}

/** False when it was there already. */
export async function insertSegment(
  db: Reader,
  segment: SealedSegment,
  { sealedAt, countedAt = null }: { sealedAt: Date; countedAt?: Date | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('access_segment')
    .values({
      id: segment.id,
      digest: segment.digest,
      bytes: segment.bytes,
      records: segment.records,
      first_at: segment.firstAt,
      last_at: segment.lastAt,
      sealed_at: sealedAt,
      counted_at: countedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Which of these are sealed, merged into others or not. */
export async function sealedAmong(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('access_segment').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}

export interface Span {
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * As of one moment: which of these ids are sealed, and the segments with records from one moment on and before another,
 * the newest first.
 */
export const segmentsBeside = (
  db: Db,
  ids: readonly string[],
  { from, to }: Span,
): Promise<{ sealed: Set<string>; segments: SealedSegment[] }> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const rows = await live(trx)
        .$if(from !== undefined, (query) => query.where('last_at', '>=', from ?? new Date()))
        .$if(to !== undefined, (query) => query.where('first_at', '<', to ?? new Date()))
        .orderBy('last_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return { sealed: await sealedAmong(trx, ids), segments: rows.map(segmentOf) };
    });

/** Segments of fewer records than so many whose uses are counted, the oldest first. */
export const segmentsBelow = (db: Reader, records: number): Promise<SealedSegment[]> =>
  live(db)
    .where('records', '<', records)
    .where('counted_at', 'is not', null)
    .orderBy('last_at')
    .orderBy('id')
    .execute()
    .then((rows) => rows.map(segmentOf));

export const uncountedSegments = (db: Reader): Promise<SealedSegment[]> =>
  live(db)
    .where('counted_at', 'is', null)
    .orderBy('last_at')
    .execute()
    .then((rows) => rows.map(segmentOf));

const live = (db: Reader) =>
  db
    .selectFrom('access_segment')
    .select(['id', 'digest', 'bytes', 'records', 'first_at', 'last_at'])
    .where('merged_into', 'is', null);

interface Row {
  id: string;
  digest: string | null;
  bytes: number;
  records: number;
  first_at: Date;
  last_at: Date;
}

const segmentOf = ({ digest, first_at, last_at, ...rest }: Row): SealedSegment => ({
  ...rest,
  digest: digest ?? '',
  firstAt: first_at,
  lastAt: last_at,
});

/** Puts one in the place of others; false when somebody else has merged one of them meanwhile. */
export async function replaceSegments(
  db: Db,
  ids: readonly string[],
  merged: SealedSegment,
  at: Date,
): Promise<boolean> {
  const replace = async (trx: Trx): Promise<void> => {
    await insertSegment(trx, merged, { sealedAt: at, countedAt: at });
    const { numUpdatedRows } = await trx
      .updateTable('access_segment')
      .set({ merged_into: merged.id })
      .where('id', 'in', ids)
      .where('merged_into', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== BigInt(ids.length)) throw new MergedMeanwhile();
  };
  try {
    await db.transaction().execute(replace);
    return true;
  } catch (error) {
    if (error instanceof MergedMeanwhile) return false;
    throw error;
  }
}

class MergedMeanwhile extends Error {}

/** Forgets the objects of segments that were merged before `moment`; answers their digests. */
export const forgetMergedBefore = (db: Db, moment: Date): Promise<string[]> =>
  db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('access_segment as part')
      .innerJoin('access_segment as whole', 'whole.id', 'part.merged_into')
      .select(['part.id', 'part.digest'])
      .where('part.digest', 'is not', null)
      .where('whole.sealed_at', '<', moment)
      .forUpdate('part')
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0)
      await trx.updateTable('access_segment').set({ digest: null }).where('id', 'in', ids).execute();
    return rows.flatMap(({ digest }) => digest ?? []);
  });

/** The id of the dataset with that id or code; undefined when there is none. */
export async function datasetCalled(db: Reader, idOrCode: string): Promise<string | undefined> {
  if (UUID.test(idOrCode)) return idOrCode.toLowerCase();
  const row = await db.selectFrom('dataset').select('id').where('code', '=', idOrCode).executeTakeFirst();
  return row?.id;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface Names {
  accounts: ReadonlyMap<string, string>;
  datasets: ReadonlyMap<string, string>;
}

/** Names of accounts and codes of datasets, by id. */
export async function namesOf(
  db: Reader,
  accounts: readonly string[],
  datasets: readonly string[],
): Promise<Names> {
  const { rows } = await sql<{ id: string; name: string; kind: 'account' | 'dataset' }>`
    select id, name, 'account' as kind from account where id = any(${accounts}::uuid[])
    union all
    select id, code, 'dataset' from dataset where id = any(${datasets}::uuid[])`.execute(db);
  const named = (wanted: string): Map<string, string> =>
    new Map(rows.filter(({ kind }) => kind === wanted).map(({ id, name }) => [id, name]));
  return { accounts: named('account'), datasets: named('dataset') };
}
