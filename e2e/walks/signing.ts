import type { Page } from 'playwright-core';
import type { AgreementSummary } from '../../rules/agreements/agreements.operations.ts';
import type { ApplicationView } from '../../rules/applications/applications.operations.ts';
import type { DatasetSummary } from '../../rules/datasets/datasets.operations.ts';
import { aMaterial, aSentApplication, OPINION } from '../../server/testing/applying.ts';
import { door } from '../city-door.ts';
import { accountNamed, freshCode } from '../journey.ts';
import { CONDITIONAL } from './applying.ts';

/** A student asks for conditional data and is approved; answers the code of the agreement that is offered. */
export async function approved(): Promise<string> {
  const city = door();
  const student = accountNamed('student').token ?? '';
  const found = await city.ask<{ items: DatasetSummary[] }>(
    null,
    'GET',
    `/datasets?q=${encodeURIComponent(CONDITIONAL)}&limit=1`,
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

/** With the digits where a second factor is enrolled, else with the password. */
export async function sign(page: Page, user: string): Promise<void> {
  const account = accountNamed(user);
  const code = await freshCode(account);
  if (code === undefined) await page.getByLabel('再次输入您的密码').fill(account.password);
  else await page.getByLabel('验证器上的六位数字').fill(code);
  await page.getByRole('button', { name: '签署协议' }).click();
  await page.getByText('已签署。').waitFor();
}
