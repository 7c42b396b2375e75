import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { getProfile } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

type Profile = OutputOf<typeof getProfile>;

const CODE = '91310000632840477R';
const WRONG = '913100006328404770';

describe('what the fields of a version hold', () => {
  let platform: Platform;
  let datasetId: string;
  let profile: Profile;
  beforeAll(async () => {
    platform = await testPlatform();
    const rows = Array.from({ length: 120 }, (_, index) => {
      const month = String((index % 12) + 1).padStart(2, '0');
      const code = index === 7 ? WRONG : CODE;
      return [
        index,
        index % 3 === 0 ? '浦东' : '黄浦',
        `2024-${month}-15`,
        (index * 1.5).toFixed(1),
        code,
        '',
      ].join();
    });
    const file = ['序号,区,日期,数量,信用代码,备注', ...rows, rows[0], rows[1]].join('\n');
    ({ datasetId } = await openDataset(platform, aFile(`${file}\n`), '有分布的数据'));
    profile = await platform.ask<Profile>(null, 'GET', `/datasets/${datasetId}/profile`);
  }, 120_000);
  afterAll(() => platform.close());

  const field = (label: string) => {
    const found = profile.fields.find((each) => each.label === label);
    if (!found) throw new Error(label);
    return found;
  };

  it('[xz-25-1] given a published version, when its profile is read, then each field says how its values lie', () => {
    expect(profile).toMatchObject({ version: 1, rows: 122 });
    expect(field('区')).toMatchObject({ nulls: 0, distinct: 2, histogram: [] });
    expect(field('区').top).toEqual([
      { value: '黄浦', count: 81 },
      { value: '浦东', count: 41 },
    ]);
    expect(field('备注')).toMatchObject({ nulls: 122, top: [], histogram: [] });
    expect(field('数量').histogram[0]).toEqual({ from: '0', to: '10', count: 9 });
    expect(field('日期').histogram).toHaveLength(12);
    expect(field('日期').histogram[1]).toEqual({ from: '2024-02-01', to: '2024-03-01', count: 11 });
  });

  it('given histograms, when their bins are added, then they hold every value once, without a gap', () => {
    for (const { histogram, nulls } of profile.fields.filter((each) => each.histogram.length > 0)) {
      expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(122 - nulls);
      for (const [index, bin] of histogram.slice(1).entries()) expect(bin.from).toBe(histogram[index]?.to);
    }
  });

  it('[xz-16-1] given an empty field, repeated rows and a code with a wrong check character, when the version is checked, then each is said with an example', async () => {
    const { items } = await platform.ask<{ items: VersionView[] }>(
      null,
      'GET',
      `/datasets/${datasetId}/versions`,
    );
    expect(items[0]?.findings).toMatchObject([
      { code: 'field-empty', args: { field: '备注' }, blocks: false },
      { code: 'rows-repeated', args: { rows: 2 }, blocks: false },
      {
        code: 'shape-wrong-company-code',
        args: { field: '信用代码', count: 1 },
        examples: [{ row: 8, value: WRONG }],
        blocks: false,
      },
    ]);
  });
});
