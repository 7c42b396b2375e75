import { APPLICATION_CALLS, type ApplicationCall, type KnownApplications } from './data/application-calls.ts';
import { timed, type Figure, type Measured } from './figure.ts';
import { startCity, type City } from './serving/city.ts';

const SMALL = 10_000;
/** The whole of what must be shown is 1,000,000 with ten times as many events; that takes half an hour to build. */
const BIG = Number(process.env['KAISHU_APPLICATIONS'] ?? 100_000);
const DATASETS = 1_000;
const WARM_UP = 3;
const ROUNDS = 40;

/** Lists, tasks, histories and statistics over applications, agreements, grants and ten events for each. */
export const bigApplications: Figure = {
  yardstick: `the same with ${SMALL} applications and ${SMALL * 10} events; p95 of each`,
  run: async (say) => {
    const build = async (applications: number): Promise<City> => {
      say(`building a city of ${applications} applications`);
      return startCity(DATASETS, applications);
    };
    const big = await build(BIG);
    const small = await build(SMALL);
    try {
      const [known, knownSmall] = [await look(big), await look(small)];
      const measured: Measured[] = [];
      for (const call of APPLICATION_CALLS) {
        say(call.work);
        measured.push(await compare(call, { city: big, known }, { city: small, known: knownSmall }));
      }
      return measured;
    } finally {
      await big.end();
      await small.end();
    }
  },
};

interface Place {
  city: City;
  known: KnownApplications;
}

async function compare(call: ApplicationCall, big: Place, small: Place): Promise<Measured> {
  const ask = ({ city, known }: Place, round: number): Promise<number> =>
    timed(() => city.get(call.as, call.path(known, round)));
  const times: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const both = [await ask(big, round + WARM_UP), await ask(small, round + WARM_UP)] as const;
    if (round >= 0) for (const place of [0, 1] as const) times[place].push(both[place]);
  }
  const [ours, yardstick] = times;
  const p50 = (values: readonly number[]): string => quantile(values, 0.5).toFixed(1);
  return {
    work: call.work,
    ours: quantile(ours, 0.95),
    yardstick: quantile(yardstick, 0.95),
    unit: 'ms',
    reach: 'p95 ≤ 100 ms',
    note: `p50 ${p50(ours)} and ${p50(yardstick)} ms; ${BIG} applications`,
  };
}

const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * at) - 1] ?? NaN;

interface Items {
  items: { id: string }[];
  next: string | null;
}

async function look(city: City): Promise<KnownApplications> {
  const read = async (as: string, path: string): Promise<Items> =>
    JSON.parse(await city.get(as, `/api/v1${path}`)) as Items;
  let { items, next } = await read('operator', '/applications');
  const applications = items.map(({ id }) => id);
  for (let page = 2; page < 20; page += 1)
    ({ items, next } = await read('operator', `/applications?cursor=${next ?? ''}`));
  const agreements = await read('authority', '/agreements');
  return { applications, agreements: agreements.items.map(({ id }) => id), far: next ?? '' };
}
