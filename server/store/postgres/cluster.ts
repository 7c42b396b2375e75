import type { ChildProcess } from 'node:child_process';
import { access, rename } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../folders.ts';
import type { RunAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { endLeftover } from './leftover.ts';
import { layUnfinished } from './places.ts';
import { run, serve } from './process.ts';
import { initArguments, serverArguments, type Places } from './settings.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Cluster {
  directory: string;
  places: Places;
  binaries: Binaries;
  runAs: RunAs;
  durable: boolean;
  log: Log;
}

export const SUPERUSER = 'kaishu';

/** Made beside its place and moved there whole: a kill in the midst leaves nothing that looks like a cluster. */
export async function makeCluster({
  directory,
  places,
  binaries,
  runAs,
  durable,
  log,
}: Cluster): Promise<void> {
  if (await exists(path.join(places.data, 'PG_VERSION'))) return;
  const since = performance.now();
  await layUnfinished(places, runAs);
  const args = initArguments(places.unfinished, SUPERUSER, durable);
  await run({ command: binaries.initdb, args, runAs, directory });
  await rename(places.unfinished, places.data);
  await syncFolder(directory);
  log.info({ ms: Math.round(performance.now() - since) }, 'made the database cluster');
}

/** Resolves when the server takes connections. Processes of an earlier life on the same data are ended before. */
export async function startServer(cluster: Cluster): Promise<ChildProcess> {
  const { directory, places, binaries, runAs, durable, log } = cluster;
  const since = performance.now();
  const ended = await endLeftover(places.data);
  if (ended > 0) log.warn({ processes: ended }, 'ended PostgreSQL processes left over from an earlier life');
  const args = serverArguments(places, durable);
  const child = await serve({ command: binaries.postgres, args, runAs, directory }, places.data);
  log.info({ pid: child.pid, way: runAs.way, ms: Math.round(performance.now() - since) }, 'PostgreSQL is up');
  return child;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
