import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { testObjects, type TestObjects } from '../../testing/objects.ts';
import { exportSnapshot, exportSnapshotFile, type ExportedSnapshot } from './export-snapshot.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { OBJECT_COLUMNS } from './schema.ts';

const AT = new Date('2026-11-22T08:00:00Z');
const ID = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

interface Installation extends TestDatabase {
  objects: TestObjects['objects'];
  store: TestObjects;
  secrets: string;
}

/** A dataset and its version name each other, an event is recorded, numbers have been drawn. */
async function fill({ pool, objects }: Installation): Promise<void> {
  const original = await objects.put(Readable.from([Buffer.from('站点,客流\n世纪大道,1024\n')]));
  const data = await objects.put(Readable.from([Buffer.alloc(300_000, 'PAR1')]));
  const accesses = await objects.put(Readable.from([Buffer.alloc(1000, 'PAR1')]));
  await pool.query(`
    insert into access_segment values ('${ID(6)}', '${accesses.digest}', ${accesses.bytes}, 7, now(), now(), now(), null),
      ('${ID(7)}', null, 1, 1, now(), now(), now(), '${ID(6)}');
    insert into public_body values ('${ID(1)}', 'JTW', '东海市交通委员会', 'Transport Commission', null, '2026-01-01', null);
    insert into account (id, user_name, name, totp_secret, created_at) values ('${ID(2)}', 'li', E'李\\t\\\\N 换\\n行', '\\x00ff', now());
    insert into upload (id, body_id, account_id, file_name, bytes, state, digest, created_at)
      values ('${ID(3)}', '${ID(1)}', '${ID(2)}', '客流.csv', ${original.bytes}, 'converted', '${original.digest}', now());
    insert into dataset (id, code, body_id, state, created_at, changed_at)
      values ('${ID(4)}', 'DH-JTW-' || nextval('dataset_number'), '${ID(1)}', 'open', now(), '2026-11-22 08:00:00.123456+08');
    insert into data_version (id, dataset_id, number, state, upload_id, reading, choices, original_digest, original_name,
        original_bytes, data_digest, data_bytes, rows, prepared_by, created_at)
      values ('${ID(5)}', '${ID(4)}', 1, 'published', '${ID(3)}', '{"encoding": "gb18030"}', '{}', '${original.digest}',
        '客流.csv', ${original.bytes}, '${data.digest}', ${data.bytes}, 1, '${ID(2)}', now());
    update dataset set current_version_id = '${ID(5)}';
    insert into event (id, at, role, action, thing, thing_id, result, trace_id, body)
      select gen_random_uuid(), now(), 'clerk', 'publish', 'dataset', '${ID(4)}', 'done', 't', '{"number":' || n || '}'
      from generate_series(1, 5000) n;`);
}

/** Every row of every table as text, in a fixed order. */
async function contents({ pool }: Installation): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const tables: Record<string, string[]> = {};
  for (const { name } of rows.filter((table) => !table.name.startsWith('kysely'))) {
    const found = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    tables[name] = found.rows.map(({ row }) => row);
  }
  return tables;
}

