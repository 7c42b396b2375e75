import { alternate, type Figure } from './figure.ts';
import { load } from './serving/load.ts';
import { startServers } from './serving/servers.ts';

const ROUNDS = 9;
const CONNECTIONS = 4;

/** Processor time that a call costs the server's process. */
export const apiOverhead: Figure = {
  yardstick: "a bare Fastify route that answers the same bytes; the engine's own work",
  run: async (say) => {
    say('building a demonstration city');
    const servers = await startServers();
    const { target, etag, bytes } = servers;
    const perCall = async (calls: number, work: () => Promise<void>): Promise<number> => {
      const before = await servers.cpu();
      await work();
      return ((await servers.cpu()) - before) / calls;
    };
    const asked = (origin: string, requests: number, validator: { etag?: string }) => () =>
      perCall(requests, () => load({ origin, target, requests, connections: CONNECTIONS, ...validator }));
    try {
      say('calls that answer 304');
      const cached = [asked(servers.recording, 2000, { etag }), asked(servers.bare, 2000, { etag })] as const;
      for (const each of cached) await each();
      const known = await alternate(ROUNDS, ...cached);
      say('pages of 20 rows');
      const uncached = [
        asked(servers.recording, 400, {}),
        () => perCall(400, () => servers.engineAlone(400)),
      ] as const;
      for (const each of uncached) await each();
      const page = await alternate(ROUNDS, ...uncached);
      return [
        { work: '304', ...known, unit: 'µs CPU', reach: '≤ 2 × the bare route' },
        {
          work: `page of 20 rows (${bytes} bytes), against the engine alone`,
          ...page,
          unit: 'µs CPU',
          reach: 'ours − yardstick ≤ 150 µs',
          note: `outside the engine ${(page.ours - page.yardstick).toFixed(0)} µs`,
        },
      ];
    } finally {
      await servers.end();
    }
  },
};
