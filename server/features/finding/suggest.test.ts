import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { suggest } from '../../../rules/finding/suggest.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
  await openDataset(platform, aFile('泊位总数,地址\n12,龙漕路\n'), '公共停车场信息');
}, 120_000);
afterAll(() => platform.close());

type Suggested = OutputOf<typeof suggest>;
const offered = (q: string): Promise<Suggested> =>
  platform.ask<Suggested>(null, 'GET', `/suggest?q=${encodeURIComponent(q)}`);

describe('suggestions for the open list', () => {
  it('[xz-17] given an open dataset, when a visitor types its sound, then it is offered, and its publisher with the code', async () => {
    expect((await offered('tingche')).items).toContainEqual(
      expect.objectContaining({
        kind: 'dataset',
        text: '公共停车场信息',
        pieces: ['公共', '停车', '场信息'],
      }),
    );
    expect((await offered('泊位')).items).toContainEqual(
      expect.objectContaining({ kind: 'field', text: '泊位总数', datasets: 1 }),
    );
  });

  it('[xz-17] given a dataset that was opened just now, when its name is typed, then the next answer has it', async () => {
    expect((await offered('充电')).items).toEqual([]);
    await openDataset(platform, aFile('桩号\n1\n'), '公共充电桩');
    expect((await offered('充电')).items).toContainEqual(expect.objectContaining({ text: '公共充电桩' }));
  });

  it('given too long a text or too many wanted, when it is asked, then the answer names what is wrong', async () => {
    for (const asked of [`/suggest?q=${'a'.repeat(61)}`, '/suggest?q=a&limit=21', '/suggest'])
      expect((await platform.app.inject(`/api/v1${asked}`)).json()).toMatchObject({ code: 'invalid-input' });
    expect(await offered(' ')).toEqual({ items: [] });
  });
});
