import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildDemonstration } from '../demo/build.ts';
import type { DatasetPage } from '../rules/datasets/datasets.operations.ts';
import { loadConfiguration } from '../server/configuration.ts';
import type { Services } from '../server/context.ts';
import { startServer } from '../server/main.ts';
import { findBrowser } from '../e2e/browser.ts';
import type { Figure, Measured } from './figure.ts';

/** Fetched from the registry when it is asked for: 114 packages that nothing else here needs. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const GOAL = 95;

/** Lighthouse on its phone profile, over the demonstration city. Each page is asked for once before. */
export const lighthouse: Figure = {
  yardstick: 'the goal itself',
  run: async (say) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    const directory = path.join(home, 'data');
    say('building the demonstration city');
    const flags = { demonstration: true, host: '127.0.0.1', port: 0, logLevel: 'silent' as const };
    const configuration = await loadConfiguration({ directory, env: {}, flags });
    const prepare = async (services: Services): Promise<void> => void (await buildDemonstration(services));
    const { url, close } = await startServer({ directory, configuration, prepare });
    try {
      const measured: Measured[] = [];
      for (const [name, place] of Object.entries(await placesOf(url))) {
        say(`${name}: ${place}`);
        await (await fetch(url + place, { headers: { 'user-agent': 'Firefox' } })).text();
        measured.push(measuredOf(name, await audit(url + place, path.join(home, 'report.json'))));
      }
      return measured;
    } finally {
      await close();
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function placesOf(origin: string): Promise<Record<string, string>> {
  const first = async (openClass: string): Promise<string> => {
    const answer = await fetch(`${origin}/api/v1/datasets?openClass=${openClass}&limit=1`);
    const { items } = (await answer.json()) as DatasetPage;
    return `/datasets/${items[0]?.code ?? ''}`;
  };
  return {
    home: '/',
    catalogue: '/datasets',
    'dataset, unconditional': await first('unconditional'),
    'dataset, conditional': await first('conditional'),
    publisher: '/bodies/JTW',
    statistics: '/statistics',
  };
}

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { score: number | null; displayValue?: string }>;
}

async function audit(url: string, file: string): Promise<Report> {
  const chrome = '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage';
  const only = `--only-categories=${CATEGORIES.join(',')}`;
  const given = ['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', `--output-path=${file}`, only, chrome];
  const env = { ...process.env, CHROME_PATH: findBrowser() };
  await new Promise<void>((resolve, reject) => {
    const child = spawn('npx', given, { stdio: ['ignore', 'ignore', 'inherit'], env });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${LIGHTHOUSE}: exit ${code}`))));
  });
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

function measuredOf(name: string, { categories, audits }: Report): Measured {
  const scores = CATEGORIES.map((category) => Math.round((categories[category]?.score ?? 0) * 100));
  const failed = Object.entries(audits).filter(([, { score }]) => score !== null && score < 0.9);
  const paint = audits['largest-contentful-paint']?.displayValue ?? '?';
  return {
    work: `${name}: the least of ${scores.join(', ')}`,
    ours: Math.min(...scores),
    yardstick: GOAL,
    unit: 'points',
    reach: `≥ ${GOAL} in each`,
    note: `largest paint ${paint}; below 0.9: ${failed.map(([audited]) => audited).join(', ') || 'nothing'}`,
  };
}
