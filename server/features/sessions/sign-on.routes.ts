import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { returnPath } from '../../../rules/sessions/return-path.ts';
import { EMBEDDED_ISSUER, SIGN_ON_PATH, type SignOnSettings } from '../../../rules/sessions/sign-on.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call, Services } from '../../context.ts';
import { readCookie } from '../../plugins/read-cookie.ts';
import { holderVouchedFor } from '../accounts/index.ts';
import { openSession } from './open-session.ts';
import { relyingParty, RETURN_PATH, type RelyingParty } from './relying-party.ts';
import { insertAttempt, takeAttempt } from './sign-on.queries.ts';
import { fetchThrough, mountTestProvider, TEST_SIGN_ON } from './test-provider.ts';
import { secretDigest } from '../../secret-digest.ts';

const STATE_COOKIE = 'kaishu-sign-on';
const ATTEMPT_MINUTES = 10;

type CallOf = (request: FastifyRequest, reply: FastifyReply) => Call;
type PartyFor = (origin: string) => Promise<RelyingParty>;

/**
 * City sign-on, for browsers: `/sign-on?to=/path` leads to the provider, who sends back to `/sign-on/return`. Does
 * nothing where none is set up.
 */
export function serveSignOn(app: FastifyInstance, services: Services, callOf: CallOf): void {
  const { signOn } = services;
  if (!signOn) return;
  const partyFor = relyingParties(app, signOn);
  if (signOn.issuer === EMBEDDED_ISSUER) mountTestProvider(app, services);
  app.get(SIGN_ON_PATH, async (request, reply) => {
    const call = callOf(request, reply);
    return reply.redirect(await begin(call, partyFor, wishOf(request)), 303);
  });
  app.get(RETURN_PATH, async (request, reply) => {
    const call = callOf(request, reply);
    const state = readCookie(request, STATE_COOKIE);
    call.transport.clearCookie(STATE_COOKIE);
    const target = await finish(call, partyFor, request.url, state).catch((error: unknown) => {
      request.log.warn({ err: error, traceId: request.id }, 'city sign-on was not completed');
      return failure(request);
    });
    return reply.redirect(target, 303);
  });
}

/** One for each address by which this installation is reached; a provider out of reach is asked again next time. */
function relyingParties(app: FastifyInstance, settings: SignOnSettings): PartyFor {
  const parties = new Map<string, Promise<RelyingParty>>();
  return (origin) => {
    const embedded = settings.issuer === EMBEDDED_ISSUER;
    const issuer = embedded ? `${origin}${TEST_SIGN_ON}` : settings.issuer;
    const known = parties.get(issuer);
    if (known) return known;
    const party = relyingParty({ ...settings, issuer }, embedded ? fetchThrough(app) : undefined);
    parties.set(issuer, party);
    party.catch(() => parties.delete(issuer));
    return party;
  };
}

function wishOf({ query }: FastifyRequest): string {
  const wished = query !== null && typeof query === 'object' && 'to' in query ? query.to : undefined;
  return returnPath(typeof wished === 'string' ? wished : undefined);
}

async function begin({ services, transport }: Call, partyFor: PartyFor, returnTo: string): Promise<string> {
  const party = await partyFor(transport.origin);
  const { url, state, nonce, codeVerifier } = await party.begin(transport.origin);
  const now = services.clock.now();
  const expiresAt = new Date(now.getTime() + ATTEMPT_MINUTES * 60_000);
  const attempt = { stateHash: secretDigest(state), nonce, codeVerifier, returnTo, now, expiresAt };
  await insertAttempt(services.db, attempt);
  transport.setCookie(STATE_COOKIE, state, { maxAge: ATTEMPT_MINUTES * 60 });
  return url.href;
}

/** The browser that comes back is the one that was sent: it has the state in a cookie. */
async function finish(
  call: Call,
  partyFor: PartyFor,
  url: string,
  state: string | undefined,
): Promise<string> {
  const { services, transport } = call;
  const attempt = state && (await takeAttempt(services.db, secretDigest(state), services.clock.now()));
  if (!state || !attempt) throw new Problem('sign-on-failed');
  const party = await partyFor(transport.origin);
  const vouched = await party.finish(new URL(url, transport.origin), state, attempt);
  await openSession(call, await holderVouchedFor(call, vouched), 'city-sign-on');
  return attempt.returnTo;
}

/** People read it on the sign-in page, programs as a problem. */
function failure({ headers }: FastifyRequest): string {
  if (headers.accept?.includes('text/html')) return '/sign-in?problem=sign-on-failed';
  throw new Problem('sign-on-failed');
}
