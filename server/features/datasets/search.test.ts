import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

let platform: Platform;
let parking: string;
beforeAll(async () => {
  platform = await testPlatform();
  ({ datasetId: parking } = await openDataset(
    platform,
    aFile('泊位总数,地址\n12,龙漕路\n'),
    '公共停车场信息',
  ));
  await openDataset(platform, aFile('站名,线路\n龙漕路,3\n'), '轨道交通站点');
}, 120_000);
afterAll(() => platform.close());

const found = (q: string, more = ''): Promise<DatasetPage> =>
  platform.ask<DatasetPage>(null, 'GET', `/datasets?q=${encodeURIComponent(q)}${more}`);
const namesOf = ({ items }: DatasetPage): string[] => items.map(({ name }) => name);

describe('the open list, searched', () => {
  it.each([
    ['停车场', '公共停车场信息'],
    ['泊位总数', '公共停车场信息'],
    ['tingchechang', '公共停车场信息'],
    ['地铁', '轨道交通站点'],
    ['metro', '轨道交通站点'],
  ])(
    '[xz-17] given %s, when it is asked for, then %s comes first, with how well it fits and counts of each kind',
    async (q, name) => {
      const page = await found(q);
      expect(page.items[0]).toMatchObject({ name, score: expect.any(Number) as number });
      expect(page.facets.domain).toEqual([{ value: 'transport', count: page.total }]);
    },
  );

  it('given words that both have, when they are sorted and paged, then each comes once in that order', async () => {
    const both = '停车场 轨道交通 站点';
    const whole = namesOf(await found(both, '&sort=name'));
    expect(whole).toEqual([...whole].sort());
    const first = await found(both, '&limit=1');
    const second = await found(both, `&limit=1&cursor=${first.next ?? ''}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(namesOf(await found(both)));
    expect(second.next).toBeNull();
    const other = `/api/v1/datasets?q=${encodeURIComponent(both)}&sort=name&cursor=${first.next ?? ''}`;
    expect((await platform.app.inject(other)).statusCode).toBe(200);
    expect((await platform.app.inject(`${other}x`)).json()).toMatchObject({ code: 'invalid-cursor' });
  });

  it('given filters, when words are asked for under them, then only what meets both is there', async () => {
    expect((await found('停车场', '&domain=health')).total).toBe(0);
    expect(namesOf(await found('停车场', '&domain=transport&openClass=unconditional'))).toEqual([
      '公共停车场信息',
    ]);
  });

  it('given nothing that fits, when it is asked for, then the answer is empty and says so', async () => {
    expect(await found('企鹅')).toMatchObject({ items: [], total: 0, next: null });
    expect((await found('   ')).total).toBe(2);
  });

  it('[xz-17] given words, when they find a dataset, then its name and matching fields come in pieces, those found at odd places', async () => {
    const { items } = await found('停车场 泊位');
    expect(items[0]?.highlights).toMatchObject({
      name: ['公共', '停车场', '信息'],
      fields: [{ label: ['', '泊位', '总数'] }],
      matchingFields: 1,
    });
    expect((await platform.ask<DatasetPage>(null, 'GET', '/datasets')).items[0]?.highlights).toBeNull();
  });

  it('[xz-17] given a slip that still finds something, when it is asked for, then what was probably meant stands beside the answer', async () => {
    const page = await found('公共停车厂');
    expect(page.help).toMatchObject({ meant: '公共停车场', isUsed: false });
    expect(namesOf(page)).toContain('公共停车场信息');
  });

  it('[xz-17] given a slip that finds nothing, when it is asked for, then the answer is for what was meant, and as typed on demand', async () => {
    const page = await found('tingchecahng');
    expect(page.help).toMatchObject({ meant: '停车场', isUsed: true });
    expect(namesOf(page)).toEqual(['公共停车场信息']);
    expect(await found('tingchecahng', '&asTyped=true')).toMatchObject({ total: 0, help: { meant: null } });
  });

  it('[xz-17] given words of a field, when only datasets with it are asked for, then words, filters and counts hold within them', async () => {
    const withField = (field: string, more = '') =>
      platform.ask<DatasetPage>(null, 'GET', `/datasets?field=${encodeURIComponent(field)}${more}`);
    const page = await withField('泊位');
    expect(namesOf(page)).toEqual(['公共停车场信息']);
    expect(page.facets.openClass).toEqual([{ value: 'unconditional', count: 1 }]);
    expect(page.items[0]?.highlights?.fields).toMatchObject([{ label: ['', '泊位', '总数'] }]);
    expect(namesOf(await withField('线路', `&q=${encodeURIComponent('公共 轨道')}`))).toEqual([
      '轨道交通站点',
    ]);
    expect((await withField('没有的字段')).total).toBe(0);
  });

  it('given nothing under filters or at all, when it is asked for, then what is near stands in the answer', async () => {
    expect((await found('停车场', '&domain=health')).help).toMatchObject({ withoutFilters: 1 });
    const { help } = await found('泊位', '&field=没有的');
    expect(help).toMatchObject({ withoutFilters: 0 });
    expect(help?.near).toContainEqual(expect.objectContaining({ kind: 'field', text: '泊位总数' }));
  });

  it('[xz-17] given a dataset that is withdrawn, when the very next question is asked, then it is not found any more', async () => {
    expect(namesOf(await found('停车场'))).toContain('公共停车场信息');
    const body = { reason: '不再维护' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${parking}/suspend`, { body });
    expect((await found('停车场')).items[0]).toMatchObject({ id: parking, state: 'suspended' });
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${parking}/withdraw`, { body });
    expect(namesOf(await found('停车场'))).not.toContain('公共停车场信息');
  });
});
