import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { enter } from '../enter.ts';
import { journey } from '../journey.ts';
import { CONDITIONAL } from '../walks/applying.ts';
import { approved, sign } from '../walks/signing.ts';

async function verify(page: Page, buffer: Buffer, verdict: string): Promise<void> {
  await page.goto('/agreements/verify');
  const file = { name: '协议.pdf', mimeType: 'application/pdf', buffer };
  await page.getByLabel('协议文件（PDF 或者机读版）').setInputFiles(file);
  await page.getByRole('button', { name: '验证', exact: true }).click();
  await page.getByText(verdict).first().waitFor();
}

describe('an agreement on the use of data', () => {
  journey(
    '[xz-20] given an approved application, when user and publisher sign, then anyone verifies the sealed file without signing in, and a changed byte is found',
    { timeout: 300_000 },
    async ({ open }) => {
      const code = await approved();
      const user = await enter(open, 'student');
      await user.goto('/console/agreements');
      await user.getByRole('row', { name: code }).getByRole('link', { name: CONDITIONAL }).click();
      await user.getByText('加密、泛化、脱敏脱密').first().waitFor();
      await pictures(user, 'agreement-offered');
      await sign(user, 'student');

      const reviewer = await enter(open, 'jtw-reviewer');
      await reviewer.goto(new URL(user.url()).pathname);
      await sign(reviewer, 'jtw-reviewer');
      await reviewer.getByText('协议生效，数据按约定交付').waitFor();
      await pictures(reviewer, 'agreement-in-force');

      await user.reload();
      const saving = user.waitForEvent('download');
      await user.getByRole('link', { name: '下载协议（PDF）' }).click();
      const file = await readFile(await (await saving).path());
      const visitor = await open('/agreements/verify');
      await verify(visitor, file, '文件没有被改动');
      expect(await visitor.getByText(code).count()).toBe(1);
      await pictures(visitor, 'agreement-verified');
      const changed = Buffer.from(file);
      changed[5000] = (changed[5000] ?? 0) ^ 1;
      await verify(visitor, changed, '文件与平台盖章的原件不同');

      await user.getByLabel('理由').fill('研究已经完成。');
      await user.getByRole('button', { name: '终止协议' }).click();
      await user.getByText('协议已终止，数据停止交付。').waitFor();
      await verify(visitor, file, '已终止');
    },
  );
});
