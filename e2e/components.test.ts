import { AxeBuilder } from '@axe-core/playwright';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Port } from '../rules/api/port.ts';
import { pageLanguage, pages } from '../server/plugins/pages.ts';
import { buildWeb } from '../tools/build-web.ts';
import { SPECIMENS } from '../web/design/specimens/specimens.tsx';
import { browserIsWanted, expectNoSidewaysScroll, launchBrowser } from './browser.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Pages that show what the program itself knows, so that nothing has to be asked of a platform; whoever walks every page
 * sees the long ones, too, so only the whole run looks at them here.
 */
const FULL = Number(process.env['KAISHU_RUNS'] ?? 100) > 100;
const STATIC_PAGES = [
  ...(FULL ? ['/about', '/permissions', '/problems'] : []),
  '/problems/suspended',
  '/nowhere',
];

const LOOKS = {
  light: { colorScheme: 'light', width: 1440, cookie: 'standard' },
  dark: { colorScheme: 'dark', width: 1440, cookie: 'standard' },
  phone: { colorScheme: 'light', width: 390, cookie: 'standard' },
  large: { colorScheme: 'dark', width: 1440, cookie: 'large' },
} as const;
type Look = keyof typeof LOOKS;

let app: FastifyInstance;
let browser: Browser;
let origin = '';

beforeAll(async () => {
  await buildWeb();
  app = fastify();
  await app.register(pages, {
    portOf: (request): Promise<Port> =>
      Promise.resolve({
        call: () => Promise.reject(new Error('nothing is asked here')),
        viewer: null,
        language: pageLanguage(request),
        city: { name: '上海', platformName: '上海市公共数据开放平台', demonstration: true },
      }),
  });
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  if (browserIsWanted) browser = await launchBrowser();
});
afterAll(async () => {
  if (browserIsWanted) await browser.close();
  await app.close();
});

/** A page without scripts, as public pages must work. */
async function open(path: string, look: Look): Promise<{ page: Page; close: () => Promise<void> }> {
  const { colorScheme, width, cookie } = LOOKS[look];
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    locale: 'zh-CN',
  });
  await context.addCookies([{ name: 'kaishu-display', value: cookie, url: origin }]);
  const page = await context.newPage();
  await page.goto(origin + path);
  return { page, close: () => context.close() };
}

interface Violation {
  /** Id of the section that it lies in. */
  component: string;
  told: string;
}

async function violations(page: Page): Promise<Violation[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({
      selector: target.flat().at(-1) ?? 'html',
      told: `${id} ${target.join(' ')} ${failureSummary ?? ''}`,
    })),
  );
  const sections = await page.evaluate(
    (selectors) =>
      selectors.map((selector) => document.querySelector(selector)?.closest('section[id]')?.id ?? ''),
    told.map(({ selector }) => selector),
  );
  return told.map((each, place) => ({ component: sections[place] ?? '', told: each.told }));
}

describe.skipIf(!browserIsWanted)('accessibility of the components', () => {
  describe.each(Object.keys(LOOKS) as Look[])('in the %s look', (look) => {
    let found: Violation[] = [];
    beforeAll(async () => {
      const { page, close } = await open('/design', look);
      found = await violations(page);
      await expectNoSidewaysScroll(page);
      await close();
    });

    it.each(SPECIMENS.map(({ id }) => id))(
      'given the component %s in all its states, when axe looks, then it finds nothing',
      (id) => expect(found.filter(({ component }) => component === id)).toEqual([]),
    );

    it('given the frame around them, when axe looks, then it finds nothing', () => {
      const components = new Set(SPECIMENS.map(({ id }) => id));
      expect(found.filter(({ component }) => !components.has(component))).toEqual([]);
    });
  });

  it.each(STATIC_PAGES.flatMap((path) => (['phone', 'dark'] as const).map((look) => [path, look] as const)))(
    'given the page %s in the %s look, when axe looks, then it finds nothing and nothing sticks out sideways',
    async (path, look) => {
      const { page, close } = await open(path, look);
      expect(await violations(page)).toEqual([]);
      await expectNoSidewaysScroll(page);
      await close();
    },
  );

  it('given a phone, then every control and link outside of sentences is at least 24 px high', async () => {
    const { page, close } = await open('/design', 'phone');
    const low = await page
      .locator('button, select, input:not([type=hidden]), nav a')
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.getBoundingClientRect().height > 0)
          .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect().height] as const)
          .filter(([html, height]) => height < (/type="(?:checkbox|radio)"/.test(html) ? 18 : 24)),
      );
    expect(low).toEqual([]);
    await close();
  });
});
