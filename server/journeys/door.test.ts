import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EXPORT_FORMATS,
  type DatasetView,
  type RecordsPage,
} from '../../rules/datasets/datasets.operations.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, sendVersion } from '../testing/publishing.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../testing/granted.ts';
import { hasGdal, READERS } from './testing/readers.ts';

const HEAD = '编号,名称,区,泊位数,备注码,级别,经度,纬度';
const FIELDS = ['编号', '名称', '区', '泊位数', '经度', '纬度'];
const ROWS = 40;
const isOpen = (index: number): boolean => index % 4 !== 3;
const line = (index: number, extra = 0): string =>
  [
    `N${String(index + 1).padStart(4, '0')}`,
    isOpen(index) ? `停车场${index}` : `HIDDENROW${index}`,
    ['黄浦区', '徐汇区'][index % 2],
    100 + index + extra,
    `SECRET${index}`,
    isOpen(index) ? '公开' : '内部',
    (121.4 + index / 1000).toFixed(3),
    (31.2 + index / 1000).toFixed(3),
  ].join(',');
const fileOf = (extra = 0) =>
  aFile(`${[HEAD, ...Array.from({ length: ROWS }, (_, index) => line(index, extra))].join('\n')}\n`);
const VISIBLE = Array.from({ length: ROWS }, (_, index) => index).filter(isOpen).length;
const MARKS = /SECRET|HIDDENROW|备注码|级别|内部/;

