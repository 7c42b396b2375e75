import { readDemoAccounts } from '../../demo/city.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import { startServer } from '../../server/main.ts';
import { buildWeb, pagesAreFresh } from '../../tools/build-web.ts';
import { applicationRows } from '../data/application-rows.ts';
import { fillCity, fillRows, type CityWork } from '../data/city.ts';
import { databaseTime } from './database-time.ts';
import type { CityReady, CityTime, Command } from './protocol.ts';

// The real server with its pages, on a city of as many datasets and applications as told.
const [directory = '', ...sizes] = process.argv.slice(2);
const [count = 0, applications = 0] = sizes.map(Number);
if (!(await pagesAreFresh())) await buildWeb();
const configuration = await loadConfiguration({
  directory,
  env: {},
  flags: {
    demonstration: true,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: ['127.0.0.1'],
    logLevel: 'silent',
  },
});
const built: CityWork[] = [];
const { url, services, close } = await startServer({
  directory,
  configuration,
  prepare: async (opened) => {
    const size = { datasets: count, unopened: count / 10, ordersPerDataset: 10 };
    built.push(await fillCity(opened, size));
    if (applications > 0) await fillRows(opened, applicationRows(applications));
  },
});
const accounts = await readDemoAccounts(services.directory.paths.secrets);

process.on('message', ({ what }: Command) => {
  if (what === 'end') void close().then(() => process.disconnect());
  else void used().then((time) => process.send?.(time));
});

async function used(): Promise<CityTime> {
  const { user, system } = process.cpuUsage();
  return { server: user + system, database: await databaseTime(directory) };
}

const [work] = built;
if (!work) throw new Error('the city was not built');
process.send?.({ origin: url, work, accounts } satisfies CityReady);
