import { isIPv6 } from 'node:net';
import type { FastifyReply } from 'fastify';
import { Problem } from '../../rules/problems/problems.ts';
import { REQUEST_LIMITS, type LimitKind, type RequestLimits } from '../../rules/sessions/request-limits.ts';
import type { Clock } from '../../rules/time/clock.ts';
import type { Caller } from '../context.ts';
import { tokenBuckets, type Standing } from './token-buckets.ts';

/** Of each kind; about 20 MB when full. */
const MOST_BUCKETS = 100_000;
const WINDOW_SECONDS = 60;

/** Addresses stand for their networks. All but the last throw `too-many-requests`. */
export interface Limiter {
  /** Counts a request against its caller; says in RateLimit headers what is left. */
  count(caller: Caller, address: string, reply: FastifyReply): void;
  /** Counts one try to sign in. */
  countSignIn(address: string): void;
  /** Refuses who keeps coming with bad credentials, before anything is looked up. */
  refuseGuessing(address: string): void;
  countBadCredentials(address: string): void;
}

export function createLimiter(clock: Clock, limits: RequestLimits = REQUEST_LIMITS): Limiter {
  const kindOf = (kind: LimitKind) => {
    const buckets = tokenBuckets(limits[kind], MOST_BUCKETS);
    // draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "anonymous";q=600;w=60`, `RateLimit: "anonymous";r=599;t=1`.
    const policy = `"${kind}";q=${limits[kind]};w=${WINDOW_SECONDS}`;
    return {
      take: (key: string): Standing => buckets.take(key, clock.now().getTime()),
      look: (key: string): Standing => buckets.look(key, clock.now().getTime()),
      announce: (reply: FastifyReply, { remaining, reset }: Standing): void => {
        reply.header('ratelimit-policy', policy).header('ratelimit', `"${kind}";r=${remaining};t=${reset}`);
      },
    };
  };
  const anonymous = kindOf('anonymous');
  const signedIn = kindOf('signed-in');
  const token = kindOf('token');
  const signIn = kindOf('sign-in');
  const badCredentials = kindOf('bad-credentials');
  const countAs = (kind: typeof token, key: string, reply: FastifyReply): void => {
    const standing = kind.take(key);
    kind.announce(reply, standing);
    refuseWhenOver(standing);
  };
  return {
    count: ({ actor: { accountId }, tokenId }, address, reply) => {
      const kind = tokenId !== null ? token : accountId !== null ? signedIn : anonymous;
      countAs(kind, limitKeyOf(accountId, tokenId, address), reply);
    },
    countSignIn: (address) => refuseWhenOver(signIn.take(networkOf(address))),
    refuseGuessing: (address) => refuseWhenOver(badCredentials.look(networkOf(address))),
    countBadCredentials: (address) => void badCredentials.take(networkOf(address)),
  };
}

function refuseWhenOver({ allowed, reset }: Standing): void {
  if (!allowed) throw new Problem('too-many-requests', { retryAfter: reset });
}

/** Who is limited as one: a token, an account by its sessions, else a network. */
export const limitKeyOf = (accountId: string | null, tokenId: string | null, address: string): string =>
  tokenId ?? accountId ?? networkOf(address);

/** A household or office is given a /64 of IPv6, and could use a new address of it for each request. */
export function networkOf(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address;
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
