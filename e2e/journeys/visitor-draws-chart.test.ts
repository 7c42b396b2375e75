import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { downloaded } from '../download.ts';
import { city, journey } from '../journey.ts';

const PAGE = '/datasets/SH-JTW-000001';
const DISTRICT = '徐汇区';

const preview = (page: Page) => page.getByRole('region', { name: '预览' });
/** The figures beside the picture: label and value of each line. */
async function figures(page: Page): Promise<string[][]> {
  const rows = await page.getByRole('region', { name: '看成表格' }).getByRole('row').all();
  return Promise.all(rows.slice(1).map((row) => row.locator('th, td').allInnerTexts()));
}

/** Filters the whole table, goes to its chart, chooses kind and field, and draws. */
async function drawChart(page: Page): Promise<void> {
  await page.goto(PAGE);
  await preview(page).getByRole('searchbox').fill(DISTRICT);
  await preview(page).getByRole('button', { name: '找', exact: true }).click();
  await preview(page)
    .getByText(/筛选出[\d,]+行/)
    .waitFor();
  await preview(page).getByRole('link', { name: '画这些行' }).click();
  await page.getByRole('heading', { level: 1, name: /^图表：/ }).waitFor();
  await page.getByLabel('按哪个字段').selectOption({ label: '类型' });
  await page.getByLabel('算什么').selectOption({ label: '合计' });
  await page.getByLabel('数字字段').selectOption({ label: '泊位总数' });
  await page.getByRole('button', { name: '画图' }).click();
  await page.getByRole('heading', { level: 2, name: '各类型的泊位总数的合计' }).waitFor();
}

/** What the interface answers to the same question, of all rows. */
async function bays(kind: string): Promise<number> {
  const where = `所在区 = '${DISTRICT}' and 类型 = '${kind}'`;
  const query = new URLSearchParams({ select: 'sum(泊位总数) as v', where });
  const answer = await fetch(`${city().origin}/api/v1${PAGE}/records?${query.toString()}`);
  const { items } = (await answer.json()) as { items: { v: number }[] };
  return items[0]?.v ?? NaN;
}

describe('a visitor draws what is in the data', () => {
  journey(
    '[xz-25-3] given a filter and a chart of one’s own, when its link is opened elsewhere, then it is the same view, counted over all rows',
    async ({ open }) => {
      const page = await open('/');
      await drawChart(page);
      const drawn = await figures(page);
      expect(drawn.length).toBeGreaterThan(1);
      for (const [kind = '', value = ''] of drawn)
        expect(Number(value.replaceAll(',', ''))).toBe(await bays(kind));
      await pictures(page, 'visitor-chart');

      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: '复制' }).first().click();
      await page.getByRole('button', { name: '已复制' }).waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const other = await open(new URL(link).pathname + new URL(link).search, { scripts: false });
      expect(await figures(other)).toEqual(drawn);
      expect(await other.getByLabel('按哪个字段').inputValue()).toBe(
        await page.getByLabel('按哪个字段').inputValue(),
      );

      const mark = page.locator('[data-chart] svg:visible [data-mark]');
      await mark.first().focus();
      await page.keyboard.press('ArrowDown');
      expect(await mark.nth(1).evaluate((each) => each === document.activeElement)).toBe(true);
      const png = await downloaded(page, () => page.getByRole('button', { name: 'PNG' }).click());
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    },
  );

  journey(
    '[xz-25-3] given no scripts, when a chart is drawn from filtered rows, then the page, its files and its frame all show the same figures',
    async ({ open }) => {
      const page = await open('/', { scripts: false });
      await drawChart(page);
      const drawn = await figures(page);
      const csv = await downloaded(page, () => page.getByRole('link', { name: 'CSV' }).click());
      const [, ...lines] = csv.bytes.toString('utf8').trim().split(/\r?\n/);
      expect(lines.map((line) => Number(line.split(',').at(-1)))).toEqual(
        drawn.map(([, value = '']) => Number(value.replaceAll(',', ''))),
      );
      const embedded = page.url().replace('/datasets/', '/embed/datasets/');
      const frame = await open(new URL(embedded).pathname + new URL(embedded).search);
      await frame.getByRole('heading', { name: '各类型的泊位总数的合计' }).waitFor();
      expect(await frame.context().cookies()).toEqual([]);
      await pictures(frame, 'embedded-chart');
    },
  );

  journey(
    'given two datasets, when they are compared, then the page says which fields both have',
    async ({ open }) => {
      const page = await open('/compare?a=SH-JTW-000001&b=SH-JTW-000004');
      await page.getByRole('heading', { name: '并排比较' }).waitFor();
      await page.getByText(/\d+个字段两边都有/).waitFor();
      await pictures(page, 'compare');
    },
  );
});
