import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { atomOf } from './atom.ts';
import { atomFaults } from './testing/atom-faults.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
  await openDataset(platform, aFile('泊位总数,地址\n12,龙漕路\n'), '公共停车场<信息>&');
}, 120_000);
afterAll(() => platform.close());

const feedOf = (query: string, headers: Record<string, string> = {}) =>
  platform.app.inject({ url: `/api/v1/datasets.atom${query}`, headers });
const titlesIn = (xml: string): string[] =>
  [...xml.matchAll(/<entry>[\s\S]*?<title>(.*?)<\/title>/g)].map(([, title = '']) => title);

describe('following a search', () => {
  it('[xz-17] given a search, when its feed is read, then what fits is there, escaped, with an id of its own and its address', async () => {
    const { body, headers, statusCode } = await feedOf(`?q=${encodeURIComponent('停车场')}`);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(titlesIn(body)).toEqual(['公共停车场&lt;信息&gt;&amp;']);
    expect(body).toMatch(/<entry>\n<id>urn:uuid:[0-9a-f-]{36}<\/id>/);
    expect(body).toMatch(
      /<link rel="alternate" type="text\/html" href="http:\/\/[^"]+\/datasets\/[A-Z]+-JTW-\d{6}"\/>/,
    );
    expect(body).toContain(`q=${encodeURIComponent('停车场')}`);
  });

  it('[xz-17] given a follower, when nothing changed, then 304; when a dataset that fits is opened, then it is a new entry', async () => {
    const asked = `?q=${encodeURIComponent('停车场')}`;
    const first = await feedOf(asked);
    const tag = String(first.headers.etag);
    expect((await feedOf(asked, { 'if-none-match': tag })).statusCode).toBe(304);
    await openDataset(platform, aFile('桩号\n1\n'), '公共充电桩');
    expect((await feedOf(asked, { 'if-none-match': tag })).statusCode).toBe(304);
    await openDataset(platform, aFile('车位\n1\n'), '路侧停车场');
    const second = await feedOf(asked, { 'if-none-match': tag });
    expect(second.statusCode).toBe(200);
    expect(titlesIn(second.body)).toEqual(['路侧停车场', '公共停车场&lt;信息&gt;&amp;']);
    expect(titlesIn((await feedOf('')).body)).toHaveLength(3);
  });

  it('given nothing that fits, when it is followed, then the feed is empty, whole and always the same', async () => {
    const empty = await feedOf('?q=nothing');
    expect(titlesIn(empty.body)).toEqual([]);
    expect(empty.body).toContain('<updated>1970-01-01T00:00:00Z</updated>');
    expect((await feedOf('?q=nothing')).headers.etag).toBe(empty.headers.etag);
  });

  it('given feeds, with and without entries, when a strict reader judges them by RFC 4287, then nothing is wrong', async () => {
    for (const query of ['', '?q=nothing', `?q=${encodeURIComponent('停车场')}&openClass=unconditional`])
      expect(atomFaults((await feedOf(query)).body)).toEqual([]);
    const { body } = await feedOf('');
    expect(atomFaults(body.replace(/<updated>.*<\/updated>/, ''))).toEqual(['feed has 0 of updated']);
    expect(atomFaults(body.replaceAll(/<id>urn:.*<\/id>/g, '<id>urn:uuid:1</id>'))).toContain(
      'two entries have one id',
    );
  });

  it('given characters that XML cannot carry, when they stand in a title, then they are left out', () => {
    const feed = { title: 'a\u0001b\ud800c', self: 's', page: 'p', author: '"x"', entries: [] };
    expect(atomOf(feed)).toContain('<title>abc</title>');
  });
});
