import { cityDay } from '../../../rules/time/clock.ts';
import { nextDay } from '../../../rules/time/working-days.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call, Services } from '../../context.ts';
import { tokenBuckets, type Standing, type TokenBuckets } from '../../plugins/token-buckets.ts';
import { Recent } from '../../recent.ts';
import { addCalls, type Grant } from './grant.queries.ts';

const MOST = 10_000;
const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/** Calls of one grant on one day. */
interface Day {
  day: string;
  /** As the store has them, of all nodes. */
  settled: number;
  /** Of this node, on their way to the store. */
  pending: number;
  settling: Promise<void> | null;
}

interface Meter {
  /** By limit. */
  minutes: Map<number, TokenBuckets>;
  days: Recent<Promise<Day>>;
}

const METERS = new WeakMap<object, Meter>();

function meterOf({ db }: Pick<Services, 'db'>): Meter {
  const known = METERS.get(db) ?? { minutes: new Map(), days: new Recent<Promise<Day>>(MOST) };
  METERS.set(db, known);
  return known;
}

/**
 * Counts one call against what the grant allows in a minute and on a day, and says in RateLimit headers what is left.
 * Minutes are counted by each node; days in the store, which a node tells at once what it has let in.
 * Throws `grant-calls-used-up`.
 */
export async function countCall(call: Call, grant: Grant): Promise<void> {
  const { services, transport } = call;
  const { callsPerMinute, callsPerDay } = grant.terms;
  const now = services.clock.now();
  if (callsPerMinute !== null) {
    const { minutes } = meterOf(services);
    const buckets = minutes.get(callsPerMinute) ?? tokenBuckets(callsPerMinute, MOST);
    minutes.set(callsPerMinute, buckets);
    const standing = buckets.take(grant.id, now.getTime());
    transport.announce(...headersOf('grant-minute', standing, MINUTE_SECONDS));
    refuseWhenOver(standing, grant, 'minute');
  }
  const day = await today(services, grant, now);
  const used = day.settled + day.pending;
  if (callsPerDay !== null) {
    const reset = Math.ceil((Date.parse(`${nextDay(day.day)}T00:00:00+08:00`) - now.getTime()) / 1000);
    const allowed = used < callsPerDay;
    const remaining = Math.max(0, callsPerDay - used - 1);
    const standing = { allowed, limit: callsPerDay, remaining, reset };
    transport.announce(...headersOf('grant-day', standing, DAY_SECONDS));
    refuseWhenOver(standing, grant, 'day');
  }
  day.pending += 1;
  settle(services, grant.id, day);
}

function headersOf(name: string, { limit, remaining, reset }: Standing, window: number): [string, string] {
  return [`"${name}";q=${limit};w=${window}`, `"${name}";r=${remaining};t=${reset}`];
}

function refuseWhenOver({ allowed, limit, reset }: Standing, { id }: Grant, per: 'minute' | 'day'): void {
  if (allowed) return;
  throw new Problem('grant-calls-used-up', { provision: 'xz-21', grant: id, per, limit, retryAfter: reset });
}

/** What a node that has just begun does not know it asks the store for. */
async function today(services: Services, { id }: Grant, now: Date): Promise<Day> {
  const { days } = meterOf(services);
  const day = cityDay(now);
  const known = await days.get(id);
  if (known?.day === day) return known;
  const fresh = addCalls(services.db, id, day, 0).then((settled): Day => ({
    ...{ day, settled, pending: 0, settling: null },
  }));
  days.set(id, fresh);
  return fresh;
}

/** What comes while it runs goes with the next. A store that does not answer is asked again by the next call. */
function settle(services: Services, grantId: string, day: Day): void {
  if (day.settling || day.pending === 0) return;
  const calls = day.pending;
  day.settling = addCalls(services.db, grantId, day.day, calls).then(
    (settled) => {
      day.settled = settled;
      day.pending -= calls;
      day.settling = null;
      settle(services, grantId, day);
    },
    (error: unknown) => {
      day.settling = null;
      services.log.warn({ err: error, grantId }, 'calls under a grant are not settled yet');
    },
  );
}
