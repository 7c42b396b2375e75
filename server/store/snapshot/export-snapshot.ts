import { createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import type pg from 'pg';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { Problem } from '../../../rules/problems/problems.ts';
import { syncFolder } from '../folders.ts';
import type { Digest, ObjectStore } from '../objects.ts';
import { writeArchive, type ArchiveWriter } from './archive.ts';
import {
  MANIFEST_PART,
  objectPart,
  secretPart,
  tablePart,
  type SnapshotManifest,
  type SnapshotTable,
} from './manifest.ts';
import { objectsNamed, quote, schemaVersionOf, sequencesOf, tablesOf, type TableShape } from './schema.ts';

export interface SnapshotSource {
  pool: pg.Pool;
  objects: ObjectStore;
  /** The folder of secrets, without which what is encrypted under them cannot be read again. */
  secrets?: string;
}

export interface ExportedSnapshot {
  manifest: SnapshotManifest;
  /** Objects that the rows name and the store no longer has: the archive lacks them too. */
  missing: Digest[];
}

/**
 * Writes everything as of one moment into an archive (ZIP), while others go on working. The archive holds secrets and
 * personal data: the caller keeps it closed. Jobs that wait are not in it; they follow from the state of things.
 */
export async function exportSnapshot(
  source: SnapshotSource,
  out: Writable,
  at: Date,
): Promise<ExportedSnapshot> {
  const archive = writeArchive(out);
  const database = await exportDatabase(source.pool, archive);
  const { objects, missing } = await exportObjects(source.objects, database.named, archive);
  const secrets = source.secrets === undefined ? [] : await exportSecrets(source.secrets, archive);
  const { schemaVersion, tables, sequences } = database;
  const manifest: SnapshotManifest = {
    format: 'kaishu-snapshot-1',
    createdAt: at.toISOString(),
    schemaVersion,
    tables,
    sequences,
    objects,
    secrets,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await archive.add(MANIFEST_PART, Readable.from([Buffer.from(text)]), { compress: true });
  await archive.finish();
  return { manifest, missing };
}

/** The same into a file for its owner only, which is there when it is whole and on the disk, or not at all. */
export async function exportSnapshotFile(
  source: SnapshotSource,
  file: string,
  at: Date,
): Promise<ExportedSnapshot> {
  const unfinished = `${file}.unfinished`;
  try {
    const out = createWriteStream(unfinished, { mode: 0o600, flush: true });
    const exported = await exportSnapshot(source, out, at);
    await rename(unfinished, file);
    await syncFolder(path.dirname(path.resolve(file)));
    return exported;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

type DatabasePart = Pick<SnapshotManifest, 'schemaVersion' | 'tables' | 'sequences'> & { named: Digest[] };

async function exportDatabase(pool: pg.Pool, archive: ArchiveWriter): Promise<DatabasePart> {
  const client = await pool.connect();
  let failed: unknown;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'`,
    );
    const schemaVersion = await schemaVersionOf(client);
    if (schemaVersion === undefined) throw new Problem('snapshot-unusable', { detail: 'kaishu migrate' });
    const tables: SnapshotTable[] = [];
    for (const table of await tablesOf(client)) tables.push(await exportTable(client, table, archive));
    const part = {
      schemaVersion,
      tables,
      sequences: await sequencesOf(client),
      named: await objectsNamed(client),
    };
    await client.query('commit');
    return part;
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    // A connection that broke off within a COPY or a transaction is of no more use to the pool.
    client.release(failed !== undefined);
  }
}

async function exportTable(
  client: PoolClient,
  { name, columns }: TableShape,
  archive: ArchiveWriter,
): Promise<SnapshotTable> {
  const list = columns.map(quote).join(', ');
  const rows = client.query(copyTo(`copy (select ${list} from ${quote(name)}) to stdout`));
  const { sha256 } = await archive.add(tablePart(name), rows, { compress: true });
  return { name, columns, rows: rows.rowCount, sha256 };
}

async function exportObjects(store: ObjectStore, named: readonly Digest[], archive: ArchiveWriter) {
  const objects: SnapshotManifest['objects'] = [];
  const missing: Digest[] = [];
  for (const digest of named) {
    if (await store.has(digest)) {
      const { bytes } = await archive.add(objectPart(digest), Readable.from(store.stream(digest)), {
        compress: false,
      });
      objects.push({ digest, bytes });
    } else missing.push(digest);
  }
  return { objects, missing };
}

async function exportSecrets(folder: string, archive: ArchiveWriter): Promise<SnapshotManifest['secrets']> {
  const secrets: SnapshotManifest['secrets'] = [];
  for (const name of (await readdir(folder)).filter((file) => /^[a-z-]+$/.test(file)).sort()) {
    const content = Readable.from([await readFile(path.join(folder, name))]);
    const { sha256 } = await archive.add(secretPart(name), content, { compress: false });
    secrets.push({ name, sha256 });
  }
  return secrets;
}
