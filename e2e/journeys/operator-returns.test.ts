import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import {
  accept,
  freshName,
  handOn,
  openTask,
  sendFile,
  submit,
  takeReading,
  writeEntry,
} from '../console-steps.ts';
import { journey } from '../journey.ts';

const FILE = '图书室编号,图书室名称,藏书量\n0001,龙漕路图书室,12000\n0002,宜山路图书室,8600\n';
const WRITING = {
  summary: '社区图书室的名称和藏书量，一行一个图书室。',
  domain: '文化休闲',
  timeCoverage: '2026年',
  area: '全市',
  relations: '无',
  fields: { 图书室编号: '全市唯一的编号', 图书室名称: '门牌上的名称', 藏书量: '可借阅的册数' },
};
const REASONS = [
  { ground: '提供信息不全', text: '没有说明藏书量是否含电子书。' },
  { ground: '不符合分级分类规则', text: '请写明对象维度按哪一条判断。' },
] as const;

/** All reasons at once: one row each, a further row for a further reason. */
async function giveBack(page: Page): Promise<void> {
  for (const [place, { ground, text }] of REASONS.entries()) {
    if (place > 0) await page.getByRole('button', { name: '再加一条理由' }).click();
    const reason = page.getByRole('group', { name: `第${place + 1}条理由` });
    await reason.getByLabel('情形').selectOption({ label: ground });
    await reason.getByLabel('具体说明').fill(text);
  }
  await pictures(page, 'operator-returning');
  await page.getByRole('button', { name: '退回', exact: true }).click();
  await page.getByText('已退回，对方会看到全部理由。').waitFor();
}

describe('an operator and a list change', () => {
  journey(
    '[xz-11-2] [xz-11-3] given a submitted list change, when it is returned on two grounds, then the editor finds both, and the corrected one is accepted',
    { timeout: 300_000 },
    async ({ open }) => {
      const name = freshName('社区图书室');
      const editor = await open('/console/uploads/new', { as: 'publisher-editor' });
      await sendFile(editor, '社区图书室.csv', Buffer.from(FILE));
      await editor.getByLabel('数据集名称').fill(name);
      await takeReading(editor, 'validated');
      await writeEntry(editor, WRITING);
      await handOn(editor, '社会需求较多。');
      const reviewer = await open('/console', { as: 'publisher-reviewer' });
      await submit(reviewer, name);

      const operator = await open('/console', { as: 'operator' });
      await openTask(operator, '办理', name);
      await giveBack(operator);

      await openTask(editor, '去修改', name);
      for (const { text } of REASONS) await editor.getByText(text).waitFor();
      await pictures(editor, 'editor-returned');
      await editor.getByLabel('“藏书量”的说明').fill('可借阅的纸质册数，不含电子书');
      await editor.getByLabel('分级依据').fill('按对象维度C1：图书室位置公开可见。');
      await handOn(editor, '已按退回理由修改。');
      await submit(reviewer, name);
      await accept(operator, name);
      await pictures(operator, 'operator-order-accepted');

      const visitor = await open(
        (await operator.getByRole('link', { name: '看公开页' }).getAttribute('href')) ?? '',
      );
      await visitor.getByText('第1版，共2行').waitFor();
      await visitor.getByRole('cell', { name: '可借阅的纸质册数，不含电子书' }).waitFor();
      expect(await visitor.getByRole('heading', { level: 1 }).innerText()).toContain(name);
    },
  );
});
