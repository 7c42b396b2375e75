import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

const NAME = '公共停车场（库）基本信息';
const OTHER = '公共图书馆和图书室名录（2026 年）';
const MOST_STOPS = 80;
const run = promisify(execFile);

/** Presses Tab until the link of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const here = page.locator('a:focus');
    if ((await here.count()) > 0 && (await here.innerText()).trim() === name) return;
  }
  throw new Error(`no stop of the keyboard is ${name}`);
}

describe('a visitor who walks the resource graph with the keyboard', () => {
  journey(
    '[xz-25-6] given a dataset, when walking from it by links to a second one, then the page says how the two join, and its program joins them',
    async ({ open }) => {
      const page = await open('/datasets?q=停车场');
      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByRole('heading', { name: '能和什么关联' }).waitFor();
      await page.getByRole('link', { name: '在资源图谱中打开' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: NAME, exact: true }).waitFor();
      await pictures(page, 'graph-walk');
      // The fragment of the address puts the keyboard on the node in focus.
      await tabTo(page, '打开数据集页');
      await tabTo(page, OTHER);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: OTHER, exact: true }).waitFor();
      await page.getByRole('heading', { name: `“${OTHER}”和“${NAME}”怎么关联` }).waitFor();
      // Values are compared while the first page is shown; a moment later they are known.
      await expect
        .poll(async () => {
          await page.reload();
          return page.locator('#join').innerText();
        })
        .toMatch(/比过全部的值：这里有[\d,]+个不同的值，[\d.]+%在那边找得到/);
      await pictures(page, 'graph-join');

      if (spawnSync('python3', ['--version']).status !== 0) return;
      const program = await page.locator('#join code').innerText();
      const { stdout } = await run('python3', ['-c', program], {
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      expect(Number(stdout.trim().split('\n').at(-1))).toBeGreaterThan(0);
    },
  );

  journey(
    '[xz-25-6] given the whole graph as a matrix, when following a field, then the datasets that have it stand by their domain, and as a table',
    async ({ open }) => {
      const page = await open('/graph', { scripts: false });
      await page.getByRole('link', { name: '所在区', exact: true }).click();
      await page.getByRole('heading', { level: 2, name: '所在区', exact: true }).waitFor();
      const table = page.getByRole('region', { name: '看成表格' });
      expect(await table.getByRole('link', { name: NAME, exact: true }).count()).toBe(1);
      await page.goto(new URL('/graph?at=field:nowhere', page.url()).href);
      await page
        .getByText('404')
        .or(page.getByRole('heading', { level: 1 }))
        .first()
        .waitFor();
    },
  );
});
