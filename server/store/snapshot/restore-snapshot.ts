import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Value } from 'typebox/value';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Db } from '../database.ts';
import { isKnownVersion, migrate } from '../migrate.ts';
import type { ObjectStore } from '../objects.ts';
import { digestOf, readArchive, type ArchiveReader } from './archive.ts';
import {
  MANIFEST_PART,
  objectPart,
  secretPart,
  SnapshotManifest,
  tablePart,
  type SnapshotTable,
} from './manifest.ts';
import { quote, schemaVersionOf, tablesOf, withoutConstraints } from './schema.ts';

export interface SnapshotTarget {
  db: Db;
  pool: pg.Pool;
  objects: ObjectStore;
  /** The folder to put secrets into. */
  secrets?: string;
}

/**
 * Reads an archive back into an empty installation and brings it to the newest shape. Every part is checked before the
 * first row is written, and the rows come in one transaction: after a failure the target is as empty as before, but for
 * objects, which nothing names. Throws `store-not-empty`, `snapshot-unusable`.
 */
export async function restoreSnapshot(target: SnapshotTarget, file: string): Promise<SnapshotManifest> {
  const archive = await readArchive(file).catch((error: unknown) => {
    throw unusable(error instanceof Error ? error.message : file);
  });
  try {
    const manifest = await readManifest(archive);
    await verify(archive, manifest);
    await refuseFilled(target.pool, manifest.schemaVersion);
    await restoreObjects(target.objects, archive, manifest);
    await migrate(target.db, manifest.schemaVersion);
    await restoreDatabase(target.pool, archive, manifest);
    if (target.secrets !== undefined) await restoreSecrets(target.secrets, archive, manifest);
    await migrate(target.db);
    return manifest;
  } finally {
    archive.close();
  }
}

async function readManifest(archive: ArchiveReader): Promise<SnapshotManifest> {
  if (!archive.has(MANIFEST_PART)) throw unusable(`${MANIFEST_PART}: 0`);
  const content: unknown = JSON.parse(await text(await archive.read(MANIFEST_PART)));
  if (!Value.Check(SnapshotManifest, content)) throw unusable(MANIFEST_PART);
  if (!isKnownVersion(content.schemaVersion)) throw unusable(`schema ${content.schemaVersion}`);
  return content;
}

/** Objects are checked as they are put: their name is their digest. */
async function verify(archive: ArchiveReader, { tables, secrets, objects }: SnapshotManifest): Promise<void> {
  const parts = [
    ...tables.map(({ name, sha256 }) => ({ part: tablePart(name), sha256 })),
    ...secrets.map(({ name, sha256 }) => ({ part: secretPart(name), sha256 })),
  ];
  for (const { part, sha256 } of parts) {
    const found = archive.has(part)
      ? await digestOf(await archive.read(part)).catch(() => undefined)
      : undefined;
    if (found?.sha256 !== sha256) throw unusable(part);
  }
  const lacking = objects.find(({ digest }) => !archive.has(objectPart(digest)));
  if (lacking) throw unusable(objectPart(lacking.digest));
}

async function refuseFilled(pool: pg.Pool, schemaVersion: string): Promise<void> {
  const client = await pool.connect();
  try {
    const version = await schemaVersionOf(client);
    const tables = await tablesOf(client);
    if (version === undefined && tables.length > 0) throw filled(tables[0]?.name);
    if (version !== undefined && version !== schemaVersion) throw filled(`schema ${version}`);
    for (const { name } of tables) {
      const { rowCount } = await client.query(`select from ${quote(name)} limit 1`);
      if (rowCount) throw filled(name);
    }
  } finally {
    client.release();
  }
}

async function restoreObjects(
  store: ObjectStore,
  archive: ArchiveReader,
  manifest: SnapshotManifest,
): Promise<void> {
  for (const { digest } of manifest.objects) {
    if (await store.has(digest)) continue;
    const put = await store.put(await archive.read(objectPart(digest)));
    if (put.digest === digest) continue;
    await store.remove(put.digest);
    throw unusable(objectPart(digest));
  }
}

async function restoreDatabase(
  pool: pg.Pool,
  archive: ArchiveReader,
  manifest: SnapshotManifest,
): Promise<void> {
  const client = await pool.connect();
  let failed: unknown;
  try {
    await client.query('begin');
    await client.query(
      `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'`,
    );
    await withoutConstraints(client, async () => {
      for (const table of manifest.tables) await restoreTable(client, archive, table);
    });
    for (const { name, value, called } of manifest.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [quote(name), value, called]);
    await client.query('commit');
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    client.release(failed !== undefined);
  }
}

async function restoreTable(client: PoolClient, archive: ArchiveReader, table: SnapshotTable): Promise<void> {
  const list = table.columns.map(quote).join(', ');
  const rows = client.query(copyFrom(`copy ${quote(table.name)} (${list}) from stdin`));
  await pipeline(await archive.read(tablePart(table.name)), rows);
  if (rows.rowCount !== table.rows) throw unusable(`${table.name}: ${rows.rowCount} / ${table.rows}`);
}

async function restoreSecrets(
  folder: string,
  archive: ArchiveReader,
  { secrets }: SnapshotManifest,
): Promise<void> {
  for (const { name } of secrets)
    await writeFile(path.join(folder, name), await archive.read(secretPart(name)), {
      mode: 0o600,
      flush: true,
    });
}

const unusable = (detail: string): Problem => new Problem('snapshot-unusable', { detail });
const filled = (detail = ''): Problem => new Problem('store-not-empty', { detail });
