import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer, type Cluster } from './cluster.ts';

const RESTARTS = 5;

export interface Supervisor {
  pid(): number;
  stop(): Promise<void>;
}

/** Starts the server, and again whenever it dies before `stop()`; `onGone` is told when that fails for good. */
export async function supervise(cluster: Cluster, onGone: (problem: unknown) => void): Promise<Supervisor> {
  let child = await startServer(cluster);
  let stopping = false;
  let restarting = Promise.resolve();

  const restart = async (): Promise<void> => {
    for (let attempt = 1; !stopping; attempt += 1) {
      try {
        child = await startServer(cluster);
        watch();
        return;
      } catch (error) {
        cluster.log.error({ err: error, attempt }, 'PostgreSQL does not start');
        if (attempt === RESTARTS) return onGone(error);
        await pause(100 * 2 ** attempt);
      }
    }
  };
  const watch = (): void => {
    const ended = (): void => {
      if (stopping) return;
      cluster.log.error(
        { code: child.exitCode, signal: child.signalCode },
        'PostgreSQL ended; starting it again',
      );
      restarting = restart();
    };
    if (hasEnded(child)) ended();
    else child.once('exit', ended);
  };
  const endWithUs = (): void => void child.kill('SIGINT');

  process.once('exit', endWithUs);
  watch();
  return {
    pid: () => child.pid ?? 0,
    stop: async () => {
      stopping = true;
      process.off('exit', endWithUs);
      await restarting;
      await end(child);
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** SIGINT is PostgreSQL's fast shutdown: sessions are rolled back, a checkpoint is written. */
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}
