import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { csvOf, importCatalogue } from './testing/import-file.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const line = (number: number, cells: Record<string, string> = {}) => ({
  数据资源提供部门: '某市园林局',
  数据集ID: `P${String(number).padStart(4, '0')}`,
  数据资源名称: `某市公园绿地信息第${number}批`,
  数据领域: '资源环境',
  开放条件: '无条件开放&&',
  数据资源内容描述: `第${number}批公园绿地，一行一处，含名称与面积。`,
  更新频率: '每半年',
  开放属性: '无条件开放',
  首次发布日期: '2026-01-02 08:00:00',
  最近更新日期: '2026-03-04 09:30:00',
  dataset_url: `https://portal.example.cn/view?id=P${number}`,
  spatial_scope: '本市',
  time_scope: '-',
  field_names: '名称;面积',
  共享来源单位: '',
  ...cells,
});

describe('a newer catalogue that takes something from the list', () => {
  const bring = async (...lines: Record<string, string>[]): Promise<void> => {
    const { state } = await importCatalogue(platform, '目录.csv', csvOf(lines));
    expect(state).toBe('taken');
  };
  /** What the imported body has to do of a kind. */
  const lost = async (wanted: Task['kind'] = 'mend-binding'): Promise<string[]> => {
    const { db } = platform.services;
    const body = await db
      .selectFrom('public_body')
      .select('id')
      .where('name', '=', '某市园林局')
      .executeTakeFirstOrThrow();
    const editor = await platform.person('publisher-editor', { bodyId: body.id });
    const { items } = await platform.ask<{ items: Task[] }>(editor, 'GET', '/tasks');
    return items
      .filter(({ kind }) => kind === wanted)
      .map(({ title, notes }) => `${title}：${notes.join()}`)
      .sort();
  };

  it('[xz-9] given imported datasets, when a newer export has lost one, then it is a task, and gone when the export has it again', async () => {
    await bring(line(1), line(2), line(3));
    expect(await lost()).toEqual([]);
    await bring(line(1), line(2, { field_names: '名称;面积;地址' }));
    const [vanished, ...others] = await lost();
    expect(others).toEqual([]);
    expect(vanished).toMatch(/第3批：.*目录条目“某市公园绿地信息第3批”已不在最近一次导入的目录中/);
    await bring(line(1), line(2), line(3));
    expect(await lost()).toEqual([]);
  });

  it('[xz-9] given an entry that its source lost, when its body saves it, then it is still held and the task is gone', async () => {
    await bring(line(1), line(2));
    expect(await lost()).toHaveLength(1);
    const { db, clock } = platform.services;
    await db
      .updateTable('catalogue_entry')
      .set({ changed_at: clock.now() })
      .where('name', 'like', '%第3批')
      .execute();
    expect(await lost()).toEqual([]);
    await bring(line(1), line(2));
    expect(await lost()).toEqual([]);
  });

  it('[zb2019] given a listed dataset, when a newer export says that it was got by sharing, then its body decides: it leaves the list first', async () => {
    await bring(line(1, { 共享来源单位: '某市水务中心' }), line(2), line(3));
    expect(await lost('decide-disputed')).toEqual([expect.stringMatching(/第1批：.*共享来源单位/)]);
    expect(await lost()).toEqual([]);
  });
});
