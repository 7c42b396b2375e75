import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldMatrix, Neighbourhood, Related } from '../../../rules/graph/graph.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';

let platform: Platform;
let parks: string;
let stays: string;
let draft: string;
beforeAll(async () => {
  platform = await testPlatform();
  const open = async (text: string, name: string): Promise<string> =>
    (await openDataset(platform, aFile(text), name)).datasetId;
  parks = await open('停车场编号,所在区\nP1,徐汇区\nP2,黄浦区\nP3,徐汇区\nP4,长宁区\n', '停车场基本信息');
  stays = await open('停车场编号,时段\nP1,早\nP2,早\nP2,晚\nP9,晚\n', '停车时段统计');
  await open('区县,人口\n静安区,9\n杨浦区,8\n', '各区人口统计');
  ({ datasetId: draft } = await sendVersion(platform, aFile('停车场编号,车位\nP1,3\n')));
}, 120_000);
afterAll(() => platform.close());

const related = (id: string): Promise<Related> => platform.ask(null, 'GET', `/datasets/${id}/related`);
const wayTo = async (from: string, name: string) =>
  (await related(from)).items.find(({ dataset }) => dataset.name === name)?.ways[0];

describe('what a dataset can be joined with', () => {
  it('[xz-25-6] given two open datasets with a field of one name, then each says by which, and how many of its values the other has', async () => {
    expect(await wayTo(parks, '停车时段统计')).toMatchObject({
      own: { label: '停车场编号' },
      overlap: { own: 4, other: 3, common: 2 },
      ownUnique: true,
      otherUnique: false,
    });
    expect(await wayTo(stays, '停车场基本信息')).toMatchObject({
      overlap: { own: 3, other: 4, common: 2 },
      ownUnique: false,
      otherUnique: true,
    });
  });

  it('[xz-25-6] given fields that mean the same but share no value, then they come last and say so', async () => {
    const { items } = await related(parks);
    expect(items.map(({ dataset }) => dataset.name)).toEqual(['停车时段统计', '各区人口统计']);
    expect(items[1]?.ways[0]).toMatchObject({ field: '所在区', overlap: { own: 3, other: 2, common: 0 } });
  });

  it('[xz-9] given a draft with the same field, then nothing leads to it and it leads nowhere', async () => {
    const names = (await related(parks)).items.map(({ dataset }) => dataset.key);
    expect(names).toHaveLength(2);
    for (const path of [`/datasets/${draft}/related`, `/datasets/${draft}/graph`])
      await platform.ask(null, 'GET', path, { status: 404 });
    await platform.ask(platform.tokens.editor, 'GET', `/datasets/${draft}/related`, { status: 404 });
  });

  it('[xz-25-6] given the graph of a dataset, then each branch leads through a field, and that field back to the dataset', async () => {
    const { focus, branches } = await platform.ask<Neighbourhood>(null, 'GET', `/datasets/${parks}/graph`);
    expect(branches.map(({ through }) => through?.name)).toEqual(expect.arrayContaining(['停车场编号']));
    for (const { through } of branches) {
      const path = `/graph/field/${encodeURIComponent(through?.key ?? '')}`;
      const field = await platform.ask<Neighbourhood>(null, 'GET', path);
      const keys = field.branches.flatMap(({ items }) => items.map(({ key }) => key));
      expect(keys).toContain(focus.key);
    }
  });

  it('given body, domain and what is not there, then each has its neighbourhood or is not found', async () => {
    const body = await platform.ask<Neighbourhood>(null, 'GET', '/graph/publisher/JTW');
    expect(body.focus).toMatchObject({ kind: 'publisher', size: 3 });
    const [domain] = body.places.flatMap(({ kind, items }) => (kind === 'domain' ? items : []));
    expect(domain).toMatchObject({ kind: 'domain', size: 3 });
    await platform.ask(null, 'GET', `/graph/domain/${domain?.key ?? ''}`);
    await platform.ask(null, 'GET', '/graph/field/nowhere', { status: 404 });
    await platform.ask(null, 'GET', '/graph/nothing/JTW', { status: 404 });
    const matrix = await platform.ask<FieldMatrix>(null, 'GET', '/graph');
    expect(matrix).toMatchObject({ datasets: 3, fields: 2, rows: [] });
  });

  it('[xz-31] given a suspension, when it is asked at once, then its values are said no more, and a withdrawn dataset is gone', async () => {
    const reason = { reason: '权益主张核实期间暂停开放' };
    const { operator, reviewer } = platform.tokens;
    await platform.ask(operator, 'POST', `/datasets/${stays}/suspend`, { body: reason });
    expect(await wayTo(parks, '停车时段统计')).toMatchObject({ overlap: null });
    await platform.ask(reviewer, 'POST', `/datasets/${stays}/withdraw`, { body: reason });
    expect(await wayTo(parks, '停车时段统计')).toBeUndefined();
    await platform.ask(null, 'GET', `/datasets/${stays}/graph`, { status: 404 });
  });
});
