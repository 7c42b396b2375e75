import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  all,
  collected,
  describeObjectStore,
  digestOf,
  read,
  text,
} from '../../testing/object-store-contract.ts';
import { hasS3Server, HOW_TO_GET_S3_SERVER, startS3Server, type S3Server } from '../../testing/s3-server.ts';
import { openObjects } from '../open-objects.ts';
import { openBucket, type Bucket } from './bucket.ts';
import { s3Objects, type S3Objects, type S3ObjectsSettings } from './s3-objects.ts';
import { uploadFile } from './upload-file.ts';

if (!hasS3Server) process.stderr.write(`objects in S3: skipped, ${HOW_TO_GET_S3_SERVER}\n`);

const MIB = 1024 ** 2;
const temporary = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'kaishu-s3-test-'));

describe.skipIf(!hasS3Server)('with a server for S3', () => {
  let server: S3Server;
  beforeAll(async () => void (server = await startS3Server()), 60_000);
  afterAll(() => server.drop());

  /** Below a prefix of its own, with a folder of its own. */
  async function opened(changes: Partial<S3ObjectsSettings> = {}): Promise<S3Objects & { beside: string }> {
    const beside = await temporary();
    const cache = { directory: path.join(beside, 'cache'), maxBytes: 100 * MIB };
    const prefix = path.basename(beside);
    const settings = { ...server.bucket, prefix, cache, now: () => new Date(), ...changes };
    const objects = await s3Objects(settings);
    onTestFinished(async () => {
      objects.close();
      await rm(beside, { recursive: true });
    });
    return { ...objects, beside };
  }

  describeObjectStore(
    'objects in a bucket',
    async () => {
      const beside = await temporary();
      const cache = { directory: path.join(beside, 'cache'), maxBytes: 1000 };
      const objects = await s3Objects({ ...server.bucket, prefix: 'a/b', cache, now: () => new Date() });
      const drop = async () => {
        objects.close();
        await rm(beside, { recursive: true });
      };
      return { objects, beside, drop };
    },
    Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 5),
  );

  /** Counts the parts that go over the line. */
  function counted(): { bucket: Bucket; sent: () => number } {
    const bucket = openBucket({ ...server.bucket, prefix: 'parts' });
    let sent = 0;
    onTestFinished(() => bucket.close());
    const putPart: Bucket['putPart'] = (...part) => {
      sent += 1;
      return bucket.putPart(...part);
    };
    return { bucket: { ...bucket, putPart }, sent: () => sent };
  }

  it('given an upload in parts that was cut off, when put again, then only the other parts are sent, and it is whole', async () => {
    const beside = await temporary();
    onTestFinished(() => rm(beside, { recursive: true }));
    const content = randomBytes(50 * MIB);
    const file = path.join(beside, 'large');
    await writeFile(file, content);
    const { bucket, sent } = counted();
    const broken: Bucket = {
      ...bucket,
      putPart: (upload, number, bytes) =>
        number === 4 ? Promise.reject(new Error('the line was cut')) : bucket.putPart(upload, number, bytes),
    };
    await expect(uploadFile(broken, 'large', file, content.length)).rejects.toThrow('the line was cut');
    const [upload] = await collected(bucket.uploads('large'));
    const known = await collected(bucket.parts(upload ?? { key: '', id: '' }));
    const before = sent();
    await uploadFile(bucket, 'large', file, content.length);
    expect({ parts: known.length + sent() - before, sent: sent() - before < 4 }).toEqual({
      parts: 4,
      sent: true,
    });
    expect(digestOf(await read(await bucket.get('large', {})))).toBe(digestOf(content));
    expect(await collected(bucket.uploads('large'))).toEqual([]);
  });

  it('given uploads that nobody came back for, when opened a day later, then they are ended, younger ones not', async () => {
    const objects = await opened();
    const prefix = path.basename(objects.beside);
    const bucket = openBucket({ ...server.bucket, prefix });
    onTestFinished(() => bucket.close());
    const begun = async () => (await collected(bucket.uploads(''))).length;
    await bucket.begin('sha256/aa/left');
    await opened({ prefix });
    expect(await begun()).toBe(1);
    await opened({ prefix, now: () => new Date(Date.now() + 25 * 3600 * 1000) });
    expect(await begun()).toBe(0);
  });

  it.each(['objects.before-upload', 'objects.part-sent', 'objects.part-sent:2', 'objects.after-upload'])(
    'given kill -9 at %s, when put again, then there is the whole object, once',
    async (failPoint) => {
      const objects = await opened();
      const { endpoint, credentials } = server.bucket;
      const env = {
        ...process.env,
        KAISHU_S3_BUCKET: server.bucket.bucket,
        KAISHU_S3_ENDPOINT: endpoint ?? '',
        KAISHU_S3_PREFIX: path.basename(objects.beside),
        KAISHU_S3_ACCESS_KEY_ID: credentials?.accessKeyId,
        KAISHU_S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey,
      };
      const folder = path.join(objects.beside, 'killed');
      const put = (at: string) =>
        spawnSync(process.execPath, ['server/testing/put-object.ts', folder, '520', '7'], {
          env: { ...env, KAISHU_FAIL_POINT: at },
          encoding: 'utf8',
        });
      const digest = digestOf(Buffer.alloc(520 * 64 * 1024, 7));
      expect(put(failPoint)).toMatchObject({ signal: 'SIGKILL', stdout: '' });
      const kept = failPoint === 'objects.after-upload' ? [digest] : [];
      expect((await all(objects)).map((each) => each.digest)).toEqual(kept);
      expect(put('')).toMatchObject({ stdout: `put ${digest}\n` });
      expect((await all(objects)).map((each) => each.digest)).toEqual([digest]);
      expect(await objects.verify(digest)).toBe(true);
    },
    60_000,
  );

  it('given an object whose bytes rotted on the server, when it is read, then nobody takes it for whole; put again, it is', async () => {
    const objects = await opened();
    const file = path.join(objects.beside, 'file');
    await writeFile(file, 'held for ten years');
    const { digest } = await objects.put({ file, move: false });
    expect(await objects.verify(digest)).toBe(true);
    const [stored = ''] = (await readdir(server.files, { recursive: true })).filter((name) =>
      name.endsWith(`${path.basename(objects.beside)}/sha256/${digest.slice(0, 2)}/${digest}`),
    );
    await truncate(path.join(server.files, stored), 4);
    expect(await objects.verify(digest)).toBe(false);
    await expect(objects.hold(digest)).rejects.toThrow(digest);
    await expect(read(objects.stream(digest))).rejects.toThrow(digest);
    expect(await readdir(path.join(objects.directory, 'sha256'))).toEqual([]);
    await objects.put({ file, move: false });
    expect(await objects.verify(digest)).toBe(true);
  });

  it('given a server that is gone for a moment, when put meanwhile, then it is there in the end; gone for good, it is said', async () => {
    const objects = await opened();
    await server.stop();
    const putting = objects.put(text('through a restart'));
    await server.start();
    const { digest } = await putting;
    expect(await objects.verify(digest)).toBe(true);
    await server.stop();
    await expect(objects.has(digest)).rejects.toThrow('ECONNREFUSED');
    await server.start();
  }, 60_000);

  it('given a line that is cut again and again, when an object is read, then it goes on where it was', async () => {
    const content = randomBytes(3 * MIB);
    const { digest } = await (await opened({ prefix: 'cut' })).put(text('')).then(async () => {
      const objects = await opened({ prefix: 'cut' });
      const file = path.join(objects.beside, 'file');
      await writeFile(file, content);
      return objects.put({ file, move: false });
    });
    const line = await cuttingLine(Number(new URL(server.bucket.endpoint ?? '').port), MIB);
    const objects = await opened({ prefix: 'cut', endpoint: line.endpoint });
    expect(digestOf(await read(objects.stream(digest)))).toBe(digest);
    expect(await read(objects.stream(digest, { offset: 100, length: 2 * MIB }))).toEqual(
      content.subarray(100, 100 + 2 * MIB),
    );
    using file = await objects.hold(digest);
    expect(digestOf(await readFile(file.path))).toBe(digest);
    expect(line.cuts()).toBeGreaterThan(3);
  });

  it('given a wrong key or bucket, when opened, then it is said where and what the server says, and no secret', async () => {
    const beside = await temporary();
    onTestFinished(() => rm(beside, { recursive: true }));
    const { bucket, endpoint, region, credentials } = server.bucket;
    const asked = {
      s3Bucket: bucket,
      s3Endpoint: endpoint,
      s3Region: region,
      s3Prefix: 'x',
      s3PathStyle: true,
      s3AccessKeyId: credentials?.accessKeyId ?? '',
      s3SecretAccessKey: 'a-wrong-secret',
      s3CacheBytes: MIB,
    };
    const opening = (changes: Partial<typeof asked>): Promise<unknown> =>
      openObjects(
        { ...asked, ...changes },
        { objects: beside, cache: beside },
        (trouble) => new Error(trouble),
      ).catch((error: unknown) => error);
    const wrongKey = await opening({});
    expect(wrongKey).toMatchObject({ code: 'objects-unusable' });
    expect(String(wrongKey)).toContain(`s3://${bucket}/x @ ${endpoint ?? ''}: SignatureDoesNotMatch`);
    expect(JSON.stringify(wrongKey) + String(wrongKey)).not.toContain('a-wrong-secret');
    const right = credentials?.secretAccessKey ?? '';
    expect(String(await opening({ s3Bucket: 'nowhere', s3SecretAccessKey: right }))).toContain(
      'NoSuchBucket',
    );
  });
});

/** A line to the server on which each connection ends after so many bytes of answers. */
async function cuttingLine(port: number, bytes: number): Promise<{ endpoint: string; cuts: () => number }> {
  let cuts = 0;
  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let passed = 0;
    near
      .on('error', () => far.destroy())
      .on('close', () => far.destroy())
      .pipe(far);
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    far.on('data', (chunk: Buffer) => {
      near.write(chunk.subarray(0, bytes - passed));
      passed += chunk.length;
      if (passed < bytes) return;
      cuts += 1;
      near.end(() => near.destroy());
      far.destroy();
    });
  });
  await new Promise<void>((resolve) => void line.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void line.close());
  // A server that listens on a port has an address of this kind.
  const { port: at } = line.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${at}`, cuts: () => cuts };
}
