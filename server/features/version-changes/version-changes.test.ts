import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionChangesView } from '../../../rules/versions/version-changes.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';

const FIRST = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n0003,丙停车场,60\n';
const SECOND = '编号,名称,泊位数\n0003,丙停车场,60\n0001,甲停车场,125\n0004,丁停车场,10\n';

let platform: Platform;
let datasetId: string;
let waiting: string;
beforeAll(async () => {
  platform = await testPlatform();
  ({ datasetId } = await openDataset(platform, aFile(FIRST), '会变的停车场信息'));
  waiting = (await sendVersion(platform, aFile(SECOND), datasetId)).version.id;
}, 120_000);
afterAll(() => platform.close());

const changes = (token: string | null, version: string, query = '', status = 200) =>
  platform.ask<VersionChangesView>(
    token,
    'GET',
    `/datasets/${datasetId}/versions/${version}/changes${query}`,
    { status },
  );

describe('what differs between versions of a dataset', () => {
  it('[xz-16-1] given a version that waits, when a reviewer looks at it, then it says by key what changes against what is served, and a visitor knows nothing of it', async () => {
    const found = await changes(platform.tokens.reviewer, waiting);
    expect(found).toMatchObject({
      from: { number: 1, rows: 3 },
      to: { id: waiting, number: null, state: 'validated', rows: 3 },
      schema: { fields: [], reordered: false },
      rows: { key: ['编号'], added: 1, removed: 1, changed: 1 },
    });
    expect(found.rows.examples).toMatchObject({
      added: [{ row: 3, values: { 编号: '0004', 名称: '丁停车场' } }],
      removed: [{ row: 2, values: { 编号: '0002' } }],
      changed: [{ row: 2, fields: ['泊位数'], before: { 泊位数: '120' }, after: { 泊位数: '125' } }],
    });
    await changes(null, waiting, '', 404);
    await changes(platform.tokens.otherEditor, waiting, '', 404);
  });

  it('[xz-25-7] given a version that waits, when an office looks at it that sees no files, then it has the numbers and no values', async () => {
    const office = await platform.person('supervision-office');
    const { rows } = await changes(office, waiting);
    expect(rows).toMatchObject({ added: 1, removed: 1, changed: 1, examples: null });
  });

  it('[xz-17] given it was published, when a visitor asks, then versions are compared both ways, as many examples as wanted', async () => {
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${waiting}/publish`);
    const forth = await changes(null, '2', '?limit=1');
    expect(forth.rows).toMatchObject({ added: 1, examples: { added: [{ row: 3 }] } });
    const back = await changes(null, '1', '?from=2');
    expect(back).toMatchObject({ from: { number: 2 }, to: { number: 1 } });
    expect(back.rows.examples?.added).toMatchObject([{ values: { 编号: '0002' } }]);
    await changes(null, '1', '', 404);
    await changes(null, '3', '', 404);
  });
});
