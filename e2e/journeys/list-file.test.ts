import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { edit, sheetsIn, workbookOf } from '../../server/features/draft-batches/testing/list-file.ts';
import { pictures } from '../browser.ts';
import { downloaded } from '../download.ts';
import { journey, type Open } from '../journey.ts';

const NAME = '轨道交通车站信息';
const PLACE = '清单文件与成批修改';

/** The judge of accessibility is itself a script: it looks at the same address as the same person. */
async function look(open: Open, page: Page, name: string): Promise<void> {
  await pictures(await open(page.url(), { as: 'publisher-editor' }), name);
}

describe('an editor who lives in spreadsheets', () => {
  journey(
    '[xz-9] given no scripts, when the list is exported, edited and brought back, then it is looked over, and confirmed into drafts',
    { timeout: 120_000 },
    async ({ open }) => {
      const page = await open('/console/datasets', { as: 'publisher-editor', scripts: false });
      await page.getByRole('link', { name: PLACE }).click();
      const { bytes } = await downloaded(page, () => page.getByRole('link', { name: /^XLSX/ }).click());
      const sheets = await sheetsIn(bytes);
      edit(sheets[0], [NAME], '关键词', '车站、轨道交通');
      edit(sheets[0], [NAME], '更新频率', '偶尔');
      const buffer = await workbookOf(sheets);
      await page
        .getByLabel('改过的清单文件')
        .setInputFiles({ name: '清单.xlsx', mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: '传回并预览' }).click();
      await page.getByRole('heading', { name: '将修改 1 个数据集的草稿' }).waitFor();
      const dataset = page.getByRole('region', { name: NAME });
      expect(await dataset.getByRole('region', { name: '关键词' }).innerText()).toContain('车站');
      expect(await dataset.getByText(/更新频率“偶尔”不在可选之列/).innerText()).toContain('每月');
      await look(open, page, 'list-file-preview');
      await page.getByRole('button', { name: '写入 1 个草稿' }).click();
      await page.getByText('已写入草稿').first().waitFor();
      await page.getByRole('region', { name: NAME }).getByRole('link').click();
      expect(await page.getByLabel('关键词').inputValue()).toContain('轨道交通');
    },
  );

  journey(
    '[xz-9] given no scripts, when one element of some datasets is edited, then each is shown first, and nothing changes when it is dropped',
    { timeout: 120_000 },
    async ({ open }) => {
      const page = await open('/console/datasets', { as: 'publisher-editor', scripts: false });
      await page.getByRole('button', { name: '修改选中的' }).click();
      await page.getByText('还没有选数据集').waitFor();
      await page.getByRole('link', { name: '回到数据集列表' }).click();
      const [one, two] = await page.getByRole('checkbox', { name: /^选择/ }).all();
      await one?.check();
      await two?.check();
      await page.getByRole('button', { name: '修改选中的' }).click();
      await page.getByRole('heading', { level: 1, name: '一起修改2个数据集' }).waitFor();
      await look(open, page, 'bulk-edit');
      await page.getByText('地域范围', { exact: true }).first().click();
      await page.getByLabel('地域范围', { exact: true }).fill('全市及飞地');
      await page.getByRole('button', { name: '预览修改地域范围' }).click();
      await page.getByText(/^看过 2 个数据集/).waitFor();
      await page.getByRole('button', { name: '放弃' }).click();
      await page.getByText('已放弃，什么都没有改').waitFor();
    },
  );
});
