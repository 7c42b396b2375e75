import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../rules/problems/problems.ts';
import { REQUEST_LIMITS, type LimitKind, type RequestLimits } from '../../rules/sessions/request-limits.ts';
import type { Clock } from '../../rules/time/clock.ts';
import type { Caller } from '../context.ts';
import { tokenBuckets, type Standing } from './token-buckets.ts';

/** About 20 MB when full. */
const MOST_BUCKETS = 100_000;
const WINDOW_SECONDS = 60;

export interface Limiter {
  /**
   * Finds out who calls and counts the request against them; says in RateLimit headers what is left. Throws
   * `too-many-requests`, and whatever `authenticate` throws. Who keeps coming with bad credentials is refused
   * before anything is looked up.
   */
  admit(request: FastifyRequest, reply: FastifyReply, authenticate: () => Promise<Caller>): Promise<Caller>;
  /** Counts one try to sign in from that address, for pages that reach the operation without its route. */
  countSignIn(address: string): void;
}

export function createLimiter(clock: Clock, limits: RequestLimits = REQUEST_LIMITS): Limiter {
  const buckets = tokenBuckets(MOST_BUCKETS);
  const take = (kind: LimitKind, key: string): Standing =>
    buckets.take(`${kind} ${key}`, limits[kind], clock.now().getTime());
  const refuseWhenOver = (standing: Standing): void => {
    if (!standing.allowed) throw new Problem('too-many-requests', { retryAfter: standing.reset });
  };
  const countSignIn = (address: string): void => refuseWhenOver(take('sign-in', networkOf(address)));
  return {
    countSignIn,
    admit: async (request, reply, authenticate) => {
      const network = networkOf(request.ip);
      const bad = buckets.look(
        `bad-credentials ${network}`,
        limits['bad-credentials'],
        clock.now().getTime(),
      );
      if (request.headers.authorization !== undefined) refuseWhenOver(bad);
      const caller = await authenticate().catch((error: unknown) => {
        take('bad-credentials', network);
        throw error;
      });
      const [kind, key] = whoseOf(caller, network);
      const standing = take(kind, key);
      announce(reply, kind, standing);
      refuseWhenOver(standing);
      if (request.routeOptions.config.operation?.id === 'signIn') countSignIn(request.ip);
      return caller;
    },
  };
}

function whoseOf({ actor, tokenId }: Caller, network: string): [LimitKind, string] {
  if (tokenId !== null) return ['token', tokenId];
  return actor.accountId === null ? ['anonymous', network] : ['signed-in', actor.accountId];
}

/** draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "anonymous";q=600;w=60`, `RateLimit: "anonymous";r=599;t=1`. */
function announce(reply: FastifyReply, kind: LimitKind, { limit, remaining, reset }: Standing): void {
  reply.header('ratelimit-policy', `"${kind}";q=${limit};w=${WINDOW_SECONDS}`);
  reply.header('ratelimit', `"${kind}";r=${remaining};t=${reset}`);
}

/** A household or office is given a /64 of IPv6, and could use a new address of it for each request. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
