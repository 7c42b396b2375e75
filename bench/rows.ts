import { Agent, get } from 'node:http';
import { once } from 'node:events';
import { forkChild } from './serving/fork-child.ts';
import type { HotFacts, TripsReady } from './serving/protocol.ts';
import { TRIPS_ROWS } from './data/trips.ts';
import { timed, type Figure, type Measured } from './figure.ts';

const COLD_ROUNDS = 40;
const HOT_ROUNDS = 200;
const GROUP_ROUNDS = 7;

export interface Work {
  name: string;
  reach: string;
  rounds: number;
  /** To reach once the table is hot. */
  hotReach?: string;
  /** The query of the n-th call: no two ask for the same. */
  ask(n: number): Record<string, string>;
  /** Ours goes over the yardstick unless speeds are compared. */
  ofSpeeds?: boolean;
}

const row = (n: number): number => (n * 104_729 + 7) % TRIPS_ROWS;
const key = (n: number): string => `20260101${String(row(n)).padStart(14, '0')}`;
const gate = (n: number): string => String((n * 61) % 997).padStart(4, '0');
/** A trip begins every 16 seconds. */
const moment = (n: number, later = 0): string => {
  const at = new Date(Date.UTC(2026, 0, 1) + row(n) * 16_000 + later);
  return at.toISOString().slice(0, 19).replace('T', ' ');
};
const DAY = 86_400_000;
const page = { limit: '100' };

const ROWS: readonly Work[] = [
  {
    name: 'row by key, on the sort key',
    reach: '≤ 8',
    hotReach: '≤ 1.5',
    rounds: COLD_ROUNDS,
    ask: (n) => ({ where: `行程编号 = '${key(n)}'` }),
  },
  {
    name: 'page of 100 on the sort key, filtered',
    reach: '≤ 25',
    hotReach: '≤ 2',
    rounds: COLD_ROUNDS,
    ask: (n) => ({
      ...page,
      where: `进站时间 >= '${moment(n)}' and 进站时间 < '${moment(n, DAY)}'`,
      orderBy: '进站时间',
    }),
  },
  {
    name: 'page of 100 by any field',
    reach: '≤ 80',
    hotReach: '≤ 2',
    rounds: COLD_ROUNDS,
    ask: (n) => ({ ...page, where: `进站闸机 = '${gate(n)}'` }),
  },
  {
    name: 'page of 100 by any field, sorted by another',
    reach: '≤ 80',
    hotReach: '≤ 2',
    rounds: COLD_ROUNDS,
    ask: (n) => ({ ...page, where: `进站闸机 = '${gate(n + 500)}'`, orderBy: '里程 desc' }),
  },
];

const GROUPS: readonly Work[] = [
  { select: '区, count(*) as n, sum(票价) as s', groupBy: '区' },
  { select: '线路, 票种, count(*) as n, max(里程) as m', groupBy: '线路, 票种' },
  { select: 'count(distinct 设备编号) as n' },
].map((query) => ({
  name: `${query.select}${query.groupBy ? ` by ${query.groupBy}` : ''}`,
  reach: '≥ 6 (of speeds)',
  rounds: GROUP_ROUNDS,
  ofSpeeds: true,
  ask: () => ({ ...query, limit: '1000' }),
}));

const TOTAL: Work = {
  name: 'total of a page of 20',
  reach: 'no scan',
  rounds: GROUP_ROUNDS,
  ask: () => ({ limit: '20' }),
};

/** Rows, groups and totals of the table of trips over HTTP, from our engine and from an indexed table. */
export const rowsFigure: Figure = {
  yardstick: 'the same server asking PostgreSQL, with an index for each question',
  run: async (say) => {
    say('opening the table as a dataset, loading and indexing it in PostgreSQL');
    const { ready, command, end } = await forkChild<TripsReady>('trips-child.ts');
    const agent = new Agent({ keepAlive: true });
    try {
      const measured: Measured[] = [];
      const measure = async (works: readonly Work[]): Promise<void> => {
        for (const work of works) {
          say(work.name);
          await command({ what: 'memory' });
          const times = await takeTurns(ready, agent, work);
          const { peak } = (await command({ what: 'memory' })) as { peak: number };
          measured.push(summary(work, times, peak));
        }
      };
      await measure([...ROWS.map(cold), ...GROUPS, TOTAL]);
      say('making it hot');
      const facts = (await command({ what: 'heat' })) as HotFacts;
      say(
        `in ${(facts.ms / 1000).toFixed(1)} s, ${(facts.bytes / MIB).toFixed(0)} MiB: ${facts.fields.join(', ')}`,
      );
      await measure(ROWS.map(hot));
      return measured;
    } finally {
      agent.destroy();
      await end();
    }
  },
};

const cold = (work: Work): Work => ({ ...work, name: `cold: ${work.name}` });
/** None that was asked before, whose total is known. */
const hot = ({ ask, hotReach = '', ...work }: Work): Work => ({
  ...work,
  name: `hot: ${work.name}`,
  reach: hotReach,
  rounds: HOT_ROUNDS,
  ask: (n) => ask(n + 100),
});

interface Times {
  ours: number[];
  yardstick: number[];
}

export async function takeTurns(
  { ours, yardstick, target }: TripsReady,
  agent: Agent,
  { ask, rounds }: Work,
): Promise<Times> {
  const times: Times = { ours: [], yardstick: [] };
  const warm = 3;
  for (let round = 0; round < rounds + warm; round += 1) {
    const path = `${target}?${new URLSearchParams(ask(round)).toString()}`;
    const bodies: Record<string, string> = {};
    const call = (of: keyof Times, origin: string) => async (): Promise<void> => {
      const took = await timed(async () => (bodies[of] = await body(agent, origin + path)));
      if (round >= warm) times[of].push(took);
    };
    const turns = [call('ours', ours), call('yardstick', yardstick)];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    if (items(bodies['ours'] ?? '') !== items(bodies['yardstick'] ?? '')) {
      throw new Error(
        `other answers to ${decodeURIComponent(path)}: ${JSON.stringify(bodies).slice(0, 2000)}`,
      );
    }
  }
  return times;
}

/** Cursors are each server's own, and a busy engine may estimate a total. */
const items = (json: string): string => json.slice(0, json.lastIndexOf('],"total"'));

async function body(agent: Agent, url: string): Promise<string> {
  const [answer] = (await once(get(url, { agent, headers: visitor() }), 'response')) as [
    NodeJS.ReadableStream & { statusCode: number },
  ];
  let text = '';
  answer.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${text}`);
  return text;
}

let visitors = 0;
/** As from behind a proxy: none comes more often than a visitor may. */
const visitor = (): Record<string, string> => {
  visitors = (visitors + 1) % 4096;
  return { 'x-forwarded-for': `10.0.${visitors >> 8}.${visitors & 255}` };
};

const MIB = 1024 * 1024;

export function summary({ name, reach, ofSpeeds }: Work, { ours, yardstick }: Times, peak: number): Measured {
  const at = (values: readonly number[], share: number): number =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
  const p50 = { ours: at(ours, 0.5), yardstick: at(yardstick, 0.5) };
  const [own, other] = [at(ours, 0.95), at(yardstick, 0.95)];
  return {
    work: name,
    ...p50,
    unit: 'ms, p50',
    reach,
    ...(ofSpeeds && { ratio: p50.yardstick / p50.ours }),
    note: `p95 ${own.toFixed(1)} / ${other.toFixed(1)} ms; peak PSS ${(peak / MIB).toFixed(0)} MiB`,
  };
}
