import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { aFile, openDataset } from '../../server/testing/publishing.ts';
import { expectNoViolations, pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { freshName } from '../console-steps.ts';
import { city, journey } from '../journey.ts';

const NAME = '公共停车场（库）基本信息';

const found = (page: Page) => page.getByRole('heading', { name: /^找到\d+个数据集$/ }).waitFor();

describe('a visitor who does not know what it is called', () => {
  journey(
    '[xz-17] given scripts and only a keyboard, when typing by sound, then suggestions come, are counted aloud, chosen and left by keys',
    async ({ open }) => {
      const page = await open('/');
      const box = page.getByRole('combobox');
      await box.pressSequentially('tingche');
      const list = page.getByRole('listbox', { name: '搜索提示' });
      await list.getByRole('option', { name: NAME }).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: /条提示，用上下方向键选择/ })
        .waitFor();
      await expectNoViolations(page);

      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      expect(await box.inputValue()).toBe('tingche');
      expect(await box.getAttribute('aria-expanded')).toBe('false');

      await page.keyboard.press('ArrowDown');
      await list.waitFor();
      for (let steps = 0; steps < 12; steps += 1) {
        await page.keyboard.press('ArrowDown');
        const active = page.locator(`[id="${(await box.getAttribute('aria-activedescendant')) ?? ''}"]`);
        if ((await active.innerText()).includes(NAME)) break;
      }
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    },
  );

  journey(
    '[xz-17] given answers that come in another order than they were asked for, when the newer is shown, then the older never takes its place',
    async ({ open }) => {
      const page = await open('/datasets');
      const [held, released] = [Promise.withResolvers(), Promise.withResolvers()];
      await page.route('**/api/v1/suggest?q=ting', async (route) => {
        await held.promise;
        await route.continue().catch(() => undefined);
        released.resolve(null);
      });
      await page.getByRole('combobox').pressSequentially('ting');
      await page.getByRole('combobox').fill('kongqi');
      const options = page.getByRole('option');
      await options.first().waitFor();
      const before = await options.allInnerTexts();
      held.resolve(null);
      await released.promise;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      expect(await options.allInnerTexts()).toEqual(before);
      expect(before.join()).toContain('空气');
    },
  );

  journey(
    '[xz-17] given no scripts and a slip, when searching, then what was meant is a link, filters are chips, and nothing found leads on',
    async ({ open }) => {
      const page = await open('/', { scripts: false });
      await page.getByRole('searchbox').fill('公共停车厂');
      await page.getByRole('button', { name: '搜索', exact: true }).click();
      await page.getByText('你要找的是不是').getByRole('link', { name: '公共停车场' }).click();
      await found(page);
      expect(await page.locator('mark').allInnerTexts()).toContain('停车场');

      await page.getByRole('link', { name: /^无条件开放/ }).click();
      await found(page);
      await page.getByLabel('字段', { exact: true }).fill('泊位');
      await page.getByRole('button', { name: '按字段找' }).click();
      await page.getByRole('link', { name: NAME, exact: true }).waitFor();
      await page.getByRole('link', { name: '去掉条件 字段：泊位' }).click();
      await page.getByRole('link', { name: '去掉条件 开放方式：无条件开放' }).click();
      await found(page);
      expect(await page.getByRole('link', { name: /去掉条件/ }).count()).toBe(0);

      await page.getByRole('searchbox').fill('tingchecahng');
      await page.getByRole('button', { name: '搜索', exact: true }).click();
      await page.getByText('没有找到“tingchecahng”，下面是“停车场”的结果。').waitFor();
      await page.getByRole('link', { name: '仍按“tingchecahng”查找' }).click();
      await page.getByText('没有符合的数据集').waitFor();
      await page.getByRole('link', { name: '看各机构' }).waitFor();
    },
  );

  journey(
    '[xz-17] given a follower of a search, when a dataset that fits is opened, then the feed has it, and its values are found',
    { timeout: 240_000 },
    async ({ open }) => {
      const page = await open(`/datasets?q=${encodeURIComponent('避难场所')}`);
      const address = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
      const read = async (): Promise<string> => (await fetch(new URL(address ?? '', city().origin))).text();
      const name = freshName('应急避难场所');
      expect(await read()).not.toContain(name);
      const rows = Array.from({ length: 12 }, (_, at) => `第${String(at)}避难场所,望江路${String(at)}号\n`);
      await openDataset(door(), aFile(`场所名称,位置\n${rows.join('')}`, `${name}.csv`), name);
      const feed = await read();
      expect(feed).toContain(`<title>${name}</title>`);
      expect(feed).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/);

      await page.goto(`/datasets?q=${encodeURIComponent('望江路7号')}`);
      await page.getByRole('link', { name: '也在数据内容里找“望江路7号”' }).click();
      await page.getByRole('link', { name, exact: true }).waitFor();
      await pictures(page, 'visitor-values');
      await page
        .getByRole('link', { name: /^看这些行/ })
        .filter({ hasText: name })
        .click();
      await page.getByRole('region', { name: '预览' }).getByText('望江路7号').first().waitFor();
    },
  );
});
