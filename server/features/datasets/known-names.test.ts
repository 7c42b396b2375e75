import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

async function like(name: string): Promise<{ name: string; code: string; publisher: string }[]> {
  const path = `/similar-names?name=${encodeURIComponent(name)}`;
  const { editor } = platform.tokens;
  return (
    await platform.ask<{ items: { name: string; code: string; publisher: string }[] }>(editor, 'GET', path)
  ).items;
}

describe('the closest names on the list', () => {
  it('[xz-9-1] given names that were compared before, when a dataset comes onto the list or leaves it, then the next comparison knows', async () => {
    const ROWS = '编号,名称\n0001,甲\n';
    expect(await like('全市公共停车场基本信息')).toEqual([]);
    const first = await openDataset(platform, aFile(ROWS), '公共停车场基本信息（东）');
    expect(await like('全市公共停车场基本信息')).toMatchObject([
      { name: '公共停车场基本信息（东）', publisher: '单位JTW' },
    ]);
    await openDataset(platform, aFile(ROWS), '公共停车场基本信息（西）');
    expect(await like('全市公共停车场基本信息')).toHaveLength(2);
    const body = { reason: '已经并入另一个数据集' };
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${first.datasetId}/withdraw`, { body });
    const left = await like('全市公共停车场基本信息');
    expect(left.map(({ name }) => name)).toEqual(['公共停车场基本信息（西）']);
  });
});
