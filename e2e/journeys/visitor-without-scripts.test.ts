import type { Locator, Page } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { describe, expect } from 'vitest';
import { parseCsv } from '../../server/journeys/tables.ts';
import { pictures } from '../browser.ts';
import { downloaded } from '../download.ts';
import { journey, type Open } from '../journey.ts';

const NAME = '公共停车场（库）基本信息';
const PAGE_ROWS = 10;
const DISTRICT = '徐汇区';

const preview = (page: Page): Locator => page.getByRole('region', { name: '预览' });
const previewRows = (page: Page): Locator =>
  preview(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

/** The cells of one column of the preview, by the words of its head. */
async function column(page: Page, head: string): Promise<string[]> {
  const heads = await preview(page).getByRole('columnheader').allInnerTexts();
  const place = heads.findIndex((text) => text.startsWith(head));
  const rows = await previewRows(page).all();
  return Promise.all(rows.map((row) => row.locator('th, td').nth(place).innerText()));
}

/** How many rows the page says there are. */
async function saidRows(page: Page): Promise<number> {
  const text = await preview(page)
    .getByText(/共[\d,]+行|筛选出[\d,]+行/)
    .innerText();
  return Number(/([\d,]+)行/.exec(text)?.[1]?.replaceAll(',', ''));
}

const numbersOf = (texts: readonly string[]): number[] =>
  texts.map((text) => Number(text.replaceAll(',', '')));

/** The judge of accessibility is itself a script: it looks at the same address, in the same language and display. */
async function look(open: Open, page: Page, name: string): Promise<void> {
  const seen = await open(page.url());
  await seen.context().addCookies(await page.context().cookies());
  await seen.reload();
  await pictures(seen, name);
}

describe('a visitor whose browser runs no scripts', () => {
  journey(
    '[xz-17] given no scripts, when searching, reading, filtering, sorting and paging, then plain links and forms do it all',
    async ({ open }) => {
      const page = await open('/', { scripts: false });
      await look(open, page, 'visitor-home');
      await page.getByRole('searchbox').fill('停车场');
      await page.getByRole('button', { name: '搜索' }).click();
      await page.getByRole('heading', { name: /^找到\d+个数据集$/ }).waitFor();
      await look(open, page, 'visitor-search');

      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
      expect(await previewRows(page).count()).toBe(PAGE_ROWS);
      const whole = await saidRows(page);
      await look(open, page, 'visitor-dataset');

      await preview(page).locator('summary', { hasText: '筛选' }).click();
      await preview(page).getByLabel('字段', { exact: true }).selectOption({ label: '所在区' });
      await page.getByLabel('怎么比').selectOption({ label: '等于' });
      await preview(page).getByLabel('值', { exact: true }).fill(DISTRICT);
      await preview(page).getByRole('button', { name: '筛选', exact: true }).click();
      await preview(page).getByText('现在的条件').waitFor();
      expect(new Set(await column(page, '所在区'))).toEqual(new Set([DISTRICT]));
      const filtered = await saidRows(page);
      expect(filtered).toBeGreaterThan(PAGE_ROWS);
      expect(filtered).toBeLessThan(whole);

      await preview(page).getByRole('link', { name: '按泊位总数排序 降序' }).click();
      await preview(page).locator('a[aria-current="true"]').waitFor();
      const first = numbersOf(await column(page, '泊位总数'));
      expect(first).toEqual([...first].sort((a, b) => b - a));
      expect(await saidRows(page)).toBe(filtered);
      await look(open, page, 'visitor-filtered');

      await preview(page).getByRole('link', { name: '下一页' }).click();
      await preview(page).getByRole('link', { name: '回到第一页' }).waitFor();
      const second = numbersOf(await column(page, '泊位总数'));
      expect(second[0]).toBeLessThanOrEqual(first.at(-1) ?? 0);
      expect(new Set(await column(page, '所在区'))).toEqual(new Set([DISTRICT]));

      const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '下载 CSV' }).click());
      const [, ...rows] = parseCsv(bytes.toString('utf8'));
      expect(rows).toHaveLength(filtered);
    },
  );

  journey(
    '[xz-17] given no scripts, when taking the whole dataset as CSV, CSV for Excel and workbook, then each holds every row',
    async ({ open }) => {
      const page = await open('/datasets', { scripts: false });
      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
      const whole = await saidRows(page);
      const take = () => downloaded(page, () => page.getByRole('button', { name: '下载 CSV' }).click());

      const plain = await take();
      expect(plain.name).toMatch(/\.csv$/);
      const [head, ...rows] = parseCsv(plain.bytes.toString('utf8'));
      expect(rows).toHaveLength(whole);
      expect(rows[0]?.[0]).toBe('3101-00001');

      await page.getByLabel('我用Excel打开（加BOM，防乱码）').check();
      const marked = await take();
      expect(marked.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      expect(marked.bytes.subarray(3)).toEqual(plain.bytes);

      const workbook = await downloaded(page, () => page.getByRole('link', { name: 'Excel' }).click());
      expect(workbook.name).toMatch(/\.xlsx$/);
      const [sheet] = await readWorkbook(workbook.bytes);
      expect(sheet?.data[0]).toEqual(head);
      expect(sheet?.data).toHaveLength(whole + 1);
    },
  );

  journey(
    'given no scripts, when choosing English and large type, then the page comes back so, and the choice holds on the next page',
    async ({ open }) => {
      const page = await open('/datasets', { scripts: false });
      const size = () =>
        page.getByRole('searchbox').evaluate((box) => parseFloat(getComputedStyle(box).fontSize));
      const before = await size();
      await page.getByRole('button', { name: '适老版' }).click();
      await page.locator('html[data-display="large"]').waitFor();
      expect(await size()).toBeGreaterThan(before);
      await page.getByRole('button', { name: 'English' }).click();
      await page.locator('html[lang="en"]').waitFor();
      await look(open, page, 'visitor-large-english');

      await page.getByRole('link', { name: NAME, exact: true }).click();
      await page.getByRole('button', { name: 'Download CSV' }).waitFor();
      expect(await page.locator('html').getAttribute('data-display')).toBe('large');
      await look(open, page, 'visitor-dataset-large-english');
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('button', { name: '下载 CSV' }).waitFor();
    },
  );
});
