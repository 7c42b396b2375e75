import { execFileSync } from 'node:child_process';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import { standingClock } from '../../rules/time/clock.ts';
import { createApp } from '../app.ts';
import { connect, type DatabaseConnection } from '../store/database.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { pageTurns } from './page-turns.ts';
import { aFile, openDataset, sendVersion } from '../testing/publishing.ts';

const READER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

let platform: Platform;
let here: FastifyInstance;
let there: FastifyInstance;
let otherNode: DatabaseConnection;
let dataset: DatasetView;

beforeAll(async () => {
  execFileSync(process.execPath, ['tools/build-web.ts']);
  platform = await testPlatform();
  // All that a node remembers goes with its connection to the store.
  const url = platform.services.configuration.databaseUrl ?? '';
  otherNode = connect({ connectionString: url }, 3);
  const { db, pool } = otherNode;
  here = await createApp(platform.services, { trustedProxies: ['127.0.0.1'] });
  there = await createApp({ ...platform.services, db, pool });
  const { datasetId } = await openDataset(platform, aFile('站点,数量\n甲,1\n乙,2\n'), '公交站点');
  dataset = await platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
}, 180_000);
afterAll(async () => {
  await here.close();
  await there.close();
  await otherNode.close();
  await platform.close();
});

const ask = (node: FastifyInstance, url: string, headers: Record<string, string> = {}) =>
  node.inject({ url, headers: { 'user-agent': READER, ...headers } });
const how = (answer: Awaited<ReturnType<typeof ask>>): string | undefined =>
  /desc=(\w+)/.exec(String(answer.headers['server-timing']))?.[1];
const page = (): string => `/datasets/${dataset.code}`;
const act = (event: 'suspend' | 'resume') =>
  platform.ask(platform.tokens.operator, 'POST', `/datasets/${dataset.id}/${event}`, {
    body: { reason: '收到权利主张，正在核实' },
  });

const offersRows = async (node: FastifyInstance): Promise<boolean> =>
  (await ask(node, page())).body.includes('/exports/csv');

