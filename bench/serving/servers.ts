import { forkChild } from './fork-child.ts';
import type { CpuTime, Ready } from './protocol.ts';

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
  const { ready, command, end } = await forkChild<Ready>('child.ts');
  return {
    ...ready,
    cpu: async () => (await command({ what: 'cpu' })) as CpuTime,
    engineAlone: async (times, connections) => void (await command({ what: 'engine', times, connections })),
    seal: async () => void (await command({ what: 'seal' })),
    end,
  };
}
