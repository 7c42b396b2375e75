import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { DemoAccount } from '../demo/city.ts';
import type { Role } from '../rules/access/roles.ts';
import type { City } from './testing/running-city.ts';
import { browserIsWanted, launchBrowser } from './browser.ts';

export interface Visit {
  /** Signed in as the demonstration's first account of this role; a visitor without it. */
  as?: Role;
  /** False for a reader whose browser runs no scripts. */
  scripts?: boolean;
  width?: number;
  language?: 'zh-CN' | 'en';
}

export type Open = (path: string, visit?: Visit) => Promise<Page>;

let elsewhere: City | null = null;

/** Walks from now on through a city that this file started for itself. */
export function walkIn(city: City): void {
  elsewhere = city;
}

/** The demonstration city of this worker, or the file's own. */
export function city(): City {
  if (elsewhere) return elsewhere;
  const found = inject('cities')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (!found) throw new Error(`no city for worker ${process.env['VITEST_POOL_ID'] ?? '?'}`);
  return found;
}

function accountOf(role: Role): DemoAccount {
  const found = city().accounts.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`the demonstration has no account of the role ${role}`);
  return found;
}

/** The demonstration's account of this user name. */
export function accountNamed(user: string): DemoAccount {
  const found = city().accounts.find((account) => account.user === user);
  if (!found) throw new Error(`the demonstration has no account ${user}`);
  return found;
}

const STEP_MS = 30_000;
const step = (): number => Math.floor(Date.now() / STEP_MS);

/**
 * Six digits that let the account in, undefined where it has no authenticator. They count once, so those of the next half
 * minute are taken where this one's are used, and waited for where those are, too.
 */
export async function freshCode({ user, totpSecret }: DemoAccount): Promise<string | undefined> {
  if (totpSecret === null) return undefined;
  const kept = join(city().sessionsDirectory, `${user}.step`);
  const used = existsSync(kept) ? Number(readFileSync(kept, 'utf8')) : 0;
  const next = Math.max(step(), used + 1);
  await expect.poll(step, { timeout: 2 * STEP_MS, interval: 500 }).toBeGreaterThanOrEqual(next - 1);
  writeFileSync(kept, String(next));
  return new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: next * STEP_MS });
}

type Post = <T>(path: string, body: object) => Promise<T>;

/** Posts as the account's own programs do, by its token: a code for signing in counts once, and is left to the browser. */
export function programOf(user: string): Post {
  const { token } = accountNamed(user);
  return async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(`${city().origin}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} as ${user}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

/** An account signs in once a run; later visits use the same session. */
async function signedIn(browser: Browser, role: Role): Promise<string> {
  const account = accountOf(role);
  const kept = join(city().sessionsDirectory, `${account.user}.json`);
  if (existsSync(kept)) return kept;
  const origin = city().origin;
  const context = await browser.newContext({ baseURL: origin });
  const { user: userName, password } = account;
  const answer = await context.request.post('/api/v1/session', {
    data: { userName, password, code: await freshCode(account) },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`signing in as ${userName}: ${answer.status()} ${await answer.text()}`);
  await context.storageState({ path: kept });
  await context.close();
  return kept;
}

async function contextFor(browser: Browser, visit: Visit): Promise<BrowserContext> {
  const { as, scripts = true, width = 1440, language = 'zh-CN' } = visit;
  return browser.newContext({
    baseURL: city().origin,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: scripts,
    // Nothing is judged on its way: a transition that a resize breaks off is an error of the page, too.
    reducedMotion: 'reduce',
    viewport: { width, height: width < 600 ? 844 : 900 },
    acceptDownloads: true,
    ...(as ? { storageState: await signedIn(browser, as) } : {}),
  });
}

/** What a page must never do while someone walks through it. */
function listen(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.url()}: ${response.status()}`);
  });
}

/**
 * A test that walks the demonstration city in a real browser. `open` gives a page at the path, in a browser context
 * of its own; a script error or a failing answer (5xx) on any of them fails the test.
 */
export const journey = test
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    if (!browserIsWanted) return null;
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('open', async ({ browser, skip }, { onCleanup }): Promise<Open> => {
    if (!browser) return skip('no browser wanted');
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    onCleanup(async () => {
      await Promise.all(contexts.map((context) => context.close()));
      if (faults.length > 0) throw new Error(`while walking:\n${faults.join('\n')}`);
    });
    return async (path, visit = {}) => {
      const context = await contextFor(browser, visit);
      contexts.push(context);
      const page = await context.newPage();
      listen(page, faults);
      await page.goto(path);
      return page;
    };
  });
