import { alternate, timed, type Figure, type Measured } from './figure.ts';
import { load } from './serving/load.ts';
import { startServers, type Servers } from './serving/servers.ts';

const ROUNDS = 15;
const CONNECTIONS = 8;

/** Throughput of the same calls with and without access records. */
export const accessRecords: Figure = {
  yardstick: 'the same calls, recording off',
  run: async (say) => {
    say('building a demonstration city');
    const servers = await startServers();
    try {
      return [
        await compare(servers, 'calls that answer 304', { etag: servers.etag }, 4000, say),
        await compare(servers, 'pages of 20 rows', {}, 800, say),
      ];
    } finally {
      await servers.end();
    }
  },
};

async function compare(
  { recording, silent, target }: Servers,
  work: string,
  validator: { etag?: string },
  requests: number,
  say: (text: string) => void,
): Promise<Measured> {
  say(work);
  const rate = (origin: string) => async (): Promise<number> => {
    const asked = { origin, target, requests, connections: CONNECTIONS, ...validator };
    return (requests / (await timed(() => load(asked)))) * 1000;
  };
  await rate(recording)();
  await rate(silent)();
  const measured = await alternate(ROUNDS, rate(recording), rate(silent));
  return { work, ...measured, unit: 'calls/s', reach: '≥ 0.95' };
}
