import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { accountNamed, city, freshCode, journey } from '../journey.ts';

// Journeys that visit in a role use the first account of it; these two sign in by themselves.
const BY_PASSWORD = 'stj-reviewer';
const BY_ONE_CLICK = 'wjw-editor';
const BODY = '市卫生健康委（演示）';

const identity = (page: Page): Locator =>
  page.locator('details').filter({ hasText: '身份' }).locator('summary');

async function signIn(page: Page, code: string): Promise<void> {
  const { user, password } = accountNamed(BY_PASSWORD);
  await page.getByLabel('用户名').fill(user);
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Six digits that are not those of now. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function signOut(page: Page): Promise<void> {
  await identity(page).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('link', { name: '登录' }).waitFor();
}

describe('signing in', () => {
  journey(
    '[xz-25-7] given a member of staff, when the code is missing or wrong, then nothing opens; with password and code the page that was asked for does, until signing out',
    async ({ open }) => {
      const page = await open('/console/datasets');
      await page.getByRole('heading', { level: 1, name: '登录工作台' }).waitFor();
      await pictures(page, 'sign-in');

      await signIn(page, '');
      await page.getByRole('alert').getByText('还需要动态验证码').waitFor();
      const code = (await freshCode(accountNamed(BY_PASSWORD))) ?? '';
      await signIn(page, wrong(code));
      await page.getByRole('alert').getByText('用户名、密码或验证码不对').waitFor();
      expect(await page.getByLabel('用户名').inputValue()).toBe(BY_PASSWORD);
      expect(await page.getByLabel('密码').inputValue()).toBe('');
      await pictures(page, 'sign-in-refused');

      await signIn(page, (await freshCode(accountNamed(BY_PASSWORD))) ?? '');
      await page.getByRole('heading', { level: 1, name: /个数据集$/ }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/console/datasets');
      expect(await identity(page).innerText()).toContain('市生态环境局（演示），审核');

      await signOut(page);
      await page.goto('/console/datasets');
      await page.getByRole('heading', { level: 1, name: '登录工作台' }).waitFor();
    },
  );

  journey(
    '[xz-25-7] given a demonstration, when entering by one click as someone who was given a second role, then the role can be switched and the work changes with it',
    async ({ open }) => {
      const { name } = accountNamed(BY_ONE_CLICK);
      const security = await open('/console/members', { as: 'security-administrator' });
      await security.getByRole('searchbox', { name: '按姓名或用户名查找' }).fill(BY_ONE_CLICK);
      await security.getByRole('searchbox', { name: '按姓名或用户名查找' }).press('Enter');
      await security.getByRole('heading', { level: 1, name: '1个人' }).waitFor();
      await security.getByRole('link', { name }).click();
      const grant = security.getByRole('region', { name: '授予身份' });
      await grant.getByLabel('身份', { exact: true }).selectOption({ label: '审核' });
      await grant.getByLabel('单位', { exact: true }).selectOption({ label: BODY });
      await grant.getByRole('button', { name: '授予身份' }).click();
      await security.getByText('身份已授予，下一次请求起生效。').waitFor();
      await pictures(security, 'member-with-two-roles');

      const page = await open('/sign-in');
      await page.getByRole('button', { name: `以${name}的身份进入` }).click();
      await page.getByRole('link', { name: '我的任务' }).waitFor();
      expect(await identity(page).innerText()).toContain(`${BODY}，编辑`);
      await identity(page).click();
      await pictures(page, 'console-identities');
      await page.getByRole('button', { name: `换成：${BODY}，审核` }).click();
      await identity(page)
        .filter({ hasText: `${BODY}，审核` })
        .waitFor();
      await signOut(page);
    },
  );

  journey(
    'given the accounts that the demonstration prints, when a program shows a token, then it is answered as that person',
    async () => {
      const asked = city().accounts.map(async ({ name, token }) => {
        const headers = { authorization: `Bearer ${token ?? ''}` };
        const answer = await fetch(`${city().origin}/api/v1/session`, { headers });
        const { viewer } = (await answer.json()) as { viewer: { name: string } | null };
        return [name, viewer?.name];
      });
      for (const [name, answered] of await Promise.all(asked)) expect(answered).toBe(name);
    },
  );
});
