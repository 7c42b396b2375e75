import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, served } from './testing/commands.ts';

const HEADERS = '数据集ID,数据资源提供部门,数据资源名称,开放属性,数据资源内容描述,field_names';
const row = (number: number, summary = '一行一处，含名称与面积。'): string =>
  `P${number},某市园林局,第${number}批公园绿地,无条件开放,${summary},名称;面积`;

const title = expect.stringMatching(/^第[123]批公园绿地$/) as string;
const sourceId = expect.stringMatching(/^P[123]$/) as string;
const score = expect.any(Number) as number;
const FOUND = [
  { title, sourceId, score },
  { title, sourceId, score },
];

describe('a catalogue imported by the command line', () => {
  let home: string;
  let city: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-import-'));
    city = path.join(home, 'city');
    expect((await command('init', '--data', city, '--admin', 'sh')).code).toBe(0);
  }, 120_000);
  afterAll(() => rm(home, { recursive: true, force: true }));

  const imported = async (name: string, lines: readonly string[], ...flags: string[]) => {
    const file = path.join(home, name);
    await writeFile(file, `${lines.join('\n')}\n`);
    return command('import', 'catalog', file, '--data', city, '--json', ...flags);
  };

  it('[xz-9] given a server that runs on the folder, when one is previewed, taken and taken again, then the server has it at once and only once', async () => {
    const server = await served(city);
    const listed = async (): Promise<string[]> => {
      const answer = await fetch(`${server.url}/api/v1/datasets?limit=100`);
      const { items } = (await answer.json()) as { items: { name: string }[] };
      return items.map(({ name }) => name).sort();
    };
    try {
      expect(await listed()).toEqual([]);
      const lines = [HEADERS, row(1), row(2), row(3)];
      const preview = await imported('目录.csv', lines, '--preview');
      expect(preview).toMatchObject({ code: 0 });
      expect(preview.json()).toMatchObject({ taken: false, total: 3, counts: { new: 3 } });
      expect(await listed()).toEqual([]);

      const taken = await imported('目录.csv', lines);
      expect(taken.json()).toMatchObject({ taken: true, counts: { new: 3, same: 0 }, changes: [] });
      const names = ['第1批公园绿地', '第2批公园绿地', '第3批公园绿地'];
      expect(await listed()).toEqual(names);
      const searched = await command('search', 'gongyuan', '--data', city, '--limit', '2', '--json');
      expect(searched.json()).toMatchObject({ total: 3, items: FOUND });

      expect((await imported('目录.csv', lines)).json()).toMatchObject({ counts: { new: 0, same: 3 } });
      const newer = await imported('新目录.csv', [HEADERS, row(1), row(2, '一行一处，含名称、地址与面积。')]);
      expect(newer.json()).toMatchObject({
        counts: { changed: 1, same: 1, vanished: 1 },
        changes: [
          {
            kind: 'changed',
            sourceId: 'P2',
            differences: [
              {
                header: '数据资源内容描述',
                before: '一行一处，含名称与面积。',
                after: '一行一处，含名称、地址与面积。',
              },
            ],
          },
          { kind: 'vanished', sourceId: 'P3' },
        ],
      });
      expect(await listed()).toEqual(names);

      const refused = await imported('表.csv', ['编号,名称', '1,甲', '2,乙']);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(JSON.parse(refused.error.slice(refused.error.indexOf('{')))).toMatchObject({
        code: 'unsupported-format',
        detail: expect.stringContaining('数据集ID') as string,
      });
    } finally {
      expect(await server.end()).toBe(0);
    }
  }, 180_000);

  it('[xz-9] given no server, when it is taken again, then the store is opened for it and nothing changes', async () => {
    const again = await imported('新目录.csv', [HEADERS, row(1), row(2, '一行一处，含名称、地址与面积。')]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.json()).toMatchObject({ counts: { new: 0, changed: 0, same: 2, vanished: 1 } });
    const searched = await command('search', '公园', '--data', city, '--limit', '2', '--json');
    expect(searched.json()).toMatchObject({ total: 3, items: FOUND });
  }, 120_000);
});
