import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { accountNamed, freshCode, type Open } from './journey.ts';

/** Signed in with password and digits in a session of its own: what is switched or signed here stands nowhere else. */
export async function enter(open: Open, user: string): Promise<Page> {
  const page = await open('/about');
  const { origin } = new URL(page.url());
  const account = accountNamed(user);
  const answer = await page.context().request.post('/api/v1/session', {
    data: { userName: user, password: account.password, code: await freshCode(account) },
    headers: { origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return page;
}
