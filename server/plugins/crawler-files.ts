import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { translator, type Language } from '../../locales/index.ts';
import { isId } from '../../rules/api/views.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Services } from '../context.ts';
import {
  bodyPages,
  datasetPagesFrom,
  firstOfRuns,
  type CrawledPage,
} from '../search/crawled-pages.queries.ts';
import { originOf } from './origin.ts';
import type { Made } from './shared-answers.ts';
import { sendShared, type Sharing } from './shared-pages.ts';

/** As many as a sitemap may name. */
const MOST_IN_SITEMAP = 50_000;
const PAGES = [
  '/',
  '/datasets',
  '/bodies',
  '/graph',
  '/map',
  '/statistics',
  '/values',
  '/compare',
  '/developers',
  '/guideline',
  '/permissions',
  '/problems',
  '/about',
  '/design',
];

/** What is not for those who read all pages: acts, private pages, files, and the same page sorted or filtered otherwise. */
const NOT_CRAWLED = [
  '/api/',
  '/console',
  '/sign-in',
  '/sign-out',
  '/preferences',
  '/datasets/*/columns/',
  '/*?*cursor=',
  '/*?*sort=',
  '/*?*where=',
  '/*?*field=',
  '/*?*tag=',
  '/*?*format=',
  '/*?*scenario=',
  '/*?*hasApi=',
  '/*?*hasMap=',
];

type Files = Pick<Sharing, 'answers' | 'turns'>;
type Write = (origin: string, request: FastifyRequest) => Promise<string> | string;

/** robots.txt, sitemaps and the description of the search, kept like pages. */
export function serveCrawlerFiles(app: FastifyInstance, services: Services, sharing: Files): void {
  const serve = (path: string, type: string, write: Write): void => {
    app.get(path, (request: FastifyRequest, reply: FastifyReply) => {
      const origin = originOf(services, request);
      const make = async (): Promise<Made> => fileOf(type, await write(origin, request));
      return sendShared(sharing, [origin, request.url].join('\n'), make, request, reply);
    });
  };
  const { db } = services;
  serve('/robots.txt', 'text/plain; charset=utf-8', robots);
  serve('/sitemap.xml', XML, async (origin) => sitemapIndex(origin, await firstOfRuns(db, MOST_IN_SITEMAP)));
  serve('/sitemaps/pages.xml', XML, async (origin) => {
    const pages = PAGES.map((path) => ({ path, changedAt: null }));
    return sitemap(origin, [...pages, ...(await bodyPages(db))]);
  });
  serve('/sitemaps/datasets-:from.xml', XML, async (origin, request) => {
    const { from } = request.params as { from: string };
    if (!isId(from)) throw new Problem('not-found');
    return sitemap(origin, await datasetPagesFrom(db, from, MOST_IN_SITEMAP));
  });
  serve('/opensearch.xml', 'application/opensearchdescription+xml; charset=utf-8', (origin) =>
    openSearch(origin, services),
  );
}

const XML = 'application/xml; charset=utf-8';

const fileOf = (type: string, text: string): Made => ({
  status: 200,
  headers: [
    ['content-type', type],
    ['cache-control', 'public, no-cache'],
    ['vary', 'Accept-Encoding'],
    ['x-content-type-options', 'nosniff'],
  ],
  body: Buffer.from(text),
  isPublic: true,
});

const robots = (origin: string): string =>
  [
    'User-agent: *',
    ...NOT_CRAWLED.map((path) => `Disallow: ${path}`),
    // As many new pages as a crawler is given.
    'Crawl-delay: 1',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function sitemapIndex(origin: string, runs: readonly string[]): string {
  const files = ['pages', ...runs.map((id) => `datasets-${id}`)];
  const items = files.map(
    (name) => `<sitemap><loc>${escaped(`${origin}/sitemaps/${name}.xml`)}</loc></sitemap>`,
  );
  return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${items.join('\n')}\n</sitemapindex>\n`;
}

function sitemap(origin: string, pages: readonly CrawledPage[]): string {
  const items = pages.map(({ path, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${changedAt.toISOString()}</lastmod>`;
    return `<url><loc>${escaped(origin + path)}</loc>${changed}</url>`;
  });
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n${items.join('\n')}\n</urlset>\n`;
}

/** OpenSearch 1.1: a browser takes the platform up among its searches. */
function openSearch(origin: string, { profile }: Pick<Services, 'profile'>): string {
  const language: Language = 'zh-CN';
  const platform = profile.platform[language];
  const description = translator(language)('head.search', { platform });
  return `${HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escaped([...platform].slice(0, 16).join(''))}</ShortName>
<Description>${escaped(description)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Language>${language}</Language>
<Url type="text/html" template="${escaped(`${origin}/datasets?q={searchTerms}`)}"/>
</OpenSearchDescription>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => ENTITIES[each] ?? each);
