import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

const STOPS = '公交站点名录（2026 年）';
const inView = (page: Page) => page.getByRole('region', { name: '图中的行' });

describe('a visitor reads maps', () => {
  journey(
    '[xz-25-6] given no scripts, when a district, a dataset in it and a place on its map are chosen, then links lead to each, down to the row with its fields',
    async ({ open }) => {
      const page = await open('/map', { scripts: false });
      await page
        .getByRole('table', { name: '各区的数据集个数' })
        .getByRole('link', { name: '徐汇区' })
        .click();
      await page.getByRole('heading', { name: '徐汇区的数据集' }).waitFor();
      await page.getByRole('link', { name: STOPS }).click();
      await page.getByRole('heading', { level: 1, name: `地图：${STOPS}` }).waitFor();
      await page.getByText(/图中有4,\d{3}行，太密/).waitFor();
      for (let zoom = 0; zoom < 5; zoom += 1) await page.getByRole('link', { name: '放大' }).click();
      const [first] = await inView(page).getByRole('link').all();
      const name = (await first?.innerText()) ?? '';
      await first?.click();
      const picked = page.getByRole('region', { name: '选中的行' });
      await picked.waitFor();
      expect(await picked.innerText()).toContain(name);
      expect(await picked.innerText()).toContain('线路数');
      expect(new URL(page.url()).searchParams.get('row')).toMatch(/^\d+$/);
    },
  );

  journey(
    '[xz-25-6] given a keyboard and a mouse, when the map is zoomed and dragged, then it goes on in place, and its address restores the view',
    async ({ open }) => {
      const page = await open('/map');
      await pictures(page, 'data-map');
      await page.getByRole('link', { name: STOPS }).click();
      await pictures(page, 'dataset-map');
      const map = page.locator('figure[data-map] svg').first();
      const at = (): string | null => new URL(page.url()).searchParams.get('at');
      await map.focus();
      await page.keyboard.press('+');
      await page.waitForURL(/at=/);
      const zoomed = at();
      await page.locator('figure[data-map] svg[tabindex]').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(at).not.toBe(zoomed);
      const moved = at();
      expect(Number(moved?.split(',')[0])).toBeGreaterThan(Number(zoomed?.split(',')[0]));
      const box = await map.boundingBox();
      await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
      await page.mouse.down();
      await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 300, { steps: 4 });
      await page.mouse.up();
      await expect.poll(at).not.toBe(moved);
      const marks = await page.locator('figure[data-map] svg circle').count();
      const again = await open(page.url());
      expect(await again.locator('figure[data-map] svg circle').count()).toBe(marks);
    },
  );

  journey(
    '[xz-25-6] given lines, districts and a filter, when their maps are opened, then each says how many rows it shows',
    async ({ open }) => {
      const page = await open('/map');
      await page.getByRole('link', { name: '骑行绿道（2026 年）' }).click();
      await page.getByText('每行是一条线').waitFor();
      expect(await page.locator('figure[data-map] svg path').count()).toBeGreaterThan(100);
      await page.goto(`${page.url()}?where=${encodeURIComponent("路面 = '沥青'")}`);
      await page.getByText('只画符合条件的行').waitFor();
      await page.goto(new URL('/map', page.url()).href);
      await page.getByRole('link', { name: '公共停车场（库）基本信息' }).click();
      await page.getByText('按“所在区”').waitFor();
      await pictures(page, 'district-map');
    },
  );
});