describe('a snapshot', () => {
  let base: string;
  let file: string;
  let all: Installation[];
  let source: Installation;
  let target: Installation;

  beforeEach(async () => {
    base = await mkdtemp(path.join(os.tmpdir(), 'kaishu-snapshot-'));
    file = path.join(base, 'snapshot.zip');
    all = await Promise.all(['source', 'target'].map(install));
    [source, target] = all as [Installation, Installation];
  });
  afterEach(async () => {
    for (const { drop, store } of all) await Promise.all([drop(), store.drop()]);
    await rm(base, { recursive: true, force: true });
  });

  const install = async (name: string): Promise<Installation> => {
    const [database, store] = await Promise.all([testDatabase(), testObjects()]);
    const secrets = path.join(base, name);
    await mkdir(secrets);
    return { ...database, store, objects: store.objects, secrets };
  };
  const take = (): Promise<ExportedSnapshot> => exportSnapshotFile(source, file, AT);

  it('given an installation, when restored into an empty one, then rows, objects, numbers and secrets are the same', async () => {
    await fill(source);
    await writeFile(path.join(source.secrets, 'totp'), Buffer.alloc(32, 9));
    const { manifest, missing } = await take();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(missing).toEqual([]);
    expect(manifest.objects).toHaveLength(3);
    expect(await restoreSnapshot(target, file)).toEqual(manifest);
    expect(await contents(target)).toEqual(await contents(source));
    for (const { digest } of manifest.objects) expect(await target.objects.verify(digest)).toBe(true);
    expect(await readFile(path.join(target.secrets, 'totp'))).toEqual(Buffer.alloc(32, 9));
    expect((await stat(path.join(target.secrets, 'totp'))).mode & 0o777).toBe(0o600);
    const drawn = `select nextval('dataset_number')::int as number, (select count(*)::int from pg_constraint where contype = 'f') as keys`;
    expect((await target.pool.query(drawn)).rows).toEqual((await source.pool.query(drawn)).rows);
    const appended = `insert into event (id, at, role, action, thing, thing_id, result, trace_id, body)
      select gen_random_uuid(), now(), 'clerk', 'edit', 'dataset', '1', 'done', 't', '{}' returning position`;
    expect((await target.pool.query(appended)).rows).toEqual([{ position: 5001 }]);
    await expect(target.pool.query('delete from event')).rejects.toThrow('append-only');
  });

  it('given acts that go on, when exported, then the archive is of one moment', async () => {
    await fill(source);
    // More than all buffers on the way hold, so that the tables after this one are read late.
    await source.pool.query(`insert into event (id, at, role, action, thing, thing_id, result, trace_id, body)
      select gen_random_uuid(), now(), 'clerk', 'edit', 'dataset', '1', 'done', gen_random_uuid(), '{}'
      from generate_series(1, 30000)`);
    const held = new PassThrough({ highWaterMark: 1 });
    const exporting = exportSnapshot(source, held, AT);
    await expect.poll(() => held.readableLength).toBeGreaterThan(0);
    await source.pool.query(
      `insert into setting values ('late', '{}', now()); update upload set file_name = 'late'`,
    );
    await Promise.all([exporting, pipeline(held, createWriteStream(file))]);
    await restoreSnapshot(target, file);
    const { setting, upload } = await contents(target);
    expect([setting, upload?.join().includes('late')]).toEqual([[], false]);
  });

  it('given a filled target, when restored, then it is refused and left as it is', async () => {
    await fill(source);
    await take();
    await target.pool.query(`insert into setting values ('city', '{}', now())`);
    const before = await contents(target);
    await expect(restoreSnapshot(target, file)).rejects.toMatchObject({ code: 'store-not-empty' });
    expect(await contents(target)).toEqual(before);
  });

  it('given one changed byte anywhere, when restored, then it is refused and no row is written', async () => {
    await fill(source);
    await take();
    const whole = await readFile(file);
    const before = await contents(target);
    for (let part = 1; part < 20; part += 1) {
      const damaged = Buffer.from(whole);
      const at = Math.floor((whole.length * part) / 20);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await writeFile(file, damaged);
      await expect(restoreSnapshot(target, file), `byte ${at} of ${whole.length}`).rejects.toThrow();
      expect(await contents(target)).toEqual(before);
    }
    await writeFile(file, whole);
    await restoreSnapshot(target, file);
    expect(await contents(target)).toEqual(await contents(source));
  });

  it('given an object that the store has lost, when exported, then the rest is kept and the loss is told', async () => {
    await fill(source);
    const { rows } = await source.pool.query<{ digest: string }>(
      'select data_digest as digest from data_version',
    );
    const lost = rows[0]?.digest ?? '';
    await source.objects.remove(lost);
    expect((await take()).missing).toEqual([lost]);
    await restoreSnapshot(target, file);
    expect(await contents(target)).toEqual(await contents(source));
  });

  it('given a disk that is full, when exported, then it fails instead of waiting', async () => {
    await fill(source);
    const full = createWriteStream('/dev/full');
    await expect(exportSnapshot(source, full, AT)).rejects.toThrow('ENOSPC');
  });

  it('given a reader who leaves, when exported, then it ends, and the pool serves on', async () => {
    await fill(source);
    const leaving = new PassThrough({ highWaterMark: 1 });
    const exporting = exportSnapshot(source, leaving, AT);
    leaving.once('readable', () => leaving.destroy());
    await expect(exporting).rejects.toThrow();
    await take();
    expect(source.pool.totalCount - source.pool.idleCount).toBe(0);
  });

  it('given the tables, when their digests are looked over, then each that names an object is in every snapshot', async () => {
    // What was asked, what a source gave last, what an agreement says: compared with, kept as no object.
    const NO_OBJECTS = [
      ...['idempotency.request_digest', 'source.last_digest', 'source_pull.digest'],
      ...['agreement.odrl_digest', 'agreement.text_digest', 'agreement_signature.signed_digest'],
    ];
    const { rows } = await source.pool.query<{ place: string }>(
      `select table_name || '.' || column_name as place from information_schema.columns
       where table_schema = 'public' and column_name like '%digest'`,
    );
    const known = [...OBJECT_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...NO_OBJECTS];
    expect(rows.map(({ place }) => place).sort()).toEqual(known.sort());
  });
});
