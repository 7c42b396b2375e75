import { readFile } from 'node:fs/promises';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { ApplicationView } from '../../rules/applications/applications.operations.ts';
import type { AgreementSummary } from '../../rules/agreements/agreements.operations.ts';
import type { DatasetSummary } from '../../rules/datasets/datasets.operations.ts';
import { aMaterial, aSentApplication, OPINION } from '../../server/testing/applying.ts';
import { pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { enter } from '../enter.ts';
import { accountNamed, journey } from '../journey.ts';

const DATASET = '停车场（库）实时泊位（5 分钟）';
const STEP_MS = 30_000;

/** A student asks for conditional data and is approved; answers the code of the agreement that is offered. */
async function approved(): Promise<string> {
  const city = door();
  const student = accountNamed('student').token ?? '';
  const found = await city.ask<{ items: DatasetSummary[] }>(
    null,
    'GET',
    `/datasets?q=${encodeURIComponent(DATASET)}&limit=1`,
  );
  const materials = [
    await aMaterial(city, student, '应用场景说明'),
    await aMaterial(city, student, '数据安全管理制度'),
  ];
  const datasetId = found.items[0]?.id ?? '';
  const { parts } = await aSentApplication(city, student, [datasetId], { takenIn: true, materials });
  const part = `/application-parts/${parts[0]?.id ?? ''}`;
  const { editor, reviewer } = city.tokens;
  await city.ask<ApplicationView>(editor, 'POST', `${part}/opinion`, { body: OPINION });
  await city.ask<ApplicationView>(reviewer, 'POST', `${part}/approve`, { body: {} });
  const offered = await city.ask<{ items: AgreementSummary[] }>(student, 'GET', '/agreements?state=offered');
  return offered.items[0]?.code ?? '';
}

/** The digits of the next half minute: those of this one have let the person in, and count once. */
function nextCode(user: string): string {
  const secret = Secret.fromBase32(accountNamed(user).totpSecret ?? '');
  return new TOTP({ secret }).generate({ timestamp: Date.now() + STEP_MS });
}

/** With the digits where a second factor is enrolled, else with the password. */
async function sign(page: Page, user: string): Promise<void> {
  const { totpSecret, password } = accountNamed(user);
  if (totpSecret === null) await page.getByLabel('再次输入您的密码').fill(password);
  else await page.getByLabel('验证器上的六位数字').fill(nextCode(user));
  await page.getByRole('button', { name: '签署协议' }).click();
  await page.getByText('已签署。').waitFor();
}

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
      await user.getByRole('row', { name: code }).getByRole('link', { name: DATASET }).click();
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
