import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import { eventually, testPlatform, type Platform } from '../testing/platform.ts';
import { aFile } from '../testing/publishing.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../testing/granted.ts';

const ROWS = 120_000;
const STREAMS = 6;

let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let user: DataUser;
beforeAll(async () => {
  platform = await testPlatform();
  const filler = '一条不短的说明文字'.repeat(6);
  const lines = Array.from(
    { length: ROWS },
    (_, index) => `N${String(index).padStart(6, '0')},${index},${filler}${index}`,
  );
  dataset = await openConditional(platform, aFile(`编号,泊位数,说明\n${lines.join('\n')}\n`), '很长的停车场');
  user = await aDataUser(platform);
}, 120_000);
afterAll(() => platform.close());

const url = (format: string): string =>
  `${platform.origin}/api/v1/datasets/${dataset.code}/exports/${format}`;
const headers = () => ({ authorization: `Bearer ${user.token}` });

/** A download that has begun and is not taken on. */
async function begun(format: string) {
  const response = await fetch(url(format), { headers: headers() });
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  const first = await reader?.read();
  return {
    /** Takes the rest; how many bytes there were in all, and whether that was the end of the file. */
    async rest(): Promise<{ bytes: number; whole: boolean }> {
      let bytes = first?.value?.byteLength ?? 0;
      try {
        for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
          bytes += next.value.byteLength;
        return { bytes, whole: true };
      } catch {
        return { bytes, whole: false };
      }
    },
  };
}

describe('a grant that ends while data flows', () => {
  let size = 0;
  it('[xz-21] given a grant, when an export is taken to its end, then it is whole', async () => {
    await granted(platform, dataset, user, { fields: ['编号', '泊位数', '说明'] });
    const { bytes, whole } = await (await begun('csv')).rest();
    expect(whole).toBe(true);
    size = bytes;
    expect(size).toBeGreaterThan(15_000_000);
  });

  it.each([
    ['csv', 'of a kept file'],
    ['ndjson', 'while it is made'],
  ])(
    '[xz-30] [xz-32] given running exports as %s, %s, when the grant is suspended on another node, then all of them break off and the next request is refused',
    async (format) => {
      const streams = await Promise.all(Array.from({ length: STREAMS }, () => begun(format)));
      // As another node would: this process is told nothing.
      const change = (state: string) =>
        platform.services.pool.query(
          `update data_grant set state = $1, reason = '异常调用', revision = revision + 1`,
          [state],
        );
      await change('suspended');
      const next = await fetch(url('csv'), { headers: headers() });
      expect([next.status, await next.json()]).toMatchObject([403, { code: 'grant-suspended' }]);
      for (const taken of await Promise.all(streams.map((stream) => stream.rest()))) {
        expect(taken.whole).toBe(false);
        // What had left before: buffers of the connection.
        expect(taken.bytes).toBeLessThan(size);
      }
      await eventually(
        () => Promise.resolve(platform.services.running.list()),
        (works) => works.length === 0,
      );
      await change('active');
      expect((await fetch(url('csv'), { headers: headers() })).status).toBe(200);
    },
  );
});