let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let user: DataUser;
let other: DataUser;
let grant: string;
let known: VersionManifest['columns'];
beforeAll(async () => {
  platform = await testPlatform();
  dataset = await openConditional(platform, fileOf(), '有条件的停车场');
  const second = await sendVersion(platform, fileOf(1000), dataset.id);
  known = second.version.manifest?.columns ?? [];
  if (second.version.state !== 'published')
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${second.version.id}/publish`, {
      body: {},
    });
  [user, other] = [await aDataUser(platform), await aDataUser(platform)];
  grant = await granted(platform, dataset, user, { fields: FIELDS, where: "级别 = '公开'" });
}, 120_000);
afterAll(() => platform.close());

const ask = (path: string, token: string | null = user.token, headers: Record<string, string> = {}) =>
  platform.app.inject({
    url: `/api/v1${path}`,
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
  });
const at = (way: string, parts: Record<string, string> = {}): string => {
  const search = new URLSearchParams(parts).toString();
  return `/datasets/${dataset.code}/${way}${search && `?${search}`}`;
};
const bySql = (sql: string, format = 'json', token = user.token) =>
  platform.app.inject({
    method: 'POST',
    url: '/api/v1/sql',
    headers: { authorization: `Bearer ${token}` },
    payload: { sql, format },
  });

/** Every way to name a field in a question. */
const NAMING: Record<string, string>[] = [
  { select: '备注码' },
  { select: '编号, lower(备注码) as x' },
  { select: 'count(distinct 备注码)' },
  { select: "case when 备注码 = 'SECRET1' then 1 else 0 end" },
  { where: "备注码 = 'SECRET1'" },
  { where: "级别 = '内部'" },
  { where: '`备注码` is not null' },
  { orderBy: '备注码' },
  { orderBy: 'length(备注码) desc' },
  { groupBy: '级别' },
  { groupBy: '区, substring(备注码, 1, 7)' },
  { groupBy: '区', having: "max(备注码) > 'A'" },
  { select: 'max(备注码)' },
  { select: 'min(级别), count(*)' },
];

describe('the data door', () => {
  it('[xz-18] given conditional data, when anyone without a grant asks for rows by whatever way, then nobody gets any, its own publisher included', async () => {
    const ways = [
      at('records'),
      at('exports/csv'),
      at('profile'),
      at('map'),
      at('map/0/0/0'),
      at('versions/1/original'),
    ];
    const { editor, reviewer, operator } = platform.tokens;
    for (const token of [null, other.token, editor, reviewer, operator])
      for (const way of ways) {
        const answer = await ask(way, token);
        expect([answer.statusCode, answer.json<{ code: string }>().code], way).toEqual([
          403,
          'not-permitted',
        ]);
      }
    expect((await bySql(`select * from "${dataset.code}"`, 'json', other.token)).statusCode).toBe(403);
  });

  it('[xz-21] given a narrow grant, when rows are taken, then they are those of the agreed fields and rows, and the counts know of no others', async () => {
    const answer = await ask(at('records', { limit: '100' }));
    expect(answer.statusCode, answer.body).toBe(200);
    const page = answer.json<RecordsPage>();
    expect(Object.keys(page.items[0] ?? {})).toEqual(FIELDS);
    expect([page.items.length, page.total, page.totalIsEstimate]).toEqual([VISIBLE, VISIBLE, false]);
    expect(answer.body).not.toMatch(MARKS);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    const counted = await ask(at('records', { select: 'count(*) as n, count(distinct 名称) as m' }));
    expect(counted.json<RecordsPage>().items).toEqual([{ n: VISIBLE, m: VISIBLE }]);
    const grouped = await ask(at('records', { groupBy: '区', orderBy: '区' }));
    expect(grouped.json<RecordsPage>().items.reduce((sum, { count }) => sum + Number(count), 0)).toBe(
      VISIBLE,
    );
    const hidden = await ask(at('records', { where: "名称 like 'HIDDEN%'" }));
    expect(hidden.json<RecordsPage>()).toMatchObject({ items: [], total: 0, next: null });
  });

  it.each(NAMING)(
    '[xz-21] given a hidden field, when %o names it, then the answer is that of a field that does not exist, by records, exports and SQL',
    async (parts) => {
      const lookAlike = (text: string): string =>
        text.replaceAll('备注码', '不存在').replaceAll('级别', '没有');
      const other = Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, lookAlike(text)]));
      const same = (body: string): string => {
        const {
          instance: _instance,
          traceId: _traceId,
          ...said
        } = JSON.parse(body) as Record<string, unknown>;
        return lookAlike(JSON.stringify(said));
      };
      for (const way of ['records', 'exports/csv', 'exports/parquet']) {
        const [real, made] = [await ask(at(way, parts)), await ask(at(way, other))];
        expect(real.statusCode, real.body).toBe(400);
        expect(same(real.body)).toBe(same(made.body));
      }
      const { select = '*', where, groupBy, having, orderBy } = parts;
      const clause = (words: string, text?: string): string =>
        text === undefined ? '' : ` ${words} ${text}`;
      const key = groupBy !== undefined && select === '*' ? 'count(*)' : select;
      const sql = `select ${key} from "${dataset.code}"${clause('where', where)}${clause('group by', groupBy)}${clause('having', having)}${clause('order by', orderBy)}`;
      const [real, made] = [await bySql(sql), await bySql(lookAlike(sql))];
      expect(real.statusCode, real.body).toBe(400);
      expect(same(real.body)).toBe(same(made.body));
      const onMap = await ask(at('map', { where: parts['where'] ?? "备注码 = 'SECRET1'" }));
      expect(onMap.statusCode).toBe(400);
    },
  );

  it.each(EXPORT_FORMATS.filter((format) => !['geojson', 'shp', 'gpkg'].includes(format) || hasGdal))(
    '[xz-21] given a narrow grant, when it is exported as %s, then another program reads the agreed fields and rows and no others',
    async (format) => {
      const answer = await ask(at(`exports/${format}`));
      if (answer.statusCode === 406) return;
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.headers['cache-control']).toBe('private, no-cache');
      const columns = known.filter(({ name }) => FIELDS.includes(name));
      const rows = (await READERS[format]?.(answer.rawPayload, columns)) ?? [];
      expect(rows).toHaveLength(VISIBLE);
      expect(JSON.stringify(rows)).not.toMatch(MARKS);
      expect(answer.rawPayload.includes(Buffer.from('备注码'))).toBe(false);
    },
  );

  it('[xz-21] given a narrow grant, when SQL asks for everything, then everything is what was agreed', async () => {
    const answer = await bySql(`select * from "${dataset.code}"`);
    const page = answer.json<RecordsPage>();
    expect([page.items.length, page.total]).toEqual([VISIBLE, VISIBLE]);
    expect(answer.body).not.toMatch(MARKS);
    const csv = await bySql(`select 名称 from "${dataset.code}" order by 名称`, 'csv');
    expect(csv.body.trim().split(/\r?\n/)).toHaveLength(VISIBLE + 1);
  });

  it('[xz-21] given the map, when it and its tiles are drawn, then they show the agreed rows, without the numbers that tell where they stand', async () => {
    const map = await ask(at('map'));
    expect(map.json<{ places: { rows: number } }>().places.rows).toBe(VISIBLE);
    expect(map.body).not.toMatch(MARKS);
    const tile = await ask(at('map/0/0/0'));
    expect(tile.statusCode, tile.body).toBe(200);
    expect(tile.rawPayload.toString('latin1')).not.toMatch(/SECRET|HIDDENROW/);
    expect(tile.rawPayload.includes(Buffer.from('备注码'))).toBe(false);
    expect(tile.headers['cache-control']).toBe('private, no-cache');
  });

  it('[xz-21] given what cannot be narrowed, when it is asked for, then it is refused and says what to take instead', async () => {
    for (const way of ['profile', 'versions/1/original']) {
      const answer = await ask(at(way));
      expect([answer.statusCode, answer.json<{ code: string }>().code], way).toEqual([403, 'beyond-grant']);
      expect(answer.json<{ remedy: string }>().remedy).toContain('导出');
    }
    const { items } = (await ask(at('versions'))).json<{ items: unknown[] }>();
    expect(items).toEqual([]);
    const values = await ask('/values?q=SECRET1');
    expect(values.body).not.toContain(dataset.code);
  });

  it('[xz-21] given the OpenAPI of the dataset, when the holder reads it, then it has the agreed fields', async () => {
    const document = (await ask(at('openapi.json'))).json<{
      components: { schemas: { Record: { properties: object } } };
    }>();
    expect(Object.keys(document.components.schemas.Record.properties)).toEqual(FIELDS);
  });

  it('[xz-21] given an old version, when it is taken, then it is narrowed as the new one is', async () => {
    for (const version of ['1', '2']) {
      const answer = await ask(at('records', { version, limit: '100', orderBy: '编号' }));
      const { items, version: number } = answer.json<RecordsPage>();
      expect([items.length, number, items[0]?.['泊位数']]).toEqual([
        VISIBLE,
        Number(version),
        version === '1' ? 100 : 1100,
      ]);
      expect(answer.body).not.toMatch(MARKS);
      expect((await ask(at('records', { version, select: '备注码' }))).statusCode).toBe(400);
    }
  });

  it('[xz-21] given pages, when they are followed, then all agreed rows come once, and no cursor tells where they stand or is good for anybody else', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: RecordsPage = (
        await ask(at('records', { limit: '7', ...(cursor !== null && { cursor }) }))
      ).json<RecordsPage>();
      seen.push(...page.items.map(({ 编号 }) => 编号));
      cursor = page.next;
      if (cursor !== null)
        expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/BIGINT|\["/);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(VISIBLE);
    const { next } = (await ask(at('records', { limit: '7' }))).json<RecordsPage>();
    await granted(platform, dataset, other, { fields: ['编号'] });
    const borrowed = await ask(at('records', { limit: '7', cursor: next ?? '' }), other.token);
    expect(borrowed.json<{ code: string }>().code).toBe('invalid-cursor');
  });

  it('[xz-21] given what one holder was given, when another asks with its tag or at the same address, then they get their own', async () => {
    const wide = await aDataUser(platform);
    await granted(platform, dataset, wide, { fields: [...FIELDS, '备注码'] });
    for (const way of ['records', 'exports/csv', 'map/0/0/0']) {
      const mine = await ask(at(way), wide.token);
      expect(mine.statusCode).toBe(200);
      const tag = String(mine.headers.etag);
      const again = await ask(at(way), wide.token, { 'if-none-match': tag });
      expect([again.statusCode, again.headers['cache-control']]).toEqual([304, 'private, no-cache']);
      const theirs = await ask(at(way), user.token, { 'if-none-match': tag });
      expect(theirs.statusCode).toBe(200);
      expect(theirs.rawPayload.toString('latin1')).not.toMatch(/SECRET|HIDDENROW/);
      expect((await ask(at(way), null, { 'if-none-match': tag })).statusCode).toBe(403);
      const part = await ask(at(way), user.token, { range: 'bytes=0-9', 'if-range': tag });
      expect(part.statusCode).toBe(200);
    }
  });

  it('[plan2023-3.2] given a grant that looks up one key at a time, when anything else is asked by whatever way, then it is refused; a key answers its row', async () => {
    const asker = await aDataUser(platform);
    await granted(platform, dataset, asker, {
      fields: ['编号', '名称'],
      keyField: '编号',
      where: "级别 = '公开'",
    });
    const one = "编号 = 'N0001'";
    const found = await ask(at('records', { where: one }), asker.token);
    expect(found.json<RecordsPage>().items, found.body).toEqual([{ 编号: 'N0001', 名称: '停车场0' }]);
    expect(
      (await ask(at('exports/csv', { where: one }), asker.token)).body.trim().split(/\r?\n/),
    ).toHaveLength(2);
    const turned = await bySql(
      `select 名称 from "${dataset.code}" where 'N0001' = 编号`,
      'json',
      asker.token,
    );
    expect(turned.json<RecordsPage>().items).toEqual([{ 名称: '停车场0' }]);
    const hidden = await ask(at('records', { where: "编号 = 'N0004'" }), asker.token);
    expect(hidden.json<RecordsPage>()).toMatchObject({ items: [], total: 0 });
    const others: Record<string, string>[] = [
      {},
      ...[
        "编号 > 'N'",
        "编号 != 'N0001'",
        "编号 like 'N%'",
        "编号 in ('N0001', 'N0002')",
        '编号 = 编号',
        'true',
      ].map((where) => ({ where })),
      ...[
        `${one} or 编号 = 'N0002'`,
        `${one} and 名称 = '停车场0'`,
        `not (编号 != 'N0001')`,
        "名称 = '停车场0'",
      ].map((where) => ({ where })),
      { where: one, select: 'count(*)' },
      { where: one, groupBy: '编号' },
      { select: 'count(*)' },
    ];
    for (const parts of others)
      for (const way of ['records', 'exports/csv', 'exports/parquet', 'exports/xlsx']) {
        const answer = await ask(at(way, parts), asker.token);
        expect(
          [answer.statusCode, answer.json<{ code: string }>().code],
          `${way} ${JSON.stringify(parts)}`,
        ).toEqual([403, 'grant-key-only']);
      }
    for (const way of ['map', 'map/0/0/0', 'profile', 'versions/1/original'])
      expect((await ask(at(way), asker.token)).statusCode, way).toBeGreaterThanOrEqual(400);
    for (const sql of ['select *', 'select count(*)', 'select distinct 编号'])
      expect((await bySql(`${sql} from "${dataset.code}"`, 'json', asker.token)).statusCode, sql).toBe(403);
  });

  it('[xz-32] given a grant that is suspended, when its holder comes with what they know, then not even that it is still the same is said', async () => {
    const { headers } = await ask(at('records'));
    const suspend = { body: { reason: '未按约定报送利用情况' } };
    await platform.ask(platform.tokens.reviewer, 'POST', `/grants/${grant}/suspend`, suspend);
    for (const way of ['records', 'exports/csv', 'map', 'map/0/0/0', 'profile']) {
      const answer = await ask(at(way), user.token, { 'if-none-match': String(headers.etag) });
      expect([answer.statusCode, answer.json<object>()]).toMatchObject([
        403,
        { code: 'grant-suspended', reason: '未按约定报送利用情况', provision: 'xz-30' },
      ]);
    }
    await platform.ask(platform.tokens.operator, 'POST', `/grants/${grant}/resume`, suspend);
    const after = await ask(at('records'), user.token, { 'if-none-match': String(headers.etag) });
    expect(after.statusCode).toBe(200);
  });
});
