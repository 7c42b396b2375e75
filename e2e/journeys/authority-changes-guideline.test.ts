import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

/** One step of a version of the guideline, by its button; waits for what the page then says. */
async function take(page: Page, act: string, said: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
  await page.getByText(said).waitFor();
}

async function openTask(page: Page, act: string): Promise<void> {
  await page.goto('/console');
  await page
    .getByRole('link', { name: new RegExp(`^${act}`) })
    .first()
    .click();
}

describe('the authority and the grading guideline', () => {
  journey(
    '[xz-13] [xz-14] given a guideline in force, when the authority changes a level, then the effect names the datasets, the operator agrees, and in force their bodies get tasks',
    { timeout: 300_000 },
    async ({ open }) => {
      const authority = await open('/console/guidelines', { as: 'authority', scripts: false });
      await authority.getByRole('button', { name: '起草新版' }).click();
      await authority.getByText('清单上').first().waitFor();
      await authority.getByText('一字不差。').waitFor();
      await authority.locator('summary', { hasText: '维度4' }).click();
      await authority.locator('summary', { hasText: 'D2 ' }).click();
      await authority.getByLabel('级别D2 单独给出的类型').selectOption({ label: '不开放' });
      await authority.getByRole('button', { name: '保存草案' }).click();
      await authority.getByText('草案已保存。').waitFor();
      const effect = authority.getByRole('region', { name: '施行后的影响' });
      await effect.getByText('1个开放类型会变').waitFor();
      const name = await effect.getByRole('link').first().innerText();
      expect(await effect.getByRole('row', { name }).innerText()).toContain('有条件开放 → 不开放');
      await authority.getByRole('row', { name: /D2，单独给出的类型/ }).waitFor();
      // The judge of accessibility is itself a script.
      const seen = await open(new URL(authority.url()).pathname, { as: 'authority' });
      await pictures(seen, 'guideline-effect');
      await take(authority, '送市大数据中心会同', '已送市大数据中心会同。');

      const operator = await open('/console', { as: 'operator' });
      await openTask(operator, '去审看');
      await pictures(operator, 'guideline-to-agree');
      await take(operator, '会同同意', '已会同同意，等主管部门施行。');

      await openTask(authority, '去施行');
      await take(authority, '施行', '已施行。');
      const visitor = await open('/guideline');
      await visitor.getByText(/施行中的是2026-\d+版/).waitFor();
      await pictures(visitor, 'guideline-public');

      const editor = await open('/console', { as: 'publisher-editor' });
      await editor.getByRole('link', { name: new RegExp(`^去分级\\s*${name.slice(0, 4)}`) }).click();
      await editor.getByText(/已施行，请重新分级/).waitFor();
      await pictures(editor, 'dataset-to-grade-anew');

      // The city of the other journeys grades by the levels that it knows.
      await restore(authority, operator);
    },
  );
});

async function restore(authority: Page, operator: Page): Promise<void> {
  await authority.goto('/console/guidelines');
  await authority.getByRole('button', { name: '起草新版' }).click();
  await authority.locator('summary', { hasText: '维度4' }).click();
  await authority.locator('summary', { hasText: 'D2 ' }).click();
  await authority.getByLabel('级别D2 单独给出的类型').selectOption({ label: '有条件开放' });
  await authority.getByRole('button', { name: '保存草案' }).click();
  await take(authority, '送市大数据中心会同', '已送市大数据中心会同。');
  await openTask(operator, '去审看');
  await take(operator, '会同同意', '已会同同意，等主管部门施行。');
  await openTask(authority, '去施行');
  await take(authority, '施行', '已施行。');
}
