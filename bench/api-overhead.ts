import { alternate, type Figure } from './figure.ts';
import { load } from './serving/load.ts';
import type { CpuTime } from './serving/protocol.ts';
import { startServers } from './serving/servers.ts';

const ROUNDS = 9;
const CALLS = 10_000;
const PAGES = 400;
/** Enough that the server always has something to do; pages keep the engine busy with few. */
const CONNECTIONS = { cached: 64, pages: 4 };

/** Processor time that a call costs the server's process. */
export const apiOverhead: Figure = {
  yardstick: "a bare Fastify route that answers the same headers and bytes; the engine's own work",
  run: async (say) => {
    say('building a demonstration city');
    const servers = await startServers();
    const { target, etag, bytes } = servers;
    const perCall = async (of: keyof CpuTime, calls: number, work: () => Promise<void>): Promise<number> => {
      const before = await servers.cpu();
      await work();
      return ((await servers.cpu())[of] - before[of]) / calls;
    };
    const cachedAt = (origin: string) => () =>
      perCall('whole', CALLS, () =>
        load({ origin, target, etag, requests: CALLS, connections: CONNECTIONS.cached }),
      );
    const pagesAt = (origin: string) => () =>
      perCall('serving', PAGES, () =>
        load({ origin, target, requests: PAGES, connections: CONNECTIONS.pages }),
      );
    try {
      say('calls that answer 304');
      const cached = [cachedAt(servers.recording), cachedAt(servers.bare)] as const;
      for (const each of cached) await each();
      const known = await alternate(ROUNDS, ...cached);
      say('pages of 20 rows');
      const uncached = [
        pagesAt(servers.recording),
        () => perCall('serving', PAGES, () => servers.engineAlone(PAGES, CONNECTIONS.pages)),
      ] as const;
      for (const each of uncached) await each();
      const page = await alternate(ROUNDS, ...uncached);
      return [
        { work: '304', ...known, unit: 'µs CPU', reach: '≤ 2 × the bare route' },
        {
          work: `page of 20 rows (${bytes} bytes), against the engine alone`,
          ...page,
          unit: 'µs CPU of the serving thread',
          reach: 'ours − yardstick ≤ 150 µs',
          note: `outside the engine ${(page.ours - page.yardstick).toFixed(0)} µs`,
        },
      ];
    } finally {
      await servers.end();
    }
  },
};
