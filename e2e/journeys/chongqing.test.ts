import { afterAll, beforeAll, describe, expect } from 'vitest';
import { browserIsWanted, pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { enter } from '../enter.ts';
import { journey, walkIn } from '../journey.ts';
import type { DatasetSummary } from '../../rules/datasets/datasets.operations.ts';
import { startCity, type RunningCity } from '../testing/running-city.ts';
import { CONDITIONAL, declinedThenRejected } from '../walks/applying.ts';
import { approved, sign } from '../walks/signing.ts';

let running: RunningCity | null = null;
beforeAll(async () => {
  if (!browserIsWanted) return;
  running = await startCity('chongqing');
  walkIn(running.city);
});
afterAll(() => running?.end());

const HOUR_MS = 3_600_000;
/** As a form takes a moment: the city's time without its offset. */
const written = (afterHours: number): string =>
  new Date(Date.now() + (8 + afterHours) * HOUR_MS).toISOString().slice(0, 16);

describe('conditional data under the Chongqing profile', () => {
  journey(
    '[cq-3] given an approved application, when both have signed, then it is in force once the authority let it pass',
    { timeout: 300_000 },
    async ({ open }) => {
      const code = await approved();
      const user = await enter(open, 'student');
      await user.goto('/console/agreements');
      await user.getByRole('row', { name: code }).getByRole('link', { name: CONDITIONAL }).click();
      await user.getByText('审查通过之时起生效').first().waitFor();
      await sign(user, 'student');
      const path = new URL(user.url()).pathname;
      const reviewer = await enter(open, 'jtw-reviewer');
      await reviewer.goto(path);
      await sign(reviewer, 'jtw-reviewer');
      await reviewer.getByText('由主管部门审查，通过后生效').first().waitFor();
      await reviewer.reload();
      expect(await reviewer.getByRole('link', { name: '下载协议（PDF）' }).count()).toBe(0);

      const authority = await open('/console', { as: 'authority' });
      await authority.locator(`a[href="${path}"]`).first().click();
      await pictures(authority, 'chongqing-examined');
      await authority.getByRole('button', { name: '审查通过', exact: true }).click();
      await authority.getByText('审查通过，协议生效。').waitFor();
      await user.reload();
      await user.getByText('协议生效，数据按约定交付').first().waitFor();
      await user.getByRole('link', { name: '下载协议（PDF）' }).waitFor();
    },
  );

  journey(
    '[xz-19] given an application that is declined, when it is completed and rejected, then all reasons were said at once each time',
    { timeout: 300_000 },
    ({ open }) => declinedThenRejected(open),
  );

  journey(
    '[cq-main-4] given an incident, when two people of the authority declare and confirm it, then anyone takes the data until it is ended and reviewed',
    { timeout: 300_000 },
    async ({ open }) => {
      const { ask } = door();
      const found = await ask<{ items: DatasetSummary[] }>(
        null,
        'GET',
        `/datasets?q=${encodeURIComponent(CONDITIONAL)}&limit=1`,
      );
      const code = found.items[0]?.code ?? '';
      const take = `/datasets/${code}/records?limit=1`;
      await ask(null, 'GET', take, { status: 403 });

      const authority = await open('/console/emergencies', { as: 'authority' });
      await authority.getByRole('link', { name: '宣布应急开放' }).click();
      await authority.getByLabel('突发事件').fill('长江洪水红色预警');
      await authority.getByLabel('理由').fill('沿江停车场即将淹没，需要引导车辆撤离。');
      await authority.getByLabel('开始').fill(written(-1));
      await authority.getByLabel('结束').fill(written(24));
      await authority.getByLabel('数据集编号').fill(code);
      await pictures(authority, 'emergency-declare');
      await authority.getByRole('button', { name: '宣布应急开放' }).click();
      await authority.getByText('已宣布，等待另一人确认。').waitFor();
      const path = new URL(authority.url()).pathname;
      await ask(null, 'GET', take, { status: 403 });

      const deputy = await enter(open, 'authority-deputy');
      await deputy.goto('/console');
      await deputy.getByRole('link', { name: '长江洪水红色预警' }).first().click();
      await deputy.getByRole('button', { name: '确认开放' }).click();
      await deputy.getByText('已确认，到时开放。').waitFor();
      await pictures(deputy, 'emergency-open');

      const visitor = await open('/notices', { scripts: false });
      await visitor.getByRole('link', { name: '应急开放公告' }).click();
      await visitor.getByText('正在开放').first().waitFor();
      await pictures(await open('/emergencies'), 'emergency-notice');
      await ask(null, 'GET', take);

      await deputy.goto(path);
      await deputy.getByLabel('理由或者总结').fill('预警已经解除。');
      await deputy.getByRole('button', { name: '提前结束' }).click();
      await deputy.getByText('已结束，数据不再提供。').waitFor();
      await ask(null, 'GET', take, { status: 403 });
      await deputy.getByLabel('理由或者总结').fill('三千人次查询，没有发现滥用。');
      await deputy.getByRole('button', { name: '提交总结' }).click();
      await deputy.getByText('总结已公布。').waitFor();
      await visitor.reload();
      await visitor.getByText('三千人次查询，没有发现滥用。').waitFor();
    },
  );
});
