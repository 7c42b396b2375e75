import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import { openServices } from '../../server/services.ts';
import { saveAsks, type FieldCounts } from '../../server/store/hot/index.ts';
import { openTrips } from '../data/trips-dataset.ts';
import { proportionalSize } from '../proportional-size.ts';
import { indexedPostgres, loadTrips } from '../yardsticks/indexed-postgres.ts';
import type { Command, HotFacts, TripsReady } from './protocol.ts';

// One process, one PostgreSQL, two servers of the same kind: one asks our engine, the other the indexed table.
const [directory = ''] = process.argv.slice(2);
// More than are asked while it is to be cold.
const hotAfter = 10_000;
const flags = { demonstration: true, hotAfter, logLevel: 'silent' as const };
const configuration = await loadConfiguration({ directory, env: {}, flags });
const log = pino({ level: 'silent' });
const { services, close } = await openServices({ directory, configuration, log });
const { datasetId, columns } = await openTrips(services);
await loadTrips(services.pool, columns);

const options = { withPages: false, trustedProxies: ['127.0.0.1'] };
const listening = { host: '127.0.0.1', port: 0 };
const ours = await createApp(services, options);
const engine = indexedPostgres(services.pool, services.engine);
const yardstick = await createApp({ ...services, engine }, options);

const LOOK_EVERY_MS = 20;
let peak = 0;
let watching = true;
const watch = async (): Promise<void> => {
  while (watching) {
    peak = Math.max(peak, await proportionalSize());
    await pause(LOOK_EVERY_MS);
  }
};
const watched = watch();

process.on('message', (command: Command) => {
  void obey(command).then((answered) => {
    if (process.connected) process.send?.(answered);
  });
});

const OFTEN = 1000;

/** As if everything that was asked had been asked very often. */
async function heat(): Promise<HotFacts> {
  const since = performance.now();
  await services.hot.note();
  const asked = await services.db.selectFrom('hot.version').selectAll().executeTakeFirstOrThrow();
  const often = Object.entries(asked.fields).map(([field, uses]) => [field, timesOften(uses)] as const);
  const fields: FieldCounts = Object.fromEntries(often);
  const ask = { versionId: asked.version_id, asks: OFTEN * asked.use, fields };
  await saveAsks(services.db, [ask], services.clock.now());
  await services.hot.settle();
  const [hot] = await services.hot.list();
  if (!hot) throw new Error('it did not become hot');
  return { ms: performance.now() - since, bytes: hot.bytes, fields: [...hot.fields] };
}

const timesOften = (uses: FieldCounts[string]): FieldCounts[string] =>
  Object.fromEntries(Object.entries(uses).map(([use, times]) => [use, OFTEN * times]));

async function obey({ what }: Command): Promise<object> {
  if (what === 'heat') return heat();
  if (what === 'memory') {
    const seen = peak;
    peak = 0;
    return { peak: seen };
  }
  watching = false;
  await watched;
  await Promise.all([ours.close(), yardstick.close()]);
  await close();
  process.disconnect();
  return {};
}

const ready: TripsReady = {
  ours: await ours.listen(listening),
  yardstick: await yardstick.listen(listening),
  target: `/api/v1/datasets/${datasetId}/records`,
};
process.send?.(ready);
