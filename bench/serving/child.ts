import fastify from 'fastify';
import { pino } from 'pino';
import { buildDemonstration } from '../../demo/build.ts';
import type { DatasetPage } from '../../rules/datasets/datasets.operations.ts';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { createApp } from '../../server/app.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import type { EngineTable } from '../../server/engine/index.ts';
import { findVersion } from '../../server/features/versions/index.ts';
import { openServices } from '../../server/services.ts';
import type { Command, CpuTime, Ready } from './protocol.ts';

// One process, three servers, of which one at a time is asked: the platform, the platform without access records,
// and a bare route that answers the same bytes.
const [directory = ''] = process.argv.slice(2);
const flags = { demonstration: true, logLevel: 'silent' as const };
const configuration = await loadConfiguration({ directory, env: {}, flags });
const log = pino({ level: 'silent' });
const { services, close } = await openServices({ directory, configuration, log });
await buildDemonstration(services);

const trustedProxies = ['127.0.0.1'];
const listening = { host: '127.0.0.1', port: 0 };
const recording = await createApp(services, { withPages: false, trustedProxies });
const silent = await createApp(services, { withPages: false, trustedProxies, recordAccesses: false });
const origins = { recording: await recording.listen(listening), silent: await silent.listen(listening) };

const page = (await (
  await fetch(`${origins.silent}/api/v1/datasets?openClass=unconditional&limit=100`)
).json()) as DatasetPage;
const [dataset] = page.items.toSorted((one, other) => (other.rows ?? 0) - (one.rows ?? 0));
if (!dataset) throw new Error('the demonstration has no open dataset');
const target = `/api/v1/datasets/${dataset.id}/records?limit=20`;
const answer = await fetch(`${origins.silent}${target}`);
const body = await answer.text();
const etag = answer.headers.get('etag') ?? '';
// What Node says by itself the bare route says, too.
const ofNode = new Set(['date', 'connection', 'keep-alive', 'content-length']);
const said = Object.fromEntries([...answer.headers].filter(([name]) => !ofNode.has(name)));

const bare = fastify({ logger: false });
bare.get('/api/v1/datasets/:id/records', (request, reply) => {
  reply.headers(said);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.send(body);
});

const { current_version_id: versionId } = await services.db
  .selectFrom('dataset')
  .select('current_version_id')
  .where('id', '=', dataset.id)
  .executeTakeFirstOrThrow();
const version = await findVersion(services.db, versionId ?? '');
if (!version?.manifest) throw new Error('the dataset has no version');
const { manifest } = version;
const { path } = await services.objects.hold(manifest.data.digest);
const table: EngineTable = {
  path,
  columns: manifest.columns.map(({ name, label, type }) => ({ name, label, type })),
  rows: manifest.rows,
  version: version.id,
};

const query = readQuery({}, table.columns);

const enginePage = (): Promise<unknown> =>
  Promise.all([
    services.engine.rows(table, query, { limit: 20, after: null }),
    services.engine.count(table, query),
  ]);

// The bare route at the rhythm of pages: what a thread costs that waits for the engine between calls.
bare.get('/bare-page', async (_request, reply) => {
  await enginePage();
  return reply.headers(said).send(body);
});

/** What the engine alone does for such pages, so many of them at a time as there are connections. */
async function engineAlone(times: number, connections: number): Promise<void> {
  let left = times;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await enginePage();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
}

process.on('message', (command: Command) => {
  void obey(command).then((answered) => {
    if (process.connected) process.send?.(answered);
  });
});

const sum = ({ user, system }: NodeJS.CpuUsage): number => user + system;

async function obey({ what, times = 0, connections = 1 }: Command): Promise<object> {
  switch (what) {
    case 'cpu':
      await services.access.flushed();
      return { whole: sum(process.cpuUsage()), serving: sum(process.threadCpuUsage()) } satisfies CpuTime;
    case 'engine':
      await engineAlone(times, connections);
      return {};
    case 'seal':
      await services.access.seal();
      return {};
    case 'memory':
    case 'heat':
      return {};
    case 'end':
      await Promise.all([recording.close(), silent.close(), bare.close()]);
      await close();
      process.disconnect();
      return {};
  }
}

const ready: Ready = { ...origins, bare: await bare.listen(listening), target, etag, bytes: body.length };
process.send?.(ready);
