import { Agent } from 'node:http';
import type { OutputOf } from '../rules/api/operation.ts';
import type { getProfile } from '../rules/datasets/datasets.operations.ts';
import { chartQuery } from '../web/portal/charts/chart-query.ts';
import { proposedChart, readChartSpec } from '../web/portal/charts/chart-spec.ts';
import { readPreviewQuery } from '../web/portal/dataset/preview-query.ts';
import type { Figure, Measured } from './figure.ts';
import { summary, takeTurns, type Work } from './rows.ts';
import { forkChild } from './serving/fork-child.ts';
import type { TripsReady } from './serving/protocol.ts';

const ROUNDS = Number(process.env['KAISHU_RUNS'] ?? 20);
const PAGE_ROWS = 10;

/** What visitors do on the page of a dataset, as its address says it; of the n-th call, no two the same. */
const WISHES: readonly { name: string; address: (n: number) => string }[] = [
  { name: 'the first page', address: (n) => `sort=&q=&filter=least:里程:${String(n / 1000)}` },
  { name: 'sorted by a number', address: (n) => `sort=-里程&filter=least:里程:${String(n / 1000)}` },
  { name: 'sorted by a text', address: (n) => `sort=设备编号&filter=least:里程:${String(n / 1000)}` },
  {
    name: 'filtered by one field',
    address: (n) => `filter=equals:进站闸机:${String((n * 61) % 997).padStart(4, '0')}`,
  },
  {
    name: 'filtered by three fields, sorted by a fourth',
    address: (n) =>
      `filter=equals:区:徐汇区&filter=contains:进站:站&filter=least:里程:${String(20 + n / 10)}&sort=进站时间`,
  },
  { name: 'a word in all text fields', address: (n) => `q=${String((n * 7919) % 65_521).padStart(6, '0')}` },
];

const CHARTS: readonly { name: string; address: (n: number) => string }[] = [
  { name: 'bars of counts', address: () => 'kind=bar&x=区' },
  { name: 'bars of sums in groups', address: () => 'kind=bar&x=区&group=票种&measure=sum&y=票价' },
];

/** Preview, sort, filter, search and charts of the 1.6 M-row table, asked as the pages ask, from our engine and from an indexed table. */
export const previewFigure: Figure = {
  yardstick: 'the same server asking PostgreSQL, with an index for each question of the figure rows',
  run: async (say) => {
    say('opening the table as a dataset, loading and indexing it in PostgreSQL');
    const { ready, command, end } = await forkChild<TripsReady>('trips-child.ts');
    const agent = new Agent({ keepAlive: true });
    try {
      const measured: Measured[] = [];
      for (const work of await worksOf(ready)) {
        say(work.name);
        await command({ what: 'memory' });
        const times = await takeTurns(ready, agent, work);
        const { peak } = (await command({ what: 'memory' })) as { peak: number };
        measured.push(summary(work, times, peak));
      }
      return measured;
    } finally {
      agent.destroy();
      await end();
    }
  },
};

async function worksOf({ ours, target }: TripsReady): Promise<Work[]> {
  const answer = await fetch(ours + target.replace('/records', '/profile'));
  const { fields, rows } = (await answer.json()) as OutputOf<typeof getProfile>;
  const page = (address: string): Record<string, string> => {
    const { where, orderBy } = readPreviewQuery(new URLSearchParams(address), fields);
    return { limit: String(PAGE_ROWS), ...(where && { where }), ...(orderBy && { orderBy }) };
  };
  const chart = (address: string, where: string): Record<string, string> => {
    const spec = readChartSpec(new URLSearchParams(address), fields, proposedChart(fields, rows));
    if (!spec) throw new Error(`nothing to draw: ${address}`);
    const { limit, ...asked } = chartQuery(spec, fields, where);
    return { limit: String(limit), ...asked };
  };
  const common = { reach: 'p50 and p95', rounds: ROUNDS };
  return [
    ...WISHES.map(({ name, address }) => ({ ...common, name, ask: (n: number) => page(address(n)) })),
    // A chart of other rows each time, so that no answer is remembered.
    ...CHARTS.map(({ name, address }) => ({
      ...common,
      name: `chart: ${name}`,
      ask: (n: number) => chart(address(n), `里程 > ${String(n / 1000)}`),
    })),
  ];
}
