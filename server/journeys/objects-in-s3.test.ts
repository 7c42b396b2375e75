import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { inspectStore } from '../features/installation/index.ts';
import { exportSnapshot } from '../store/snapshot/export-snapshot.ts';
import { restoreSnapshot } from '../store/snapshot/restore-snapshot.ts';
import { testDatabase } from '../testing/database.ts';
import { collected } from '../testing/object-store-contract.ts';
import { testObjects } from '../testing/objects.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { openDataset } from '../testing/publishing.ts';
import { hasS3Server, HOW_TO_GET_S3_SERVER, startS3Server, type S3Server } from '../testing/s3-server.ts';

if (!hasS3Server) process.stderr.write(`the platform over S3: skipped, ${HOW_TO_GET_S3_SERVER}\n`);

const MIB = 1024 ** 2;
const rowsOf = (seed: number): string =>
  Array.from({ length: 40_000 }, (_, row) => {
    const id = createHash('md5').update(`${seed}-${row}`).digest('hex');
    return `${row},${id},${row * seed}`;
  }).join('\n');
const aFile = (seed: number) => ({
  name: `table-${seed}.csv`,
  bytes: Buffer.from(`序号,代码,数值\n${rowsOf(seed)}\n`),
});

describe.skipIf(!hasS3Server)('a platform whose objects are in a bucket', () => {
  let server: S3Server;
  let platform: Platform;
  const datasets: string[] = [];
  beforeAll(async () => {
    server = await startS3Server();
    const { bucket, endpoint, credentials } = server.bucket;
    platform = await testPlatform({
      s3Bucket: bucket,
      s3Endpoint: endpoint,
      s3Prefix: 'city',
      s3AccessKeyId: credentials?.accessKeyId ?? '',
      s3SecretAccessKey: credentials?.secretAccessKey ?? '',
      s3CacheBytes: 3 * MIB,
    });
    for (const seed of [1, 2, 3, 4])
      datasets.push(
        (await openDataset(platform, aFile(seed), `存在桶里的数据（2026 年，第 ${seed} 份）`)).datasetId,
      );
  }, 180_000);
  afterAll(async () => {
    await platform.close();
    await server.drop();
  });

  const cached = async (): Promise<number> => {
    const { directory } = platform.services.objects;
    const files = await readdir(join(directory, 'sha256'));
    const sizes = await Promise.all(files.map((file) => stat(join(directory, 'sha256', file))));
    return sizes.reduce((sum, { size }) => sum + size, 0);
  };

  it('[xz-17] given more data than the cache holds, when all datasets are asked in turns and at once, then each row is right and the cache stays within its bound', async () => {
    const ask = async (id: string, seed: number): Promise<void> => {
      const path = `/api/v1/datasets/${id}/records?where=${encodeURIComponent('序号 = 39999')}`;
      const { items } = (await (await fetch(`${platform.origin}${path}`)).json()) as { items: unknown[] };
      const code = createHash('md5').update(`${seed}-39999`).digest('hex');
      expect(items).toEqual([{ 序号: 39_999, 代码: code, 数值: 39_999 * seed }]);
    };
    for (let turn = 0; turn < 3; turn += 1)
      await Promise.all(datasets.map((id, index) => ask(id, index + 1)));
    for (const [index, id] of datasets.entries()) {
      await ask(id, index + 1);
      expect(await cached()).toBeLessThanOrEqual(3 * MIB);
    }
  });

  it('[xz-17] given files from the bucket, when taken whole, in part and computed, then the bytes are as their digest says', async () => {
    const at = `${platform.origin}/api/v1/datasets/${datasets[0] ?? ''}`;
    const original = await fetch(`${at}/versions/1/original`);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(aFile(1).bytes);
    const whole = await fetch(`${at}/exports/parquet`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('repr-digest')).toBe(
      `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    );
    const part = await fetch(`${at}/exports/parquet`, { headers: { range: 'bytes=1000-1999' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1000, 2000));
    const csv = await (await fetch(`${at}/exports/csv`)).text();
    expect(csv.trimEnd().split('\n')).toHaveLength(40_001);
  });

  it('given an installation over a bucket, when it is checked and put into a snapshot, then it is whole in a folder again', async () => {
    const { db, pool, objects } = platform.services;
    const report = await inspectStore({ db, objects }, true);
    expect(report.objects).toMatchObject({ missing: [], damaged: [] });
    expect(report.objects.referenced).toBeGreaterThanOrEqual(8);
    const folder = await mkdtemp(join(tmpdir(), 'kaishu-s3-snapshot-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'snapshot.zip');
    const { missing } = await exportSnapshot({ pool, objects }, createWriteStream(file), new Date());
    expect(missing).toEqual([]);

    const [database, store] = [await testDatabase(), await testObjects()];
    onTestFinished(() => Promise.all([database.drop(), store.drop()]).then(() => undefined));
    await restoreSnapshot({ db: database.db, pool: database.pool, objects: store.objects }, file);
    const again = await inspectStore({ db: database.db, objects: store.objects }, true);
    expect(again.objects).toEqual(report.objects);
    const named = async (each: typeof objects) => (await collected(each.list())).map(({ digest }) => digest);
    expect(await named(store.objects)).toEqual((await named(objects)).toSorted());
  });

  it('given a bucket whose server is gone, when rows are asked that are not here, then it is said that it passes, and it does', async () => {
    const path = `${platform.origin}/api/v1/datasets/${datasets[1] ?? ''}/versions/1/original`;
    await server.stop();
    const gone = await fetch(path).then(
      async (answer) => answer.status === 200 && (await answer.text().catch(() => '')),
      () => false,
    );
    await server.start();
    expect(gone).not.toBe(aFile(2).bytes.toString());
    expect(Buffer.from(await (await fetch(path)).arrayBuffer())).toEqual(aFile(2).bytes);
  }, 60_000);
});
