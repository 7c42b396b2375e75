import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { findValues } from '../../../rules/finding/values.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

let platform: Platform;
let stations: string;
beforeAll(async () => {
  platform = await testPlatform();
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${at % 2 === 0 ? '龙漕路' : '石龙路'},${String(at)}号入口,张某某\n`,
  );
  ({ datasetId: stations } = await openDataset(
    platform,
    aFile(`站名,入口,联系人\n${rows.join('')}`),
    '轨道交通站点',
  ));
  // Each company once: none of them is frequent.
  const firms = Array.from({ length: 60 }, (_, at) => `上海第${String(at)}百货有限公司,A%_${String(at)}\n`);
  await openDataset(platform, aFile(`企业名称,编号\n${firms.join('')}`), '百货企业');
}, 120_000);
afterAll(() => platform.close());

type Found = OutputOf<typeof findValues>;
const found = (q: string): Promise<Found> =>
  platform.ask<Found>(null, 'GET', `/values?q=${encodeURIComponent(q)}`);

describe('finding what stands in open data', () => {
  it('[xz-17] given a value that is frequent, when it is looked for, then its field and rows are said without looking at rows', async () => {
    const { items, looked } = await found('龙漕');
    expect(items).toMatchObject([
      { name: '轨道交通站点', rows: 40, fields: [{ label: '站名', value: '龙漕路', rows: 20 }] },
    ]);
    expect(looked).toMatchObject({ open: 2, datasets: 2, searched: 1, rows: 60, tooLarge: 0, noTime: 0 });
  });

  it('[xz-17] given a value that stands in one row, when it is looked for in any case, then it is found row by row', async () => {
    const { items } = await found('第37百货');
    expect(items).toMatchObject([
      { name: '百货企业', fields: [{ label: '企业名称', value: '上海第37百货有限公司', rows: null }] },
    ]);
    expect((await found('a%_37')).items).toMatchObject([{ fields: [{ value: 'A%_37' }] }]);
    expect((await found('a%37')).items).toEqual([]);
    expect((await found("'; drop table dataset; --")).items).toEqual([]);
  });

  it('[xz-14-1] given a field that may tell of people, when its value is looked for, then it is not, and that is said', async () => {
    const { items, looked } = await found('张某');
    expect(items).toEqual([]);
    expect(looked.hiddenFields).toBe(1);
  });

  it('given less than two characters, when they are looked for, then the answer says what is wanted', async () => {
    for (const q of ['a', '%20%20%20a'])
      expect((await platform.app.inject(`/api/v1/values?q=${q}`)).json()).toMatchObject({
        code: 'invalid-input',
      });
  });

  it('[xz-31] given a dataset that is suspended, when its value is looked for, then it is not looked at any more', async () => {
    const body = { reason: '有异议，核实期间中止' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${stations}/suspend`, { body });
    expect(await found('龙漕')).toMatchObject({ items: [], looked: { open: 1 } });
  });
});
