import type { DatasetPage } from '../rules/datasets/datasets.operations.ts';
import { launchBrowser } from '../e2e/browser.ts';
import type { Figure, Measured } from './figure.ts';
import { crawl } from './serving/crawl.ts';
import { startCity, type City } from './serving/city.ts';
import { load } from './serving/load.ts';

const DATASETS = 10_000;
const RENDERED = 400;
const WARM_UP = 60;
const KEPT = 20_000;
const KILOBYTE = 1000;
const READER = 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n';
const BROTLI = `${READER}Accept-Encoding: br\r\n`;

/** Public pages: rendered, kept, their size and scripts, and how a person fares while all of them are crawled. */
export const pages: Figure = {
  yardstick: 'the goal itself',
  run: async (say) => {
    say(`building a city of ${DATASETS} datasets`);
    const city = await startCity(DATASETS);
    try {
      const codes = await codesOf(city);
      const dataset = `/datasets/${codes[0] ?? ''}`;
      const places = { home: '/', catalogue: '/datasets', dataset, publisher: '/bodies/JTW' };
      const measured: Measured[] = [];
      for (const [name, path] of Object.entries(places)) {
        say(`${name}: rendered, kept, weighed`);
        measured.push(await rendered(city, name, path, codes), await kept(city, name, path));
        measured.push(await weighed(city, name, path));
      }
      say('scripts that a browser loads');
      measured.push(...(await scripts(city, places)));
      say(`crawlers of ${DATASETS} pages`);
      return [...measured, ...(await crawl(city.origin, codes))];
    } finally {
      await city.end();
    }
  },
};

/** Codes of all open datasets. */
async function codesOf(city: City): Promise<string[]> {
  const codes: string[] = [];
  let cursor = '';
  do {
    const query = `openClass=unconditional&sort=name&limit=100${cursor && `&cursor=${cursor}`}`;
    const page = JSON.parse(await city.get(null, `/api/v1/datasets?${query}`)) as DatasetPage;
    codes.push(...page.items.filter(({ state }) => state === 'open').map(({ code }) => code));
    cursor = page.next ?? '';
  } while (cursor !== '');
  return codes;
}

/** Pages a second that one core of the server would make, and what the database's processes add. */
async function perSecond(
  city: City,
  requests: number,
  work: () => Promise<void>,
): Promise<{ rate: number; note: string }> {
  const before = await city.cpu();
  await work();
  const after = await city.cpu();
  const server = (after.server - before.server) / requests;
  const database = (after.database - before.database) / requests;
  const note = `CPU a page: server ${(server / 1000).toFixed(2)} ms, database ${(database / 1000).toFixed(2)} ms`;
  return { rate: 1e6 / server, note };
}

async function rendered(city: City, name: string, path: string, codes: readonly string[]): Promise<Measured> {
  // Of the dataset another each time, of the others another address each time: nothing was asked for before.
  let turn = 0;
  const fresh = (): string => {
    turn += 1;
    const place = name === 'dataset' ? `/datasets/${codes[turn % codes.length] ?? ''}` : path;
    return `${place}?fresh=${turn}`;
  };
  const make = (requests: number) =>
    load({ origin: city.origin, target: fresh, head: BROTLI, requests, connections: 4 });
  await make(WARM_UP);
  const { rate, note } = await perSecond(city, RENDERED, () => make(RENDERED));
  return {
    work: `${name}, rendered`,
    ours: rate,
    yardstick: 80,
    unit: 'a second and core',
    reach: '≥ 80',
    note,
  };
}

async function kept(city: City, name: string, path: string): Promise<Measured> {
  const { origin } = city;
  const ask = (requests: number) => load({ origin, target: path, head: BROTLI, requests, connections: 32 });
  await ask(WARM_UP);
  const { rate, note } = await perSecond(city, KEPT, () => ask(KEPT));
  const reach = '≥ 1,500';
  return { work: `${name}, kept`, ours: rate, yardstick: 1500, unit: 'a second and core', reach, note };
}

async function weighed({ origin }: City, name: string, path: string): Promise<Measured> {
  const answer = await fetch(origin + path, {
    headers: { 'user-agent': 'Firefox', 'accept-encoding': 'br' },
  });
  const text = await answer.text();
  const bytes = Number(answer.headers.get('content-length'));
  return {
    work: `${name}, HTML compressed`,
    ours: bytes / KILOBYTE,
    yardstick: 60,
    unit: 'kB',
    reach: '≤ 60',
    note: `${(Buffer.byteLength(text) / KILOBYTE).toFixed(0)} kB as it is`,
  };
}

/** What a browser loads of scripts until nothing moves any more, by what went over the wire. */
async function scripts({ origin }: City, places: Record<string, string>): Promise<Measured[]> {
  const browser = await launchBrowser();
  try {
    const measured: Measured[] = [];
    for (const [name, path] of Object.entries(places)) {
      const page = await browser.newPage();
      let bytes = 0;
      let files = 0;
      const sizes: Promise<void>[] = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() !== 'script') return;
        files += 1;
        sizes.push(request.sizes().then(({ responseBodySize }) => void (bytes += responseBodySize)));
      });
      await page.goto(origin + path, { waitUntil: 'networkidle' });
      await Promise.all(sizes);
      await page.close();
      measured.push({
        work: `${name}, scripts before interaction`,
        ours: bytes / KILOBYTE,
        yardstick: 120,
        unit: 'kB',
        reach: '≤ 120',
        note: `${files} files`,
      });
    }
    return measured;
  } finally {
    await browser.close();
  }
}
