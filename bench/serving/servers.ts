import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Command, CpuTime, Ready } from './protocol.ts';

export interface Servers extends Ready {
  /** What the servers' process has used; waits for access records. */
  cpu(): Promise<CpuTime>;
  engineAlone(times: number, connections: number): Promise<void>;
  /** Makes an object of all accesses recorded so far. */
  seal(): Promise<void>;
  end(): Promise<void>;
}

/** Starts the process of `child.ts` on a demonstration city of its own. */
export async function startServers(): Promise<Servers> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
  const child = fork(path.join(import.meta.dirname, 'child.ts'), [path.join(directory, 'data')]);
  const next = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const command = async (asked: Command): Promise<unknown> => {
    const answered = next();
    child.send(asked);
    return answered;
  };
  // Only child.ts writes to this channel, by the protocol.
  const ready = (await next()) as Ready;
  return {
    ...ready,
    cpu: async () => (await command({ what: 'cpu' })) as CpuTime,
    engineAlone: async (times, connections) => void (await command({ what: 'engine', times, connections })),
    seal: async () => void (await command({ what: 'seal' })),
    end: async () => {
      const ended = once(child, 'exit');
      child.send({ what: 'end' } satisfies Command);
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
