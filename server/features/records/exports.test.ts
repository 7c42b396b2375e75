import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

const ROWS = 30_000;

describe('downloads that are computed', () => {
  let platform: Platform;
  let exports: string;
  let whole: Buffer;
  beforeAll(async () => {
    platform = await testPlatform();
    const lines = Array.from({ length: ROWS }, (_, index) => `${index},第 ${index} 行`);
    const { datasetId } = await openDataset(
      platform,
      aFile(`编号,说明\n${lines.join('\n')}\n`),
      '下载的数据',
    );
    exports = `${platform.origin}/api/v1/datasets/${datasetId}/exports`;
    whole = await bytesOf(await fetch(`${exports}/csv`));
  }, 120_000);
  afterAll(() => platform.close());

  const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

  it('[xz-17] given a download that broke off, when the rest is asked for, then it comes from the same making, with a digest of the whole', async () => {
    const again = await fetch(`${exports}/csv`);
    const digest = createHash('sha256').update(whole).digest('base64');
    expect(again.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    expect(again.headers.get('content-length')).toBe(String(whole.length));
    expect(await bytesOf(again)).toEqual(whole);
    const validator = again.headers.get('etag') ?? '';
    const rest = await fetch(`${exports}/csv`, { headers: { range: 'bytes=1000-', 'if-range': validator } });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(`bytes 1000-${whole.length - 1}/${whole.length}`);
    expect(await bytesOf(rest)).toEqual(whole.subarray(1000));
  });

  it('given the rest of a download that nobody has begun here, when it is asked for, then it is made and the rest comes', async () => {
    const rest = await fetch(`${exports}/tsv`, { headers: { range: 'bytes=-9' } });
    expect(rest.status).toBe(206);
    expect((await bytesOf(rest)).toString()).toBe(whole.subarray(-9).toString().replace(',', '\t'));
  });

  it('given a validator of another making, when the rest is asked for, then the whole comes; given it for the whole, then 304', async () => {
    const first = await fetch(`${exports}/csv`);
    expect(await bytesOf(first)).toEqual(whole);
    const validator = first.headers.get('etag') ?? '';
    const other = validator.replace(/\.[^"]+/, '.another-making');
    expect(other).not.toBe(validator);
    const rest = await fetch(`${exports}/csv`, { headers: { range: 'bytes=1000-', 'if-range': other } });
    expect(rest.status).toBe(200);
    expect(await bytesOf(rest)).toEqual(whole);
    // Any making of the same version has the same rows.
    for (const known of [validator, other, `"x", W/${validator}`, '*'])
      expect((await fetch(`${exports}/csv`, { headers: { 'if-none-match': known } })).status).toBe(304);
    expect(await bytesOf(await fetch(`${exports}/csv`, { headers: { 'if-none-match': '"x"' } }))).toEqual(
      whole,
    );
  });

  it('given many who ask for the same at once, when it is made, then all get the same bytes', async () => {
    const asked = Array.from({ length: 20 }, async () =>
      bytesOf(await fetch(`${exports}/ndjson?where=编号 < 20000`)),
    );
    const digests = (await Promise.all(asked)).map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect(new Set(digests).size).toBe(1);
  });
});
