import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessRecordView } from '../../../rules/access-records/access-records.operations.ts';
import type { Page } from '../../../rules/api/views.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { ESCAPE_ATTEMPTS } from './testing/escape-attempts.ts';

const LINES = Array.from(
  { length: 50 },
  (_, n) => `${n},第 ${n} 行,${['黄浦', '徐汇', '浦东'][n % 3] ?? ''}`,
);

interface SqlPage {
  items: Record<string, unknown>[];
  total: number;
  next: string | null;
  dataset: string;
  version: number;
}

let platform: Platform;
let code: string;
beforeAll(async () => {
  platform = await testPlatform();
  const { datasetId } = await openDataset(
    platform,
    aFile(`n,t,区 (新)\n${LINES.join('\n')}\n`),
    '问得到的数据',
  );
  code = (await platform.ask<{ code: string }>(null, 'GET', `/datasets/${datasetId}`)).code;
}, 120_000);
afterAll(() => platform.close());

const post = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${platform.origin}/api/v1/sql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const queried = async (sql: string, more = {}): Promise<SqlPage> => {
  const answer = await post({ sql: sql.replaceAll('{T}', `"${code}"`), ...more });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as SqlPage;
};

describe('a SELECT', () => {
  it('[xz-17] given a visitor, when they ask for groups of an open dataset, then they get them as the statement says', async () => {
    const sql =
      'SELECT "区 (新)" AS 区, count(*) AS 行, max(n) AS 末 FROM {T} WHERE n >= 10 GROUP BY "区 (新)" HAVING count(*) > 13 ORDER BY 行 DESC, 区 LIMIT 5;';
    expect(await queried(sql)).toEqual({
      items: [{ 区: '徐汇', 行: 14, 末: 49 }],
      total: 1,
      totalIsEstimate: false,
      next: null,
      dataset: code,
      version: 1,
    });
  });

  it('given no limit, when all is asked for, then it comes with its count; given a limit and an offset, then that part', async () => {
    const all = await queried('select * from {T}');
    expect([all.items.length, all.total, all.next]).toEqual([50, 50, null]);
    const part = await queried("select n, `t` from {T} where t like '第%' order by n desc limit 2 offset 1");
    expect(part.items).toEqual([
      { n: 48, t: '第 48 行' },
      { n: 47, t: '第 47 行' },
    ]);
  });

  it('given branches and distinct, when asked, then each different answer comes once, with its count', async () => {
    const sql =
      "select distinct case when n < 10 then '前' when n < 40 then '中' end as 段 from {T} order by 段 desc";
    const page = await queried(sql);
    expect(page.items).toEqual([{ 段: '前' }, { 段: '中' }, { 段: null }]);
    expect([page.total, page.next]).toEqual([3, null]);
  });

  it('[xz-17] given a format, when a statement is asked for in it, then the rows come in it', async () => {
    const sql = `select n from "${code}" where n < 3`;
    expect(await (await post({ sql, format: 'csv' })).text()).toBe('n\n0\n1\n2\n');
    const arrow = await post({ sql }, { accept: 'application/vnd.apache.arrow.stream' });
    expect(tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).numRows).toBe(3);
    expect((await post({ sql, format: 'geojson' })).status).toBe(406);
  });

  it('[xz-25-5] given a statement, when the access records are read, then they say of which dataset, version and format it was', async () => {
    await queried('select n from {T} limit 1');
    await platform.services.access.flushed();
    const auditor = await platform.person('audit-administrator');
    const { items } = await platform.ask<Page<AccessRecordView>>(
      auditor,
      'GET',
      `/access-records?dataset=${code}`,
    );
    expect(items[0]).toMatchObject({ operation: 'querySql', format: 'json', version: 1, datasetCode: code });
  });

  it('given a dataset that is suspended, when it is asked for by SQL, then it is refused as everywhere', async () => {
    const { datasetId } = await openDataset(platform, aFile('n\n1\n'), '中止的数据');
    const body = { reason: '测试中止' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${datasetId}/suspend`, { body });
    expect((await post({ sql: `select * from "${datasetId}"` })).status).toBe(409);
  });

  it('given a wrong statement, when it is refused, then the words name the place in the whole text', async () => {
    const answer = await post({ sql: `select n,\n  missing from "${code}"` }, { 'accept-language': 'en' });
    expect(await answer.json()).toMatchObject({
      code: 'invalid-expression',
      reason: 'unknown-name',
      part: 'sql',
      position: 13,
      found: 'missing',
    });
  });
});

describe('ways out of a SELECT', () => {
  const attempts = Object.entries(ESCAPE_ATTEMPTS).flatMap(([kind, each]) =>
    each.map((sql) => ({ kind, sql })),
  );

  it('given the list, then it has more than a hundred of them, each once', () => {
    expect(new Set(attempts.map(({ sql }) => sql)).size).toBe(attempts.length);
    expect(attempts.length).toBeGreaterThanOrEqual(100);
  });

  it('[xz-25-1] given any known way out, when it is tried, then it is refused with a place in its text, and nothing else happens', async () => {
    const wrong: object[] = [];
    for (const { kind, sql } of attempts) {
      const text = sql.replaceAll('{T}', `"${code}"`);
      const answer = await post({ sql: text });
      const problem = (await answer.json()) as { status?: number; position?: number; part?: string };
      const isRefused = answer.status === 400 || answer.status === 404;
      const { position = 0, part } = problem;
      if (!isRefused || part !== 'sql' || position < 1 || position > text.length + 1)
        wrong.push({ kind, sql: sql.slice(0, 80), status: answer.status, problem });
    }
    expect(wrong).toEqual([]);
    expect((await queried('select n from {T} limit 1')).items).toEqual([{ n: 0 }]);
  }, 60_000);
});
