import { describe } from 'vitest';
import { pictures } from '../browser.ts';
import { enter } from '../enter.ts';
import { journey } from '../journey.ts';

const ACCEPTED = '报告已确认；因逾期受限的授权已恢复。';

describe('a report on use that is late', () => {
  journey(
    '[xz-29] given a shop whose report is late, when it files it whole and the publisher accepts it, then its restricted grant is whole again',
    { timeout: 300_000 },
    async ({ open }) => {
      const shop = await enter(open, 'shop');
      await shop.goto('/console/use-reports?state=overdue');
      await shop.getByRole('row').nth(1).getByRole('link').click();
      await shop.getByText('因这份报告逾期，每天的调用次数受限制').waitFor();
      const report = new URL(shop.url()).pathname;
      await shop.getByRole('link', { name: '查看这份授权' }).click();
      await shop.getByText('这份授权受到限制').waitFor();
      const grant = new URL(shop.url()).pathname;

      await shop.goto(report);
      await shop.getByLabel('服务对象').fill('门店的顾客。');
      await shop.getByRole('button', { name: '提交报告' }).click();
      await shop.getByText('没有填写“商业模式”').waitFor();
      await shop.getByLabel('商业模式').fill('不收费。');
      await shop.getByLabel('使用的相关算法').fill('没有使用算法。');
      await shop.getByLabel('经济和社会效益').fill('顾客少绕行 5 分钟。');
      await shop.getByLabel('数据质量').fill('夜间更新慢。');
      await pictures(shop, 'use-report-late');
      await shop.getByRole('button', { name: '提交报告' }).click();
      await shop.getByText('报告已提交，等待数据开放主体确认').waitFor();

      const reviewer = await enter(open, 'jtw-reviewer');
      await reviewer.goto(report);
      await reviewer.getByRole('button', { name: '确认' }).click();
      await reviewer.getByText(ACCEPTED).waitFor();
      await pictures(reviewer, 'use-report-accepted');
      await shop.goto(grant);
      await shop.getByText('有效').first().waitFor();
    },
  );
});