describe('pages that are the same for all', () => {
  it('given a page that was just asked for, when the next asks, then they get the same without rendering, compressed once', async () => {
    const first = await ask(here, page(), { 'accept-encoding': 'br' });
    const second = await ask(here, page(), { 'accept-encoding': 'gzip, br' });
    const third = await ask(here, page(), { 'accept-encoding': 'gzip' });
    expect([first, second, third].map(how)).toEqual(['made', 'hit', 'hit']);
    expect(second.rawPayload).toEqual(first.rawPayload);
    expect(gunzipSync(third.rawPayload)).toEqual(brotliDecompressSync(first.rawPayload));
    expect((await ask(here, page())).body).toBe(brotliDecompressSync(first.rawPayload).toString());
    expect(first.headers).toMatchObject({
      'cache-control': 'public, no-cache',
      vary: 'Accept-Encoding, Accept-Language, Cookie',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  it('given the tag of a page, when nothing changed, then the answer is 304 without a body', async () => {
    const { headers } = await ask(here, page());
    const again = await ask(here, page(), { 'if-none-match': `W/"other", ${String(headers.etag)}` });
    expect({ status: again.statusCode, body: again.body, tag: again.headers.etag }).toEqual({
      status: 304,
      body: '',
      tag: headers.etag,
    });
    expect((await ask(here, page(), { 'if-none-match': 'W/"other"' })).statusCode).toBe(200);
  });

  it('given languages and displays, then each has its own page, and other cookies change nothing', async () => {
    const asked = [
      {},
      { 'accept-language': 'en' },
      { cookie: 'kaishu-display=large' },
      { cookie: 'kaishu-language=en; kaishu-display=large' },
    ];
    for (const headers of asked) await ask(here, '/bodies', headers);
    const answers = await Promise.all(asked.map((headers) => ask(here, '/bodies', headers)));
    expect(answers.map(how)).toEqual(['hit', 'hit', 'hit', 'hit']);
    const heads = answers.map(({ body }) => /<html [^>]*>/.exec(body)?.[0]);
    expect(new Set(heads).size).toBe(4);
    expect(how(await ask(here, '/bodies', { cookie: 'analytics=1' }))).toBe('hit');
  });

  it('given someone who has signed in, then they get a page of their own that no cache keeps', async () => {
    const token = { authorization: `Bearer ${platform.tokens.operator}` };
    const answer = await ask(here, page(), token);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache' });
    expect(answer.headers).not.toHaveProperty('etag');
    expect(how(answer)).toBeUndefined();
  });

  it.each(['/sign-in', '/console', '/nowhere', '/datasets/SH-JTW-999999'])(
    'given %s, then it is nothing to keep',
    async (url) => {
      await ask(here, url);
      const answer = await ask(here, url);
      expect(how(answer)).toBe('made');
      expect(answer.headers['cache-control']).toBe('private, no-cache');
    },
  );

  it('[xz-31] given a page kept on two nodes, when the dataset is suspended on one, then the very next request on each says so, and again when it is resumed', async () => {
    for (const node of [here, there]) await ask(node, page());
    expect([how(await ask(here, page())), how(await ask(there, page()))]).toEqual(['hit', 'hit']);
    await act('suspend');
    for (const node of [there, here]) expect(await offersRows(node)).toBe(false);
    await act('resume');
    for (const node of [there, here]) expect(await offersRows(node)).toBe(true);
  });

  it('[xz-10] given lists kept on two nodes, when a new version is published, then the very next request shows its rows on both', async () => {
    for (const node of [here, there]) await ask(node, page());
    const { version } = await sendVersion(platform, aFile('站点,数量\n丙丙,3\n'), dataset.id);
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${version.id}/publish`, { body: {} });
    for (const node of [there, here]) expect((await ask(node, page())).body).toContain('丙丙');
  });

  it('given a page that nobody has asked for, when many ask at once, then it is made once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(here, '/datasets?sort=name')));
    const ways = answers.map(how);
    expect(ways.filter((way) => way === 'made')).toHaveLength(1);
    expect(ways.filter((way) => way === 'joined')).toHaveLength(11);
  });

  it('given headers that would change what a route answers, then a page is the same for all', async () => {
    const odd = { range: 'bytes=0-3', accept: 'text/csv', 'if-none-match': '*', 'if-range': '"1"' };
    const refused = await ask(here, `${page()}?x=1`, odd);
    expect(refused.statusCode).toBe(304);
    const next = await ask(here, `${page()}?x=1`);
    expect(how(next)).toBe('hit');
    expect(next.body).toContain('丙丙');
  });

  it('given HEAD, then the head of what is kept comes without a body', async () => {
    await ask(here, page());
    const { statusCode, headers, body } = await here.inject({ method: 'HEAD', url: page() });
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '' });
    expect(headers.etag).toMatch(/^W\/"/);
  });
});

describe('crawlers', () => {
  const from = (address: string, agent: string) => ({ 'x-forwarded-for': address, 'user-agent': agent });

  it('given a crawler that asks for page after page, when it has had its share, then it is told when to come again and still gets what is kept', async () => {
    const crawl = async (agent: string, address: string): Promise<number[]> => {
      const statuses: number[] = [];
      for (let at = 0; at < 70; at += 1)
        statuses.push((await ask(here, `/nowhere/${at}`, from(address, agent))).statusCode);
      return statuses;
    };
    const statuses = await crawl(CRAWLER, '203.0.113.5');
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const refused = await ask(here, '/nowhere/70', from('203.0.113.5', CRAWLER));
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await ask(here, page());
    expect((await ask(here, page(), from('203.0.113.5', CRAWLER))).statusCode).toBe(200);
  });

  it('given a crawler with many at once, when more wait than there is room for, then those are refused, and a reader is not', async () => {
    const crawlers = Array.from({ length: 40 }, (_, at) =>
      ask(here, `/nowhere/at-once/${at}`, from('198.51.100.7', CRAWLER)),
    );
    const reader = ask(here, '/nowhere/reader', from('192.0.2.1', READER));
    const answers = await Promise.all(crawlers);
    expect((await reader).statusCode).toBe(404);
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(40);
  }, 30_000);

  it('given one that says that it is a person and asks for page after page, then it soon waits among the crawlers, and others do not', () => {
    const clock = standingClock(new Date('2026-11-22T08:00:00Z'));
    const turns = pageTurns(clock);
    const asking = (address: string) => ({ headers: { 'user-agent': READER }, access: { address } });
    const lanes = Array.from({ length: 600 }, () => {
      clock.advance(100);
      return turns.laneOf(asking('203.0.113.9'));
    });
    expect(lanes.filter((lane) => lane === 'readers').length).toBeLessThan(20);
    expect(lanes.slice(20)).not.toContain('readers');
    expect(lanes.filter((lane) => lane === 'hurried').length).toBeLessThan(90);
    expect(new Set(lanes.slice(100))).toEqual(new Set(['crawlers']));
    expect(turns.laneOf(asking('203.0.113.10'))).toBe('readers');
    clock.advance(60_000);
    expect(turns.laneOf(asking('203.0.113.9'))).toBe('readers');
  });

  it('given a page that is rendered for a reader, when crawlers and people in a hurry come, then theirs are begun after it', async () => {
    const turns = pageTurns(standingClock(new Date('2026-11-22T08:00:00Z')), 60_000);
    const from = (address: string) => ({ headers: { 'user-agent': READER }, access: { address } });
    const order: string[] = [];
    const rendered = Promise.withResolvers<null>();
    const reader = turns.take('readers', from('192.0.2.1'), async () => {
      order.push('reader begins');
      await rendered.promise;
      order.push('reader ends');
    });
    const others = (['crawlers', 'hurried'] as const).map((lane) =>
      turns.take(lane, from('192.0.2.2'), () => Promise.resolve(order.push('other'))),
    );
    await vi.waitFor(() => expect(order).toEqual(['reader begins']));
    rendered.resolve(null);
    await Promise.all([reader, ...others]);
    expect(order).toEqual(['reader begins', 'reader ends', 'other', 'other']);
  });
});
