import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

const WORDS = '某应用向外出售约定之外的泊位数据，十一月起每天都有。';

describe('misuse of data', () => {
  journey(
    '[xz-32] given a visitor without scripts, when they report misuse, then it is examined, recorded, restricted and published with the name masked, and they follow it by their receipt',
    { timeout: 300_000 },
    async ({ open }) => {
      const visitor = await open('/reports/new', { scripts: false });
      await visitor.getByLabel('发生了什么').fill(WORDS);
      await visitor.getByRole('button', { name: '提交举报' }).click();
      await visitor.getByText('没有写明数据集，也没有写明是谁').first().waitFor();
      await visitor.getByLabel('是谁').fill('某停车应用');
      await visitor.getByRole('button', { name: '提交举报' }).click();
      await visitor.getByText('举报已收到').waitFor();
      await visitor.getByRole('link', { name: '查看处理进展' }).click();
      await visitor.getByText('举报已收到，等待核查。').waitFor();
      await pictures(await open(new URL(visitor.url()).pathname), 'misconduct-report');

      const authority = await open('/console/misconduct?state=reported', { as: 'authority' });
      await authority.getByRole('link', { name: '某停车应用' }).first().click();
      await authority.getByText(WORDS).waitFor();
      await authority.getByRole('button', { name: '开始核查' }).click();
      await authority.getByLabel('当事人').fill('expert');
      await authority.getByLabel('情形').selectOption({ label: '超出协议限制的应用场景使用公共数据' });
      await authority.getByLabel('事实和理由').fill('在网站上出售数据。');
      await pictures(authority, 'misconduct-examined');
      await authority.getByRole('button', { name: '记录违规行为' }).click();
      await authority.getByText('已记录，运营机构和数据开放主体会看到待办。').waitFor();

      const operator = await open(new URL(authority.url()).pathname, { as: 'operator' });
      const measure = operator.locator('form', { hasText: '最后一天' });
      await measure.getByLabel('事实和理由').fill('停止获取数据。');
      await measure.getByRole('button', { name: '限制权限' }).click();
      await operator.getByText('权限已限制，下一次调用起生效。').waitFor();
      const notice = operator.locator('form', { hasText: '公示内容' });
      await notice.getByLabel('公示内容').fill('超出约定场景使用数据。');
      await notice.getByLabel('事实和理由').fill('影响面大。');
      await notice.getByRole('button', { name: '公示', exact: true }).click();
      await operator.getByText('已公示。').waitFor();
      await pictures(operator, 'misconduct-measured');

      await visitor.reload();
      await visitor.getByText('违规行为已记录，并采取了措施。').waitFor();
      await visitor.goto('/notices');
      await visitor.getByText('超出约定场景使用数据。').waitFor();
      expect(await visitor.getByRole('heading', { level: 2, name: /^.\*\*$/ }).count()).toBe(1);
      await pictures(await open('/notices'), 'misconduct-notices');
    },
  );
});
