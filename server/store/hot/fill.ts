import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { HotColumn, HotPlan } from './hot.types.ts';

export interface Room {
  /** Of all hot tables together. */
  bytes: number;
  /** Versions whose tables may be taken away for this one, in that order. */
  victims: readonly string[];
}

/** The table would not fit, even with all victims gone. */
export class NoRoom extends Error {}

/**
 * Makes the table of a version, in one transaction: rows, indexes, room and the place in the list come together or not
 * at all. False when the version is not what its dataset serves now, or another node is at it.
 */
export async function fillHotTable(pool: Pool, plan: HotPlan, room: Room, at: Date): Promise<boolean> {
  const client = await pool.connect();
  let failed: unknown;
  try {
    await client.query('begin');
    const done = await fill(client, plan, room, at);
    await client.query(done ? 'commit' : 'rollback');
    return done;
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    // A connection that broke off within a COPY or a transaction is of no more use to the pool.
    client.release(failed !== undefined);
  }
}

/** One node makes one table at a time; nothing but its own table is locked while it is made. */
const START = [
  `set local statement_timeout = 0`,
  `set local maintenance_work_mem = '128MB'`,
  `set local max_parallel_maintenance_workers = 0`,
];
const TURN = `select pg_try_advisory_xact_lock(hashtextextended('hot', 0)) as mine`;

async function fill(client: PoolClient, plan: HotPlan, room: Room, at: Date): Promise<boolean> {
  const { versionId, shape, lines } = plan;
  const { columns } = shape;
  const turn = await client.query<{ mine: boolean }>(TURN);
  if (!turn.rows[0]?.mine) return false;
  for (const setting of START) await client.query(setting);
  const before = await relationOf(client, versionId);
  const relation = nameAfter(versionId, before);
  const typed = columns.map(({ column, type }) => `, ${column} ${type}`).join('');
  await client.query(`drop table if exists hot.${relation}`);
  await client.query(`create table hot.${relation} (n bigint not null, cells text not null${typed})`);
  const into = client.query(copyFrom(`copy hot.${relation} from stdin (freeze)`));
  await pipeline(Readable.from(bounded(lines, room.bytes), { objectMode: false }), into);
  await client.query(`alter table hot.${relation} add primary key (n)`);
  for (const index of indexesOf(columns)) await client.query(`create index on hot.${relation} (${index})`);
  await client.query(`analyze hot.${relation}`);
  if (!(await isServed(client, versionId))) return false;
  if ((await relationOf(client, versionId)) !== before) return false;
  if (before !== null) await client.query(`drop table if exists hot.${before}`);
  const bytes = await sizeOf(client, relation);
  await makeRoom(client, versionId, room, bytes);
  await client.query(
    `update hot.version set state = 'hot', relation = $2, columns = $3, bytes = $4, since = $5 where version_id = $1`,
    [versionId, relation, JSON.stringify(shape), bytes, at],
  );
  return true;
}

async function relationOf(client: PoolClient, versionId: string): Promise<string | null> {
  const { rows } = await client.query<{ relation: string | null }>(
    `select relation from hot.version where version_id = $1`,
    [versionId],
  );
  return rows[0]?.relation ?? null;
}

/** Two names take turns, so that a table can be made anew beside the one that is read. */
function nameAfter(versionId: string, before: string | null): string {
  const name = `v_${versionId.replaceAll('-', '')}`;
  if (!/^v_[0-9a-f]{32}$/.test(name)) throw new Error(`no version is called ${versionId}`);
  return before === `${name}_a` ? `${name}_b` : `${name}_a`;
}

function indexesOf(columns: readonly HotColumn[]): string[] {
  const names = new Map(columns.map(({ field, column }) => [field, column]));
  return columns.flatMap(({ column, indexes, behind }) => [
    ...indexes.map((order) => `${column} ${order} nulls last, n`),
    ...behind.map(({ field, order }) => `${names.get(field) ?? column}, ${column} ${order} nulls last, n`),
  ]);
}

async function* bounded(lines: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const part of lines) {
    bytes += part.length;
    if (bytes > most) throw new NoRoom();
    yield part;
  }
}

async function sizeOf(client: PoolClient, relation: string): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    `select pg_total_relation_size($1::regclass) as bytes`,
    [`hot.${relation}`],
  );
  return rows[0]?.bytes ?? 0;
}

async function makeRoom(client: PoolClient, versionId: string, room: Room, bytes: number): Promise<void> {
  const others = await client.query<{ version_id: string; relation: string; bytes: number }>(
    `select version_id, relation, bytes from hot.version where state = 'hot' and version_id <> $1`,
    [versionId],
  );
  const known = new Map(others.rows.map((row) => [row.version_id, row]));
  let used = bytes + others.rows.reduce((sum, row) => sum + row.bytes, 0);
  for (const victim of room.victims) {
    const row = known.get(victim);
    if (used <= room.bytes || !row) continue;
    await client.query(`drop table if exists hot.${row.relation}`);
    await client.query(
      `update hot.version set state = 'cold', relation = null, columns = null, bytes = null, since = null where version_id = $1`,
      [victim],
    );
    used -= row.bytes;
  }
  if (used > room.bytes) throw new NoRoom();
}

/** Held until the end of the transaction: a step that changes the dataset waits, and then takes the table away. */
async function isServed(client: PoolClient, versionId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from dataset where current_version_id = $1 and state = 'open' for share`,
    [versionId],
  );
  return rowCount === 1;
}
