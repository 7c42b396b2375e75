import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

/** Like items of the body dealt with together: the effect first, then the deed; nothing where nothing is left. */
async function together(
  page: Page,
  like: { kind: string; openClass?: string },
  decide: string[],
): Promise<void> {
  await page.getByRole('link', { name: '同类一并评估' }).click();
  await page.getByLabel('类别').selectOption({ label: like.kind });
  if (like.openClass) await page.getByLabel('现在', { exact: true }).selectOption({ label: like.openClass });
  for (const choice of decide) await page.getByLabel(choice, { exact: true }).check();
  await page.getByLabel('理由').fill('逐项核对，社会使用和更新情况与去年相同。');
  await page.getByRole('button', { name: '先看影响哪些' }).click();
  await page.getByRole('heading', { name: /项可以这样办|没有可以这样办的事项/ }).waitFor();
  await pictures(page, 'review-preview');
  const act = page.getByRole('button', { name: /^一并提出意见/ });
  if (await act.count()) {
    await act.click();
    await page.getByText('同类事项已一并提出意见，交本单位审核人。').waitFor();
  } else await page.getByRole('link', { name: /^\d+年度评估$/ }).click();
}

describe('a body and the yearly review', () => {
  journey(
    '[xz-10] [plan2023-2.1] given a review under way, when the editor assesses like items together and the reviewer confirms, then the body is done, and the authority is told who is not',
    { timeout: 300_000 },
    async ({ open }) => {
      const editor = await open('/console/reviews', { as: 'publisher-editor' });
      await editor.getByRole('link', { name: /^\d+年度评估$/ }).click();
      await together(editor, { kind: '没有开放的目录' }, ['通过', '不能开放', '继续不开放']);
      await together(editor, { kind: '清单里的数据集', openClass: '无条件开放' }, [
        '通过',
        '可以无条件开放',
        '维持现状',
      ]);
      await editor
        .getByText(/待审核/)
        .first()
        .waitFor();

      const reviewer = await open('/console/reviews', { as: 'publisher-reviewer' });
      await reviewer.getByRole('link', { name: /^\d+年度评估$/ }).click();
      await reviewer.getByRole('link', { name: '同类一并确认' }).click();
      await reviewer.getByRole('button', { name: '先看影响哪些' }).click();
      await reviewer.getByRole('button', { name: /^一并确认/ }).click();
      await reviewer.getByText('同类事项已一并确认。').waitFor();
      await pictures(reviewer, 'review-confirmed');

      const authority = await open('/console/reviews', { as: 'authority' });
      await authority.getByRole('link', { name: /^\d+年度评估$/ }).click();
      await authority.getByRole('button', { name: '结束评估' }).click();
      await authority.getByText('评估还没有做完，不能结束').waitFor();
      expect(await authority.getByText(/项待评估，\d+项待审核。$/).count()).toBeGreaterThan(1);
      await pictures(authority, 'review-incomplete');
    },
  );
});
