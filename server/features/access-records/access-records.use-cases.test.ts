import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AccessRecordCounts,
  AccessRecordView,
} from '../../../rules/access-records/access-records.operations.ts';
import type { Page } from '../../../rules/api/views.ts';
import type { ProblemView } from '../../../rules/problems/problem.schema.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

type RecordPage = Page<AccessRecordView>;

describe('access records', () => {
  let platform: Platform;
  let auditor: string;
  beforeAll(async () => {
    platform = await testPlatform();
    auditor = await platform.person('audit-administrator');
  }, 120_000);
  afterAll(() => platform.close());

  const list = async (query = ''): Promise<RecordPage> => {
    await platform.services.access.flushed();
    return platform.ask<RecordPage>(auditor, 'GET', `/access-records${query}`);
  };

  it('[xz-25-5] given downloads of a dataset, when its records are listed, then each says who took what, in which version and format', async () => {
    const { datasetId } = await openDataset(platform, aFile('编号\n1\n2\n'), '被访问的数据');
    const origin = `${platform.origin}/api/v1/datasets/${datasetId}`;
    await (await fetch(`${origin}/records?where=${encodeURIComponent('编号 > 1')}`)).text();
    const headers = { authorization: `Bearer ${platform.tokens.operator}` };
    await (await fetch(`${origin}/exports/csv`, { headers })).text();
    const { code } = await platform.ask<{ code: string }>(null, 'GET', `/datasets/${datasetId}`);
    const { items } = await list(`?dataset=${code}`);
    expect(items).toMatchObject([
      { operation: 'exportDataset', role: 'operator', format: 'csv', version: 1, datasetCode: code },
      { operation: 'listRecords', role: 'visitor', format: 'json', version: 1, accountId: null },
    ]);
    expect(items[0]?.accountId).not.toBeNull();
    expect(items[0]?.tokenId).not.toBeNull();
    expect(JSON.stringify(items)).not.toContain('编号');
    expect((await list(`?dataset=${datasetId}`)).total).toBe(2);
  });

  it('given more records than a page, when followed by cursor while calls go on, then each comes once, newest first', async () => {
    for (let each = 0; each < 25; each += 1) await platform.ask(null, 'GET', '/publishers');
    const to = encodeURIComponent(new Date(Date.now() + 1).toISOString());
    const seen: AccessRecordView[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: RecordPage = await list(`?limit=7&to=${to}${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.items);
      next = page.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    expect(seen.filter(({ operation }) => operation === 'listPublishers')).toHaveLength(25);
    expect((await list(`?to=${encodeURIComponent('2020-01-01T00:00:00+08:00')}`)).items).toEqual([]);
  });

  it('given a cursor of another list or a wrong moment, when asked, then it is refused as bad input', async () => {
    const forged = Buffer.from(encodeURIComponent(JSON.stringify(['now', 'x']))).toString('base64url');
    for (const [query, code] of [
      [`?cursor=${forged}`, 'invalid-cursor'],
      ['?cursor=elsewhere', 'invalid-cursor'],
      ['?from=yesterday', 'invalid-input'],
      ['?from=2026-13-45T99:00:00Z', 'invalid-input'],
    ] as const) {
      const problem = await platform.ask<ProblemView>(auditor, 'GET', `/access-records${query}`, {
        status: 400,
      });
      expect(problem.code, query).toBe(code);
    }
  });

  it('given anyone but the audit administrator, when asked, then it is refused, and the refusal is recorded', async () => {
    await platform.ask(platform.tokens.operator, 'GET', '/access-records', { status: 403 });
    await platform.ask(platform.tokens.operator, 'GET', '/access-records/counts', { status: 403 });
    const { items } = await list('?limit=3');
    expect(items).toContainEqual(
      expect.objectContaining({ operation: 'listAccessRecords', status: 403, role: 'operator' }),
    );
    const counts = await platform.ask<AccessRecordCounts>(auditor, 'GET', '/access-records/counts');
    expect(counts.lost).toBe(0);
    expect(counts.durable).toBeGreaterThan(3);
  });
});
