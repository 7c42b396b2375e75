import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, openDataset } from '../testing/publishing.ts';

let platform: Platform;
let app: FastifyInstance;
let code: string;
let id: string;

beforeAll(async () => {
  platform = await testPlatform();
  app = await createApp({ ...platform.services, publicUrl: 'https://data.example.gov.cn/' });
  ({ datasetId: id } = await openDataset(platform, aFile('站点,数量\n甲,1\n'), '公交站点'));
  ({ code } = await platform.ask<DatasetView>(null, 'GET', `/datasets/${id}`));
}, 180_000);
afterAll(async () => {
  await app.close();
  await platform.close();
});

const get = async (url: string): Promise<string> => {
  const { statusCode, body } = await app.inject({ url, headers: { 'user-agent': 'Bingbot/2.0' } });
  return statusCode === 200 ? body : String(statusCode);
};
const placesIn = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, at = '']) => at);

describe('files for those who read all pages', () => {
  it('[xz-25-3] given robots.txt, then it names the sitemap at the public address and keeps crawlers from acts and the API', async () => {
    const robots = await get('/robots.txt');
    expect(robots).toContain('Sitemap: https://data.example.gov.cn/sitemap.xml');
    for (const path of ['/api/', '/console', '/sign-in']) expect(robots).toContain(`Disallow: ${path}\n`);
    expect(robots).not.toContain('Disallow: /\n');
  });

  it('given the sitemap, when it is followed, then every page that it names is there, the dataset with the day of its data', async () => {
    const files = placesIn(await get('/sitemap.xml'));
    expect(files).toEqual([
      'https://data.example.gov.cn/sitemaps/pages.xml',
      `https://data.example.gov.cn/sitemaps/datasets-${id}.xml`,
    ]);
    const pages: string[] = [];
    for (const file of files) pages.push(...placesIn(await get(new URL(file).pathname)));
    expect(pages).toContain(`https://data.example.gov.cn/datasets/${code}`);
    expect(pages).toContain('https://data.example.gov.cn/bodies/JTW');
    for (const page of pages) {
      const html = await get(new URL(page).pathname);
      expect(html, page).toContain(`<link rel="canonical" href="${page}"/>`);
    }
    const datasets = await get(`/sitemaps/datasets-${id}.xml`);
    expect(datasets).toMatch(/<lastmod>\d{4}-\d\d-\d\dT[\d:.]+Z<\/lastmod>/);
  });

  it.each(['/sitemaps/datasets-1.xml', '/sitemaps/none.xml'])(
    'given %s, then it is not there',
    async (url) => {
      expect(await get(url)).toBe('404');
    },
  );

  it('given a withdrawn dataset, then the very next sitemap does not name it', async () => {
    const { datasetId } = await openDataset(platform, aFile('名称\n乙\n'), '将要撤回');
    expect(placesIn(await get(`/sitemaps/datasets-${id}.xml`))).toHaveLength(2);
    const body = { reason: '来源部门撤销' };
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/withdraw`, { body });
    expect(placesIn(await get(`/sitemaps/datasets-${id}.xml`))).toHaveLength(1);
  });

  it('given the description of the search, then its address finds', async () => {
    const template = /template="([^"]+)"/.exec(await get('/opensearch.xml'))?.[1] ?? '';
    const found = new URL(template.replace('{searchTerms}', encodeURIComponent('公交')));
    expect(found.origin).toBe('https://data.example.gov.cn');
    expect(await get(found.pathname + found.search)).toContain(`/datasets/${code}"`);
  });
});

describe('what a dataset’s page tells machines', () => {
  const described = async (): Promise<{ html: string; data: Record<string, unknown> }> => {
    const html = await get(`/datasets/${code}`);
    const json = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? '{}';
    return { html, data: JSON.parse(json) as Record<string, unknown> };
  };

  it('[xz-17] given an open dataset, then schema.org’s description has its publisher, licence, period, place, fields and files, all at the public address', async () => {
    const { data } = await described();
    expect(data).toMatchObject({
      '@type': 'Dataset',
      name: '公交站点',
      identifier: code,
      url: `https://data.example.gov.cn/datasets/${code}`,
      license: 'https://data.example.gov.cn/about#licence',
      isAccessibleForFree: true,
      temporalCoverage: '2026',
      spatialCoverage: { name: '全市' },
      publisher: { '@type': 'GovernmentOrganization', url: 'https://data.example.gov.cn/bodies/JTW' },
      variableMeasured: [{ name: '站点' }, { name: '数量' }],
    });
    expect(data['distribution']).toContainEqual({
      '@type': 'DataDownload',
      name: '公交站点（CSV）',
      encodingFormat: 'text/csv',
      contentUrl: `https://data.example.gov.cn/api/v1/datasets/${code}/exports/csv`,
    });
  });

  it('given the head of the page, then it has a description, languages by address and what a shared link shows', async () => {
    const { html } = await described();
    for (const part of [
      '<meta name="description" content="测试用数据集',
      `<link rel="alternate" hrefLang="en" href="https://data.example.gov.cn/datasets/${code}?lang=en"/>`,
      '<meta property="og:title" content="公交站点"/>',
      '<meta name="twitter:card" content="summary"/>',
    ])
      expect(html).toContain(part);
    const [, picture = ''] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? [];
    expect(picture).toMatch(/^https:\/\/data\.example\.gov\.cn\/assets\/.+\.png$/);
    const { statusCode, headers } = await app.inject(new URL(picture).pathname);
    expect([statusCode, headers['content-type']]).toEqual([200, 'image/png']);
    expect(await get(`/datasets/${code}?lang=en`)).toContain(
      `<link rel="canonical" href="https://data.example.gov.cn/datasets/${code}?lang=en"/>`,
    );
  });
});
