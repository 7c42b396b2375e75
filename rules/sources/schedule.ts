import type { LiveSetting } from './live.ts';
import type { SourceAddress } from './source.schema.ts';

export const LONGEST_INTERVAL_SECONDS = 30 * 24 * 3600;
/** A live source may be asked every few seconds; each pull of another one makes a file and perhaps a version. */
const SHORTEST_INTERVAL_SECONDS = { live: 5, usual: 60 } as const;

export interface Schedule {
  address: Pick<SourceAddress, 'kind'>;
  everySeconds: number | null;
  live: LiveSetting | null;
}
/** What cannot be so; the sentence is in the locale under `source.schedule.<reason>`. */
export interface ScheduleFault {
  pointer: '/live' | '/everySeconds';
  reason: 'push-is-live' | 'push-has-no-interval' | 'interval';
  args: { least: number; most: number };
}

/** How often a source may be pulled: what is pushed never, what is live from 5 s on, the rest from a minute on. */
export function scheduleFault({ address, everySeconds, live }: Schedule): ScheduleFault | null {
  const least = SHORTEST_INTERVAL_SECONDS[live ? 'live' : 'usual'];
  const args = { least, most: LONGEST_INTERVAL_SECONDS };
  if (address.kind === 'push') {
    if (live === null) return { pointer: '/live', reason: 'push-is-live', args };
    return everySeconds === null ? null : { pointer: '/everySeconds', reason: 'push-has-no-interval', args };
  }
  const fits = everySeconds !== null && everySeconds >= least && everySeconds <= LONGEST_INTERVAL_SECONDS;
  return fits ? null : { pointer: '/everySeconds', reason: 'interval', args };
}
