import pg from 'pg';
import type { ClientBase } from 'pg';
import type { SnapshotSequence } from './manifest.ts';

/** Where object digests stand in the database: what a snapshot of the rows needs of the object store. */
export const OBJECT_COLUMNS = [
  { table: 'upload', column: 'digest' },
  { table: 'data_version', column: 'original_digest' },
  { table: 'data_version', column: 'data_digest' },
  { table: 'access_segment', column: 'digest' },
  { table: 'agreement', column: 'pdf_digest' },
  { table: 'application_material', column: 'digest' },
  { table: 'organisation', column: 'licence_digest' },
  { table: 'recognition', column: 'material_digest' },
] as const;

export interface TableShape {
  name: string;
  columns: string[];
}

const TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname not like 'kysely\\_%'
  group by c.relname
  order by c.relname`;

const FOREIGN_KEYS = `
  select conname as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
  order by conname`;

/** Every table of ours, with the columns that are written (not generated). */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(TABLES);
  return rows;
}

export async function sequencesOf(client: ClientBase): Promise<SnapshotSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public' order by 1`,
  );
  const sequences: SnapshotSequence[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quote(name)}`,
    );
    for (const { value, called } of found.rows) sequences.push({ name, value, called });
  }
  return sequences;
}

/** The newest migration applied; undefined in a database that was never migrated. */
export async function schemaVersionOf(client: ClientBase): Promise<string | undefined> {
  const exists = await client.query<{ found: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as found`,
  );
  if (!exists.rows[0]?.found) return undefined;
  const { rows } = await client.query<{ name: string }>(
    'select name from kysely_migration order by name desc limit 1',
  );
  return rows[0]?.name;
}

/** Digests that the rows name, each once. */
export async function objectsNamed(client: ClientBase): Promise<string[]> {
  const each = OBJECT_COLUMNS.map(
    ({ table, column }) => `select ${quote(column)} as digest from ${quote(table)}`,
  );
  const { rows } = await client.query<{ digest: string }>(
    `select digest from (${each.join(' union ')}) named where digest is not null order by digest`,
  );
  return rows.map(({ digest }) => digest);
}

/**
 * Runs `load` with foreign keys and triggers of ours out of the way, in the client's transaction. Tables refer to each
 * other in circles, so no order of loading would do; adding the keys again checks every row.
 */
export async function withoutConstraints(client: ClientBase, load: () => Promise<void>): Promise<void> {
  const tables = (await tablesOf(client)).map(({ name }) => quote(name));
  const keys = await client.query<{ name: string; table: string; definition: string }>(FOREIGN_KEYS);
  for (const { name, table } of keys.rows)
    await client.query(`alter table ${table} drop constraint ${quote(name)}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  await load();
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  for (const { name, table, definition } of keys.rows)
    await client.query(`alter table ${table} add constraint ${quote(name)} ${definition}`);
}

export const quote = (name: string): string => pg.escapeIdentifier(name);
