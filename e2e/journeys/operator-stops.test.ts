import { describe, expect } from 'vitest';
import { eventually } from '../../server/testing/platform.ts';
import { aFile, openDataset } from '../../server/testing/publishing.ts';
import { pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { freshName } from '../console-steps.ts';
import { journey } from '../journey.ts';

const ROWS = 200_000;
/** A condition that no row meets and that takes minutes to look for. */
const RUNAWAY = Array.from(
  { length: 110 },
  (_, n) => `${Array(8).fill('t').join('||')} like '%_x${n}_%'`,
).join(' or ');

describe('an operator and a runaway query', () => {
  journey(
    '[xz-25-7] given a query that takes minutes, when the operator stops it with a reason, then it is gone, its caller reads the reason, and it is on record',
    { timeout: 300_000 },
    async ({ open }) => {
      const there = door();
      const lines = Array.from({ length: ROWS }, (_, n) => `${n},第 ${n} 行的说明，不短也不长，正好够找`);
      const { datasetId } = await openDataset(
        there,
        aFile(`n,t\n${lines.join('\n')}\n`, '大表.csv'),
        freshName('很大的一张表'),
      );
      const { code } = await there.ask<{ code: string }>(
        there.tokens.operator,
        'GET',
        `/datasets/${datasetId}`,
      );
      const where = encodeURIComponent(RUNAWAY);
      const asked = fetch(`${there.origin}/api/v1/datasets/${code}/exports/csv?where=${where}`);

      const operator = await open('/console/running', { as: 'operator', scripts: false });
      const row = operator.getByRole('row').filter({ hasText: code });
      await eventually(
        async () => {
          await operator.getByRole('link', { name: '刷新' }).click();
          return row.filter({ hasText: '在运行' }).count();
        },
        (count) => count === 1,
      );
      // Judged where scripts run: the walk itself is without.
      await pictures(await open('/console/running', { as: 'operator' }), 'running');
      await operator.getByLabel('停止的理由').fill('占满了查询引擎，请缩小范围');
      await row.getByRole('button', { name: '停止' }).click();
      await operator.getByText('已停止，等它的人会看到理由。').waitFor();
      expect(await row.count()).toBe(0);

      const answer = await asked;
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        code: 'stopped-by-operator',
        detail: '占满了查询引擎，请缩小范围',
      });
      const auditor = await open('/console/events?thing=running', { as: 'audit-administrator' });
      await auditor.getByText('占满了查询引擎，请缩小范围').waitFor();
    },
  );
});
