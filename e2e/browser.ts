import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { DISPLAY_COOKIE, LANGUAGE_COOKIE } from '../web/app/preferences.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const isRoot = process.getuid?.() === 0;

/** The widths at which every page is looked at, in CSS pixels. */
const WIDTHS = { 1440: 900, 390: 844 };
const PICTURES = 'build/pictures';
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const browserIsWanted = process.env['KAISHU_NO_BROWSER'] !== '1';

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

function onPath(name: string): string | null {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

function systemBrowser(): string | null {
  for (const name of NAMES) {
    const path = onPath(name);
    if (path) return path;
  }
  return null;
}

const hasChineseFont = (): boolean => {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
};

/** Installs with apt-get as root or by sudo without a password; false when it may not. */
function install(packages: readonly string[]): boolean {
  const prefix = isRoot ? [] : ['sudo', '-n'];
  if (!onPath('apt-get') || (!isRoot && !succeeds('sudo', '-n', 'true'))) return false;
  console.log(`installing ${packages.join(', ')} with apt-get`);
  const run = (...args: string[]): boolean =>
    succeeds('env', 'DEBIAN_FRONTEND=noninteractive', ...prefix, 'apt-get', ...args);
  run('update');
  return run('install', '-y', '--no-install-recommends', ...packages);
}

/**
 * Path of a Chromium: `CHROMIUM`, else one of the system, else one that the package manager installs. Throws with
 * the exact command when there is none.
 */
export function findBrowser(): string {
  const { CHROMIUM: given } = process.env;
  if (given) return given;
  if (!hasChineseFont()) install(['fonts-noto-cjk']);
  const path = systemBrowser() ?? (install(PACKAGES) ? systemBrowser() : null);
  if (path) return path;
  throw new Error(
    `No browser for the journeys. Run: sudo apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}\n` +
      'or name one: CHROMIUM=/path/to/chromium npm test; or leave them out: npm test -- --no-browser',
  );
}

/** A headless browser with a profile of its own. The sandbox stays on except for root, who cannot have it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [...FLAGS, ...(isRoot ? ['--no-sandbox'] : [])],
  });
}

/** Fails with every WCAG 2.2 A and AA violation that axe finds, by all rules or one: rule, where, what to do. */
export async function expectNoViolations(page: Page, rule?: 'color-contrast'): Promise<void> {
  // In the page itself: a page of its own for each result would put ours into the background.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rule ? axe.withRules(rule) : axe.withTags(WCAG)).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`,
    ),
  );
  if (told.length > 0) throw new Error(`${page.url()} is not accessible:\n${told.join('\n')}`);
}

/** Fails when the page must be scrolled sideways at its present width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  if (wide > room) throw new Error(`${page.url()} is ${wide} px wide on a screen of ${room} px`);
}

const PICTURE_MS = 10_000;

/** Now and then a headless browser never answers the first time it is asked for a picture. */
async function picture(page: Page, path: string): Promise<void> {
  const asked = { path, fullPage: true, animations: 'disabled' } as const;
  await page.screenshot({ ...asked, timeout: PICTURE_MS }).catch(async () => {
    await page.bringToFront();
    return page.screenshot({ ...asked, timeout: 3 * PICTURE_MS });
  });
}

/** As tall as what is on it, so that nothing that sticks to an edge covers anything. */
async function unrolled(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/**
 * Judges the page at 1440 and 390 px by axe and for sideways scrolling, and leaves `build/pictures/<name>-<width>.png`
 * of both. The viewport is put back afterwards.
 */
export async function pictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  mkdirSync(PICTURES, { recursive: true });
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    await picture(page, join(PICTURES, `${name}-${width}.png`));
    await expectNoSidewaysScroll(page);
    await unrolled(page);
    await expectNoViolations(page);
  }
  if (before) await page.setViewportSize(before);
}

/** Judges the colours of the page as it stands in the dark. */
export async function inTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, 'color-contrast');
  await page.emulateMedia({ colorScheme: null });
}

/** Judges the page as it comes to a reader of English, and to one of large type and high contrast, on a phone. */
export async function asOthersChoose(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: WIDTHS[390] });
  for (const [name, value] of Object.entries({ [LANGUAGE_COOKIE]: 'en', [DISPLAY_COOKIE]: 'large' })) {
    const { origin } = new URL(page.url());
    await page.context().addCookies([{ name, value, url: origin }]);
    await page.reload();
    await expectNoSidewaysScroll(page);
    await unrolled(page);
    await expectNoViolations(page);
    await page.context().clearCookies({ name });
  }
  if (before) await page.setViewportSize(before);
}
