import { alternate, takingTurns, type Figure } from './figure.ts';
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
  yardstick:
    "a bare Fastify route that answers the same headers and bytes; the engine's own work, in a loop and behind a bare route",
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
    const pagesAt = (origin: string, path: string) => () =>
      perCall('serving', PAGES, () =>
        load({ origin, target: path, requests: PAGES, connections: CONNECTIONS.pages }),
      );
    const engineAlone = () => perCall('serving', PAGES, () => servers.engineAlone(PAGES, CONNECTIONS.pages));
    try {
      say('calls that answer 304');
      const cached = [cachedAt(servers.recording), cachedAt(servers.bare)] as const;
      for (const each of cached) await each();
      const known = await alternate(ROUNDS, ...cached);
      say('pages of 20 rows');
      const { recording, bare } = servers;
      const pages = [
        pagesAt(recording, target),
        engineAlone,
        pagesAt(bare, '/bare-page'),
        pagesAt(bare, target),
      ];
      for (const each of pages) await each();
      const [ours = NaN, engine = NaN, asking = NaN, answering = NaN] = await takingTurns(ROUNDS, pages);
      const outside = (engineCosts: number): string => (ours - engineCosts).toFixed(0);
      return [
        { work: '304', ...known, unit: 'µs CPU', reach: '≤ 2 × the bare route' },
        {
          work: `page of 20 rows (${bytes} bytes), against what the engine adds to a bare route`,
          ours,
          yardstick: asking - answering,
          unit: 'µs CPU of the serving thread',
          reach: 'ours − yardstick ≤ 150 µs',
          // A thread that sleeps between calls pays for waking: the engine in a loop never does.
          note: `outside the engine ${outside(asking - answering)} µs (against the engine in a loop, ${engine.toFixed(0)} µs: ${outside(engine)}); a bare route that asks the engine as often costs ${asking.toFixed(0)}, one that does not ask ${answering.toFixed(0)}`,
        },
      ];
    } finally {
      await servers.end();
    }
  },
};
