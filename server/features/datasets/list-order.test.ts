import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import { emptyEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

let platform: Platform;
const ids: Record<string, string> = {};
beforeAll(async () => {
  platform = await testPlatform();
  const open = async (content: string, name: string): Promise<void> => {
    ids[name] = (await openDataset(platform, aFile(content), name)).datasetId;
  };
  await open('编号,名称\n1,甲\n2,乙\n', '公共停车场');
  await open('站名,经度,纬度\n龙漕路,121.44,31.17\n石龙路,121.44,31.16\n', '轨道交通站点');
  await open('编号,备注,说明\n1,,\n2,,\n', '停车泊位');
}, 120_000);
afterAll(() => platform.close());

const page = (query: string): Promise<DatasetPage> => platform.ask(null, 'GET', `/datasets?${query}`);
const namesOf = async (query: string): Promise<string[]> => (await page(query)).items.map(({ name }) => name);

describe('the order of the list by a figure', () => {
  it('[xz-25-6] given uses that were counted, when sorted by downloads or calls, then what was used most comes first, with its figure', async () => {
    const take = (name: string, path: string) =>
      platform.app.inject(`/api/v1/datasets/${ids[name] ?? ''}/${path}`);
    await take('公共停车场', 'exports/csv');
    await take('公共停车场', 'exports/json');
    await take('轨道交通站点', 'exports/csv');
    for (let each = 0; each < 3; each += 1) await take('轨道交通站点', 'records');
    await platform.services.access.seal();
    const byDownloads = await page('sort=downloads');
    expect(byDownloads.items.map(({ name, figure }) => [name, figure])).toEqual([
      ['公共停车场', 2],
      ['轨道交通站点', 1],
      ['停车泊位', 0],
    ]);
    expect((await page('sort=calls')).items.map(({ figure }) => figure)).toEqual([3, 0, 0]);
    expect(await namesOf(`sort=calls&q=${encodeURIComponent('停车')}`)).not.toContain('轨道交通站点');
    await take('停车泊位', 'exports/csv');
    for (let each = 0; each < 3; each += 1) await take('停车泊位', 'exports/csv?bom=true');
    await platform.services.access.seal();
    expect((await namesOf('sort=downloads'))[0]).toBe('停车泊位');
  });

  it('given data with empty cells, when sorted by quality, then it comes after what is full, page by page', async () => {
    const whole = await page('sort=quality');
    expect(whole.items.at(-1)?.name).toBe('停车泊位');
    const figures = whole.items.map(({ figure }) => figure ?? -1);
    expect(figures).toEqual([...figures].sort((one, other) => other - one));
    const first = await page('sort=quality&limit=2');
    const rest = await page(`sort=quality&limit=2&cursor=${first.next ?? ''}`);
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(
      whole.items.map(({ name }) => name),
    );
    expect(rest.next).toBeNull();
  });

  it('given an order that there is none of yet, when it is asked for, then the answer names what may be asked for', async () => {
    const answer = await platform.app.inject('/api/v1/datasets?sort=rating');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/sort' }] });
    expect(answer.body).toContain('downloads');
  });
});

describe('narrowing by what a dataset is and holds', () => {
  it('[xz-25-6] given data with places, when it is narrowed by map, format or keyword, then total, counts and rows agree', async () => {
    const mapped = await page('hasMap=true');
    expect(mapped.items.map(({ name }) => name)).toEqual(['轨道交通站点']);
    expect(mapped.total).toBe(1);
    const { facets } = await page('');
    expect(facets.hasMap).toContainEqual({ value: 'true', count: 1 });
    expect(facets.hasApi).toEqual([{ value: 'true', count: 3 }]);
    expect(facets.format.find(({ value }) => value === 'csv')).toEqual({ value: 'csv', count: 3 });
    expect((await page('hasMap=true&openClass=closed')).total).toBe(0);
    expect((await page(`hasMap=false&q=${encodeURIComponent('停车')}`)).total).toBe(2);
    expect((await page('format=shp')).total).toBe(0);
  });

  it('[xz-15-1] given keywords, and conditions that allow a use, when it is narrowed by them, then what has them is there', async () => {
    const { db } = platform.services;
    const conditions = ['仅限用于科学研究', '须提交使用报告'];
    const entry = {
      ...emptyEntry(),
      name: '路侧停车',
      keywords: ['停车', '路侧'],
      openClass: 'conditional',
      conditions,
    };
    const now = new Date();
    await db
      .insertInto('dataset')
      .values({
        ...{ id: v7(), code: 'SH-JTW-900001', body_id: platform.bodies.own, catalogue_entry_id: null },
        ...{ name: entry.name, state: 'listed', open_class: 'conditional', entry: JSON.stringify(entry) },
        ...{ created_at: now, listed_at: now, changed_at: now, draft: null },
      })
      .execute();
    forgetDatasets(platform.services);
    const { facets } = await page('');
    expect(facets.tag).toEqual(['停车', '路侧'].map((value) => ({ value, count: 1 })));
    expect(facets.scenario).toEqual([{ value: 'scientific-research', count: 1 }]);
    for (const query of [`tag=${encodeURIComponent('路侧')}`, 'scenario=scientific-research', 'hasApi=false'])
      expect(await namesOf(query)).toEqual(['路侧停车']);
    expect((await page('scenario=scientific-research&hasApi=true')).total).toBe(0);
    expect((await page('sort=quality')).items.at(-1)).toMatchObject({ name: '路侧停车', figure: null });
  });

  it('[xz-31] given a dataset that is suspended, then what was its data is no longer counted', async () => {
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${ids['轨道交通站点'] ?? ''}/suspend`, {
      body: { reason: '权益主张核实期间暂停开放' },
    });
    expect((await page('hasMap=true')).total).toBe(0);
    expect((await page('hasApi=true')).total).toBe(2);
    expect(await namesOf('sort=quality')).toHaveLength(4);
  });

  it('given a filter, when the search is followed, then its feed holds the same', async () => {
    const { body } = await platform.app.inject('/api/v1/datasets.atom?hasApi=true&format=csv');
    expect(body.match(/<entry>/g)).toHaveLength(2);
    expect(body).toContain('hasApi=true&amp;format=csv');
  });
});
