import { alternate, timed, type Figure, type Measured } from './figure.ts';
import { load, type Load } from './serving/load.ts';
import { startServers, type Servers } from './serving/servers.ts';

const ROUNDS = 11;

/** Throughput of the same calls with and without access records. */
export const accessRecords: Figure = {
  yardstick: 'the same calls, recording off',
  run: async (say) => {
    say('building a demonstration city');
    const servers = await startServers();
    try {
      const unchanged = { etag: servers.etag, connections: 64 };
      return [
        {
          ...(await compare(servers, 'calls that answer 304', unchanged, 60_000, say)),
          note: `sealing costs ${(await sealing(servers)).toFixed(1)} µs CPU a record, later, on other threads`,
        },
        await compare(servers, 'pages of 20 rows', { connections: 8 }, 1500, say),
      ];
    } finally {
      await servers.end();
    }
  },
};

async function compare(
  { recording, silent, target, cpu }: Servers,
  work: string,
  asking: Pick<Load, 'etag' | 'connections'>,
  requests: number,
  say: (text: string) => void,
): Promise<Measured> {
  say(work);
  const rate = (origin: string) => async (): Promise<number> => {
    const all = async (): Promise<void> => {
      await load({ origin, target, requests, ...asking });
      // Until all are recorded.
      await cpu();
    };
    return (requests / (await timed(all))) * 1000;
  };
  await rate(recording)();
  await rate(silent)();
  const measured = await alternate(ROUNDS, rate(recording), rate(silent));
  return { work, ...measured, unit: 'calls/s', reach: '≥ 0.95' };
}

const SEALED = 50_000;

/** Processor time of the whole process for each record. */
async function sealing({ recording: origin, target, etag, seal, cpu }: Servers): Promise<number> {
  await seal();
  await load({ origin, target, etag, requests: SEALED, connections: 64 });
  const before = await cpu();
  await seal();
  return ((await cpu()).whole - before.whole) / SEALED;
}
