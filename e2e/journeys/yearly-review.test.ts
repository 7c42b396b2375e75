import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey, programOf } from '../journey.ts';

/** Bodies whose people do their part beside the browser; the first is walked through. */
const OTHERS = ['stj', 'wjw', 'wlj', 'sjg', 'xhq'];
type Open = 'unconditional' | 'conditional' | 'not-feasible';
/** Which items are alike, how far they could be opened, and what is decided of them. */
const ALIKE: [like: object, feasibility: Open, decision: string][] = [
  [{ kind: 'entry' }, 'not-feasible', 'stay-closed'],
  [{ kind: 'dataset', openClass: 'unconditional' }, 'unconditional', 'keep'],
  [{ kind: 'dataset', openClass: 'conditional' }, 'conditional', 'keep'],
  [{ kind: 'dataset', openClass: 'closed' }, 'not-feasible', 'stay-closed'],
];

/** The editor's and the reviewer's part of a body, as its people's programs do it: the effect first, then the deed. */
async function reviewed(body: string, review: string): Promise<void> {
  const editor = programOf(`${body}-editor`);
  for (const [like, feasibility, decision] of ALIKE) {
    const assessment = { security: 'safe', securityNote: '', feasibility, decision, reason: '与去年相同。' };
    const path = `/api/v1/reviews/${review}/prepare-items`;
    const { count } = await editor<{ count: number }>(path, { ...like, assessment });
    if (count > 0) await editor(path, { ...like, assessment, preview: false, count });
  }
  const reviewer = programOf(`${body}-reviewer`);
  const path = `/api/v1/reviews/${review}/confirm-items`;
  const { count } = await reviewer<{ count: number }>(path, {});
  if (count > 0) await reviewer(path, { preview: false, count });
}

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
    '[xz-10] [plan2023-2.1] given a review under way, when the editor assesses like items together and the reviewer confirms, then the body is done, the authority is told who is not, and ends it when all are',
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
      await together(editor, { kind: '清单里的数据集', openClass: '有条件开放' }, [
        '通过',
        '可以有条件开放',
        '维持现状',
      ]);
      await together(editor, { kind: '清单里的数据集', openClass: '不开放' }, [
        '通过',
        '不能开放',
        '继续不开放',
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

      const review = new URL(authority.url()).pathname.split('/').at(-1) ?? '';
      for (const body of OTHERS) await reviewed(body, review);
      await authority.goto(`/console/reviews/${review}`);
      await authority.getByRole('button', { name: '结束评估' }).click();
      await authority.getByText('年度评估已结束。').waitFor();
      expect(await authority.getByRole('button', { name: '结束评估' }).count()).toBe(0);
      await pictures(authority, 'review-ended');
      await editor.goto('/console/reviews');
      await editor.getByText('结束', { exact: true }).first().waitFor();
    },
  );
});
