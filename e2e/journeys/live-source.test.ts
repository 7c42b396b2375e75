import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { accountNamed, city, journey } from '../journey.ts';

const NEW = '/console/sources/new?kind=push';
const DATASET = '公交线路站点信息（2026 年）';

/** The call that the page of the source shows, made by a program with its token. */
async function makeShownCall(page: Page): Promise<void> {
  const shown = await page.locator('code', { hasText: 'application/json' }).textContent();
  const url = /curl '([^']+)'/.exec(shown ?? '')?.[1] ?? '';
  const body = /-d '(.+)'$/s.exec(shown ?? '')?.[1] ?? '';
  const { token } = accountNamed('jtw-editor');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
    body,
  });
  expect(answer.status, await answer.text()).toBe(201);
}

describe('an editor whose system pushes rows', () => {
  journey(
    '[xz-9-3] [xz-16-2] given a source that rows are pushed to, when the shown call is made, then a visitor without scripts finds the row within seconds',
    { timeout: 120_000 },
    async ({ open }) => {
      const editor = await open(NEW, { as: 'publisher-editor', scripts: false });
      editor.setDefaultTimeout(15_000);
      await pictures(await open(NEW, { as: 'publisher-editor' }), 'source-new-push');
      await editor.getByLabel('更新哪个数据集').selectOption({ label: DATASET });
      await editor.getByRole('textbox', { name: '名称', exact: true }).fill('公交车载终端');
      await editor.getByRole('combobox', { name: '实时', exact: true }).selectOption('append');
      await editor.getByRole('combobox', { name: '多久封存一次', exact: true }).selectOption('hour');
      await editor.getByRole('button', { name: '登记，交审核' }).click();
      await editor.getByRole('heading', { name: '往这里推送' }).waitFor();
      const { pathname } = new URL(editor.url());

      const reviewer = await open(pathname, { as: 'publisher-reviewer', scripts: false });
      reviewer.setDefaultTimeout(15_000);
      await reviewer.getByRole('button', { name: '通过', exact: true }).click();
      await reviewer.waitForURL(/done=/);
      await makeShownCall(editor);
      await editor.goto(pathname);
      await editor.getByText(/进行中，到.+封存/).waitFor();
      await pictures(await open(pathname, { as: 'publisher-editor' }), 'source-push');

      const list = await fetch(`${city().origin}/api/v1/datasets?q=${encodeURIComponent('公交线路站点')}`);
      const { items } = (await list.json()) as { items: { code: string }[] };
      const visitor = await open(`/datasets/${items[0]?.code ?? ''}`, { scripts: false });
      await expect
        .poll(
          async () => {
            await visitor.reload();
            return visitor.getByText('1行，最近').count();
          },
          { timeout: 20_000 },
        )
        .toBe(1);
      await pictures(await open(new URL(visitor.url()).pathname), 'dataset-live');
    },
  );
});
