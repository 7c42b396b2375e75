import { CITY_CALLS, type CityCall, type Known } from './data/city-calls.ts';
import { timed, type Figure, type Measured } from './figure.ts';
import { startCity, type City } from './serving/city.ts';
import type { CityTime } from './serving/protocol.ts';

const SMALL = 1_000;
const BIG = 10_000;
const WARM_UP = 5;
const ROUNDS = 60;
const REACH = 'p95 ≤ 100 ms';

/** Lists, boards and editors over 10 k datasets, 200 k fields of the catalogue and 100 k work orders. */
export const bigCity: Figure = {
  yardstick: 'the same with a tenth of everything; p95 of each',
  run: async (say) => {
    say(`building a city of ${BIG} datasets and one of ${SMALL}`);
    const big = await startCity(BIG);
    const small = await startCity(SMALL);
    try {
      const [known, knownSmall] = [await look(big), await look(small)];
      const measured: Measured[] = [];
      for (const call of CITY_CALLS) {
        say(call.work);
        measured.push(await compare(call, { city: big, known }, { city: small, known: knownSmall }));
      }
      return [...measured, ...(await wholeCity(big, small))];
    } finally {
      await big.end();
      await small.end();
    }
  },
};

interface Place {
  city: City;
  known: Known;
}

async function compare(call: CityCall, big: Place, small: Place): Promise<Measured> {
  const ask = ({ city, known }: Place, round: number): Promise<number> =>
    timed(() => city.get(call.as, call.path(known, round)));
  for (let round = 0; round < WARM_UP; round += 1) {
    await ask(big, round);
    await ask(small, round);
  }
  const before = await big.city.cpu();
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push(await ask(big, round));
    times[1].push(await ask(small, round));
  }
  const after = await big.city.cpu();
  const cpu = (of: keyof CityTime): string => ((after[of] - before[of]) / 1000 / ROUNDS).toFixed(1);
  const [ours, yardstick] = times;
  return {
    work: call.work,
    ours: quantile(ours, 0.95),
    yardstick: quantile(yardstick, 0.95),
    unit: 'ms',
    reach: REACH,
    note: `p50 ${quantile(ours, 0.5).toFixed(1)} and ${quantile(yardstick, 0.5).toFixed(1)} ms; CPU a call: server ${cpu('server')}, database ${cpu('database')} ms`,
  };
}

const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * at) - 1] ?? NaN;

interface Items {
  items: { id: string; code: string }[];
  next: string | null;
}

/** What is asked for by id. */
async function look(city: City): Promise<Known> {
  const read = async (as: string | null, path: string): Promise<Items> =>
    JSON.parse(await city.get(as, `/api/v1${path}`)) as Items;
  const ids = async (as: string | null, path: string): Promise<string[]> =>
    (await read(as, path)).items.map(({ id }) => id);
  const far = async (as: string | null, path: string): Promise<string> => {
    let { next } = await read(as, path);
    for (let page = 2; page < 20; page += 1)
      next = (await read(as, `${path}?cursor=${next ?? ''}`)).next ?? next;
    return next ?? '';
  };
  const [review = ''] = await ids('operator', '/reviews');
  const [guideline = ''] = await ids('operator', '/grading-guidelines');
  const [body = ''] = await ids(null, '/publishers');
  return {
    datasets: (await read(null, '/datasets?limit=50&openClass=unconditional')).items.map(({ code }) => code),
    drafts: await ids('jtw-editor', '/drafts?limit=50'),
    entries: await ids('operator', '/catalogue-entries?limit=50'),
    orders: await ids('operator', '/work-orders?state=submitted&limit=50'),
    mismatches: await ids('operator', '/mismatches?limit=50'),
    items: await ids('operator', `/reviews/${review}/items?limit=50`),
    ...{ review, guideline, body },
    far: {
      datasets: await far(null, '/datasets'),
      orders: await far('operator', '/work-orders'),
      drafts: await far('jtw-editor', '/drafts'),
      catalogue: await far('operator', '/catalogue-entries'),
    },
  };
}

/** Work on every dataset, of which nobody waits for a page; not bound to the goal of the others. */
async function wholeCity(big: City, small: City): Promise<Measured[]> {
  const seconds = async (work: () => Promise<unknown>): Promise<number> => (await timed(work)) / 1000;
  const reach = 'time and size shown';
  const built = (work: string, of: keyof City['work']): Measured => ({
    work,
    ours: big.work[of],
    yardstick: small.work[of],
    unit: 's',
    reach,
  });
  const both = async (work: string, ask: (city: City) => Promise<unknown>): Promise<Measured> => ({
    work,
    ours: await seconds(() => ask(big)),
    yardstick: await seconds(() => ask(small)),
    unit: 's',
    reach,
  });
  return [
    built('rows put in', 'rows'),
    built('first comparison of catalogue and list', 'reconcile'),
    built('yearly review opened, an item for everything', 'openReview'),
    await both('catalogue exported as CSV', (city) => city.get('operator', '/api/v1/catalogue-exports/csv')),
    await both('catalogue exported as XLSX', (city) =>
      city.get('operator', '/api/v1/catalogue-exports/xlsx'),
    ),
    await both('effect of a stricter guideline on every class', previewStricter),
  ];
}

interface Drafted {
  id: string;
  revision: number;
  guideline: { version?: string; dimensions: { code: string; levels: { gives: string }[] }[] };
}

/** A draft that closes the most open level of supply: nearly every dataset changes its class. */
async function previewStricter(city: City): Promise<string> {
  const { id } = JSON.parse(
    await city.send('authority', 'POST', '/api/v1/grading-guidelines', {}),
  ) as Drafted;
  const path = `/api/v1/grading-guidelines/${id}`;
  const { revision, guideline } = JSON.parse(await city.get('authority', path)) as Drafted;
  const { version: _version, ...content } = guideline;
  for (const { code, levels } of content.dimensions)
    if (code === 'supply') for (const level of levels) level.gives = 'closed';
  await city.send('authority', 'PUT', path, { revision, content });
  return city.get('authority', `${path}/effect?limit=200`);
}
