import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { loadConfiguration } from '../server/configuration.ts';
import { openServices } from '../server/services.ts';
import { alternate, timed, type Figure } from './figure.ts';

const KAISHU = path.join(import.meta.dirname, '../cli/kaishu.mjs');
const DATASETS = 10_000;

/** From the command to the first answer of the open list. */
export const startUp: Figure = {
  yardstick: 'the limit, in seconds',
  run: async (say) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    const directory = path.join(home, 'data');
    try {
      say('first start, building the demonstration city');
      const first = await startAndAsk(directory);
      say(`adding datasets until there are ${DATASETS}`);
      await fill(directory);
      say('starting again');
      const warm = await alternate(
        5,
        () => startAndAsk(directory),
        () => Promise.resolve(5),
      );
      return [
        {
          work: 'first start with the demonstration city',
          ours: first,
          yardstick: 30,
          unit: 's',
          reach: '≤ 1',
        },
        { work: `start with ${DATASETS} datasets`, ...warm, unit: 's', reach: '≤ 1' },
      ];
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function startAndAsk(directory: string): Promise<number> {
  const args = [
    KAISHU,
    'serve',
    '--demo',
    '--json',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--data',
    directory,
  ];
  let seconds = NaN;
  const milliseconds = await timed(async () => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, KAISHU_LOG_LEVEL: 'silent' },
    });
    const since = performance.now();
    let said = '';
    for await (const line of createInterface({ input: child.stdout })) {
      said += line;
      if (line === '}') break;
    }
    const { url } = JSON.parse(said) as { url: string };
    const answer = await fetch(`${url}/api/v1/datasets?limit=20`);
    if (!answer.ok) throw new Error(await answer.text());
    await answer.text();
    seconds = (performance.now() - since) / 1000;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  return Math.min(seconds, milliseconds / 1000);
}

/** Copies of one open dataset under other names and codes. */
async function fill(directory: string): Promise<void> {
  const flags = { logLevel: 'silent' as const };
  const configuration = await loadConfiguration({ directory, env: {}, flags });
  const { services, close } = await openServices({
    directory,
    configuration,
    log: pino({ level: 'silent' }),
  });
  const [row] = await services.db
    .selectFrom('dataset')
    .selectAll()
    .where('state', '=', 'open')
    .limit(1)
    .execute();
  if (!row) throw new Error('the demonstration has no open dataset');
  const copies = Array.from({ length: DATASETS }, (_, number) => ({
    ...row,
    entry: JSON.stringify(row.entry),
    draft: row.draft && JSON.stringify(row.draft),
    lacking: null,
    list_domain: undefined,
    list_frequency: undefined,
    list_bindings: undefined,
    draft_text: undefined,
    id: v7(),
    code: `SH-JTW-${900_000 + number}`,
    name: `${row.name ?? ''}（副本 ${number}）`,
  }));
  for (let from = 0; from < copies.length; from += 500)
    await services.db
      .insertInto('dataset')
      .values(copies.slice(from, from + 500))
      .execute();
  await close();
}
