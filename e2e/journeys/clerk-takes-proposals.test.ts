import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import {
  accept,
  freshName,
  gradeHarmless,
  handOn,
  openTask,
  sendFile,
  submit,
  takeReading,
} from '../console-steps.ts';
import { journey } from '../journey.ts';

const SUMMARY = '全市公共充电站的编号、名称和充电桩数，一行一个站。不含单位内部充电站。';
const FIELDS = [
  ['zbh', '站编号', '全市唯一的六位编号'],
  ['zmc', '站名称', '站牌上的名称'],
  ['zs', '充电桩数', '对公众开放的充电桩数'],
] as const;
const ROWS = [FIELDS.map(([, label]) => label), ['000001', '龙漕路站', '12'], ['000002', '漕宝路站', '8']];
const REASON = '充电设施管理系统已经停用，改由国家平台统一发布。';

/** What the body holds, written into the catalogue before there is a file. */
async function enterInCatalogue(page: Page, name: string): Promise<void> {
  await page.getByLabel('资源名称').fill(name);
  await page.getByLabel('数据领域').selectOption({ label: '道路交通' });
  await page.getByRole('textbox', { name: '摘要' }).fill(SUMMARY);
  for (const [at, field] of FIELDS.entries()) {
    for (const [place, part] of ['字段名', '显示名', '说明'].entries())
      await page.getByLabel(`第${at + 1}个字段的${part}`, { exact: true }).fill(field[place] ?? '');
  }
  await page.getByRole('button', { name: '登记' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** All but one of what is proposed; the one that was left is still empty. */
async function takeProposals(page: Page): Promise<void> {
  const part = page.getByRole('region', { name: '填写建议' });
  await part.getByText('看建议，去掉不合适的').click();
  await part.getByRole('checkbox', { name: /^“充电桩数”的说明/ }).uncheck();
  await pictures(page, 'clerk-proposals');
  await part.getByRole('button', { name: '采用选中的建议' }).click();
  await page.getByText('已保存。').first().waitFor();
  const meaning = (field: string): Promise<string> =>
    page.getByRole('textbox', { name: `“${field}”的说明` }).inputValue();
  expect(await page.getByRole('textbox', { name: '摘要' }).inputValue()).toBe(SUMMARY);
  expect(await Promise.all(FIELDS.map(([, label]) => meaning(label)))).toEqual([
    '全市唯一的六位编号',
    '站牌上的名称',
    '',
  ]);
  const bound = FIELDS.map(([, label]) => page.getByLabel(`“${label}”的挂接到目录`).inputValue());
  expect(await Promise.all(bound)).toEqual(FIELDS.map(([name]) => name));
}

async function writeRest(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: '“充电桩数”的说明' }).fill('按桩计，一桩两枪算一个');
  await page.getByRole('textbox', { name: '时间范围' }).fill('2026年');
  await page.getByRole('textbox', { name: '地域范围' }).fill('全市');
  await page.getByRole('textbox', { name: '与其他数据的关联' }).fill('无');
  await page.getByRole('combobox', { name: '更新频率' }).selectOption({ label: '每月' });
  await gradeHarmless(page);
}

describe('a clerk whose catalogue says much already', () => {
  journey(
    '[xz-9] [xz-10-1] [xz-11] given an entry of the catalogue, when the clerk takes what is proposed, then a file is listed with it; a changed catalogue makes a task, and data that ends becomes static, all by work order',
    { timeout: 400_000 },
    async ({ open }) => {
      const name = freshName('公共充电站基本信息');
      const clerk = await open('/console/catalogue/new', { as: 'publisher-editor' });
      await enterInCatalogue(clerk, `${name}目录`);
      const entryPath = new URL(clerk.url()).pathname;
      await clerk.goto('/console/uploads/new');
      await sendFile(clerk, '公共充电站基本信息.csv', Buffer.from(ROWS.map((row) => row.join()).join('\n')));
      await clerk.getByRole('radio', { name: '一个新数据集' }).check();
      expect(await clerk.getByLabel('数据集名称').inputValue()).toBe('公共充电站基本信息');
      await clerk.getByLabel('数据集名称').fill(name);
      await clerk.getByLabel('来自目录里的').selectOption({ label: `${name}目录` });
      await takeReading(clerk, 'validated');
      await takeProposals(clerk);
      await writeRest(clerk);
      const draftPath = new URL(clerk.url()).pathname;
      const reviewer = await open('/console', { as: 'publisher-reviewer' });
      const operator = await open('/console', { as: 'operator' });
      const decide = async (): Promise<void> => {
        await submit(reviewer, name);
        await accept(operator, name);
      };
      await handOn(clerk, '列入年度开放重点。');
      await decide();
      const publicPath = (await operator.getByRole('link', { name: '看公开页' }).getAttribute('href')) ?? '';

      await clerk.goto(entryPath);
      await clerk.getByLabel('第1个字段的字段名', { exact: true }).fill('station_code');
      await clerk.getByRole('button', { name: '保存' }).click();
      await clerk.getByText('已保存。').waitFor();
      await openTask(clerk, '去修复', name);
      await clerk.getByText('目录变了，清单里有1处失去来源').waitFor();
      await clerk
        .getByText(/“zbh”已不在目录中，可能改名为“station_code”/)
        .first()
        .waitFor();
      await pictures(clerk, 'clerk-lost-binding');
      await clerk.getByLabel('“站编号”的挂接到目录').selectOption('station_code');
      await handOn(clerk, '目录数据项改名，重新挂接。');
      await decide();
      await clerk.goto('/console');
      expect(await clerk.getByRole('link', { name: new RegExp(`^去修复\\s*${name}$`) }).count()).toBe(0);

      await clerk.goto(draftPath);
      const ending = clerk.locator('details', { hasText: '转为静态数据' });
      await ending.getByText('转为静态数据').first().click();
      await pictures(clerk, 'clerk-make-static');
      await ending.getByLabel('理由').fill(REASON);
      await ending.getByRole('button', { name: '转为静态数据' }).click();
      await clerk.getByText('已交给审核人。').waitFor();
      await decide();
      await pictures(operator, 'operator-made-static');
      const visitor = await open(publicPath);
      await visitor.getByText(/起不再更新，已开放的历史数据继续开放。/).waitFor();
      await visitor.getByText(new RegExp(REASON)).first().waitFor();
      await visitor.getByRole('cell', { name: '龙漕路站' }).first().waitFor();
      await pictures(visitor, 'visitor-static');
    },
  );
});
