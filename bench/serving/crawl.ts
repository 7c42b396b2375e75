import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Measured } from '../figure.ts';

const PERSON = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const CRAWLERS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'python-requests/2.32',
  // One that says that it is a person.
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
];
/** Networks that each crawler comes from, and pages that it asks for at one time. */
const NETWORKS = 8;
const AT_ONCE = 12;
/** Pages that the person looks at, each another one. */
const LOOKS = 150;
const BETWEEN_LOOKS_MS = 60;
const REACH_MS = 100;

interface Crawled {
  served: number;
  refused: number;
  seconds: number;
}

/** How long a person waits for pages that nobody asked for before, alone and while crawlers ask for every page. */
export async function crawl(origin: string, codes: readonly string[]): Promise<Measured[]> {
  const agent = new Agent({ keepAlive: true });
  const alone = await look(origin, agent, codes, 'alone');
  const gone = new AbortController();
  const crawling = crawlAll(origin, agent, codes, gone.signal);
  await pause(500);
  const beside = await look(origin, agent, codes, 'beside').finally(() => gone.abort());
  const all = await crawling;
  agent.destroy();
  const quantile = (values: readonly number[], at: number): number =>
    values.toSorted((a, b) => a - b)[Math.ceil(values.length * at) - 1] ?? NaN;
  const pair = (at: number): string =>
    `${quantile(beside, at).toFixed(0)} (alone ${quantile(alone, at).toFixed(0)})`;
  return [
    {
      work: `a person's page, never asked for before, beside crawlers of ${codes.length} pages, p95`,
      ours: quantile(beside, 0.95),
      yardstick: quantile(alone, 0.95),
      unit: 'ms',
      reach: `≤ ${REACH_MS} ms`,
      note: `p50 ${pair(0.5)}, slowest ${pair(1)} ms; the crawlers asked ${all.served + all.refused} times in ${all.seconds.toFixed(0)} s, got ${all.served} pages and were told ${all.refused} times to come later`,
    },
  ];
}

async function look(origin: string, agent: Agent, codes: readonly string[], name: string): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < LOOKS; turn += 1) {
    const since = performance.now();
    const path = `/datasets/${codes[(turn * 61) % codes.length] ?? ''}?${name}=${turn}`;
    const status = await ask({ origin, agent, path, as: PERSON, address: `192.0.2.${turn % 200}` });
    if (status !== 200) throw new Error(`${path}: ${status}`);
    times.push(performance.now() - since);
    await pause(BETWEEN_LOOKS_MS);
  }
  return times;
}

/** Page after page by each crawler until the person has gone; those that it is refused are left out, as rude ones do. */
async function crawlAll(
  origin: string,
  agent: Agent,
  codes: readonly string[],
  gone: AbortSignal,
): Promise<Crawled> {
  const since = performance.now();
  const all = { served: 0, refused: 0 };
  const one = async (as: string, crawler: number): Promise<void> => {
    let next = 0;
    const work = async (): Promise<void> => {
      while (!gone.aborted) {
        const at = next++ % codes.length;
        const address = `203.0.${crawler}.${at % NETWORKS}`;
        const status = await ask({ origin, agent, path: `/datasets/${codes[at] ?? ''}`, as, address });
        if (status === 200) all.served += 1;
        else if (status === 429 || status === 503) all.refused += 1;
        else throw new Error(`a crawler got ${status}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
  await Promise.all(CRAWLERS.map(one));
  return { ...all, seconds: (performance.now() - since) / 1000 };
}

interface Asking {
  origin: string;
  agent: Agent;
  path: string;
  as: string;
  address: string;
}

const ask = ({ origin, agent, path, as, address }: Asking): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'user-agent': as, 'x-forwarded-for': address, 'accept-encoding': 'gzip' };
    get(origin + path, { agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    }).once('error', reject);
  });
