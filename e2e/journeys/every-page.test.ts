import type { RouteConfigEntry } from '@react-router/dev/routes';
import type { Page } from 'playwright-core';
import { matchRoutes, type RouteObject } from 'react-router';
import { describe, expect } from 'vitest';
import type { Role } from '../../rules/access/roles.ts';
import routes from '../../web/app/routes.ts';
import { asOthersChoose, inTheDark, pictures } from '../browser.ts';
import { city, journey, type Open } from '../journey.ts';

const WALKERS: (Role | 'visitor')[] = [
  'visitor',
  'publisher-editor',
  'publisher-reviewer',
  'operator',
  'authority',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'organisation-member',
  'expert',
];

/** The whole run looks at each page in English and in large type, too. */
const FULL = Number(process.env['KAISHU_RUNS'] ?? 100) > 100;

/** Of the pages so many are judged in the dark, too. */
const DARK_EVERY = 3;

/** What no link leads to in this city: the journeys in which each is looked at, in the same way. */
const ELSEWHERE = new Map([
  ['../console/expert-reviews/expert-opinion.route.tsx', 'reviewing.test.ts'],
  ['../console/emergencies/emergency.route.tsx', 'chongqing.test.ts'],
  ['../console/personal-consents/personal-consents.route.tsx', 'person-own-records.test.ts'],
  ['../console/personal-consents/own-records.route.tsx', 'person-own-records.test.ts'],
]);

const toRoute = ({ file, path, index, children }: RouteConfigEntry): RouteObject => ({
  id: file,
  ...(path === undefined ? {} : { path }),
  ...(index ? { index: true } : { children: (children ?? []).map(toRoute) }),
});
const ROUTES = routes.map(toRoute);

/** Modules with something to look at: leaves that are components, not bare loaders and actions. */
const leaves = (entry: RouteConfigEntry): RouteConfigEntry[] =>
  entry.children?.length ? entry.children.flatMap(leaves) : [entry];
const PAGES = routes.flatMap(leaves).filter(({ file }) => file.endsWith('.tsx'));

const moduleOf = (path: string): string | undefined => matchRoutes(ROUTES, path)?.at(-1)?.route.id;
/** Two parts of the path, which no other page has both of. */
const nameOf = (file: string): string => {
  const [folder = '', name = ''] = file
    .replace(/\.route\.tsx$/, '')
    .split('/')
    .slice(-2);
  return folder === name ? name : `${folder}-${name}`;
};

/** Route module → the first address at which it was seen whole. */
const seen = new Map<string, string>();

async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator('a[href]')
    .evaluateAll((links) =>
      links.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href),
    );
  return hrefs
    .map((href) => new URL(href))
    .filter(({ origin, pathname }) => origin === city().origin && !pathname.startsWith('/api/'))
    .map(({ pathname }) => pathname);
}

const fixedPaths = (entries: RouteConfigEntry[], base = ''): string[] =>
  entries.flatMap(({ path = '', children = [] }) => {
    const here = path ? `${base}/${path}` : base;
    return [here || '/', ...fixedPaths(children, here)];
  });

/** Follows links from every page without parameters; looks at each route module once, as the first who reaches it. */
async function walk(open: Open, walker: Role | 'visitor'): Promise<void> {
  const waiting = [...new Set(fixedPaths(routes))].filter((path) => !/[:*]/.test(path));
  const tried = new Set<string>();
  const page = await open('/', walker === 'visitor' ? {} : { as: walker });
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const file = moduleOf(path);
    // One address of a kind is enough to look at, and to find the next kinds from.
    if (!file?.endsWith('.tsx') || tried.has(file)) continue;
    const answer = await page.goto(path);
    if (!answer?.ok() || moduleOf(new URL(page.url()).pathname) !== file) continue;
    tried.add(file);
    waiting.push(...(await linksOf(page)));
    if (seen.has(file)) continue;
    seen.set(file, path);
    await pictures(page, nameOf(file));
    if (FULL || seen.size % DARK_EVERY === 0) await inTheDark(page);
    if (FULL) await asOthersChoose(page);
  }
}

describe('every page', () => {
  journey.for(WALKERS)(
    'given a walker as %s, when following every link, then each kind of page is accessible and fits at 1440 and 390 px',
    { timeout: 900_000 },
    async (walker, { open }) => walk(open, walker),
  );

  journey(
    'given an address that leads nowhere, when opened, then its page is accessible too',
    async ({ open }) => {
      const page = await open('/no-such-page');
      expect(await page.title()).not.toBe('');
      await pictures(page, 'not-found');
      const file = moduleOf('/no-such-page');
      if (file) seen.set(file, '/no-such-page');
    },
  );

  journey(
    'given conditional data, when an application for it is begun, then that page is accessible too',
    async ({ open }) => {
      const page = await open('/datasets?openClass=conditional', { as: 'person' });
      await page.getByRole('link', { name: '停车场（库）实时泊位（5 分钟）' }).first().click();
      await page.getByRole('link', { name: '申请', exact: true }).first().click();
      await page.getByRole('button', { name: '开始填写' }).waitFor();
      await pictures(page, 'applications-new-application');
      await inTheDark(page);
      seen.set(moduleOf(new URL(page.url()).pathname) ?? '', page.url());
    },
  );

  journey(
    'given a report of misuse, when its receipt is followed, then that page is accessible too',
    async ({ open }) => {
      const page = await open('/reports/new');
      await page.getByLabel('是谁').fill('某出行应用');
      await page.getByLabel('发生了什么').fill('公开了约定之外的数据，网页上可以看到。');
      await page.getByRole('button', { name: '提交举报' }).click();
      await page.getByRole('link', { name: '查看处理进展' }).click();
      await page.getByText('举报已收到，等待核查。').waitFor();
      await pictures(page, 'misconduct-receipt');
      seen.set(moduleOf(new URL(page.url()).pathname) ?? '', page.url());
    },
  );

  journey('given all walks, when compared with the routes, then no page was left out', ({ open }) => {
    expect(open).toBeDefined();
    const left = PAGES.map(({ file }) => file).filter((file) => !seen.has(file) && !ELSEWHERE.has(file));
    expect(left).toEqual([]);
  });
});
