import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Provider, type Configuration } from 'oidc-provider';
import type { CustomFetch } from 'openid-client';
import { languageFor, translator } from '../../../locales/index.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { originOf } from '../../plugins/origin.ts';
import { memoryAdapter } from './test-provider-memory.ts';
import { personPage, TEST_PEOPLE } from './test-provider-page.ts';

export const TEST_SIGN_ON = '/test-sign-on';
const MOST_ORIGINS = 8;
const LIFETIME_SECONDS = 600;

type ProviderFor = (origin: string) => Provider;

/**
 * A provider of invented people, for demonstration and tests only: whoever clicks on a person is that person. It
 * keeps nothing.
 */
export function mountTestProvider(app: FastifyInstance, services: Services): void {
  const providerFor = providers();
  void app.register((scope, _options, done) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    const interaction = `${TEST_SIGN_ON}/interaction/:uid`;
    scope.get(interaction, (request, reply) =>
      showPeople(providerFor(originOf(services, request)), request, reply),
    );
    scope.post(interaction, (request, reply) =>
      choose(providerFor(originOf(services, request)), request, reply),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: `${TEST_SIGN_ON}/*`,
      config: { ownCredentials: true },
      handler: (request, reply) => answer(providerFor(originOf(services, request)), services, request, reply),
    });
    done();
  });
}

/** Lets us be our own client without a detour over the network. */
export const fetchThrough =
  (app: FastifyInstance): CustomFetch =>
  async (url, { method, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const given = { ...headers, host };
    const form = typeof body === 'string' || body instanceof URLSearchParams ? body.toString() : undefined;
    const verb = method === 'POST' ? 'POST' : 'GET';
    const {
      statusCode,
      headers: answered,
      rawPayload,
    } = await app.inject({
      method: verb,
      url: `${pathname}${search}`,
      headers: given,
      ...(form === undefined ? {} : { payload: form }),
    });
    const contentType = answered['content-type']?.toString() ?? '';
    return new Response(new Uint8Array(rawPayload), {
      status: statusCode,
      headers: { 'content-type': contentType },
    });
  };

function providers(): ProviderFor {
  const byOrigin = new Map<string, Provider>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' };
  return (origin) => {
    const known = byOrigin.get(origin);
    if (known) return known;
    const made = new Provider(`${origin}${TEST_SIGN_ON}`, configurationFor(origin, key));
    made.proxy = true;
    if (byOrigin.size >= MOST_ORIGINS) byOrigin.clear();
    byOrigin.set(origin, made);
    return made;
  };
}

type SigningKey = NonNullable<Configuration['jwks']>['keys'][number];

const configurationFor = (origin: string, key: SigningKey): Configuration => ({
  adapter: memoryAdapter(),
  clients: [
    {
      client_id: 'kaishu',
      redirect_uris: [`${origin}/sign-on/return`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'none',
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  claims: { openid: ['sub', 'acr', 'identity_number'], profile: ['name'] },
  acrValues: TEST_PEOPLE.map(({ contextClass }) => contextClass),
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
  interactions: { url: (_context, { uid }) => `${TEST_SIGN_ON}/interaction/${uid}` },
  ttl: {
    AccessToken: LIFETIME_SECONDS,
    AuthorizationCode: 60,
    Grant: LIFETIME_SECONDS,
    IdToken: LIFETIME_SECONDS,
    Interaction: LIFETIME_SECONDS,
    // Each sign-in asks again who one is.
    Session: 1,
  },
  // Its session is over before the code is exchanged, on a busy machine.
  expiresWithSession: () => false,
  findAccount: (_context, subject) => {
    const person = TEST_PEOPLE.find((each) => each.subject === subject);
    return (
      person && {
        accountId: subject,
        claims: () => ({
          sub: subject,
          name: person.name,
          acr: person.contextClass,
          ...(person.identityNumber !== undefined && { identity_number: person.identityNumber }),
        }),
      }
    );
  },
  // Nobody is asked for consent: the only client is this platform itself.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId,
      accountId: oidc.session?.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

async function answer(
  provider: Provider,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.hijack();
  const { protocol, host } = new URL(originOf(services, request));
  // As if it stood alone at our public address: not in a folder of it, and behind no proxy but ours.
  Object.assign(request.raw.headers, {
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-host': host,
  });
  Object.assign(request.raw, { originalUrl: request.url, url: request.url.slice(TEST_SIGN_ON.length) });
  await provider.callback()(request.raw, reply.raw);
  return reply;
}

async function showPeople(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { uid } = await interactionOf(provider, request, reply);
  const language = languageFor(request.headers['accept-language']);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .send(personPage(`${TEST_SIGN_ON}/interaction/${uid}`, language, translator(language)));
}

async function choose(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await interactionOf(provider, request, reply);
  const chosen = new URLSearchParams(request.url.split('?')[1]).get('person');
  const person = TEST_PEOPLE.find(({ subject }) => subject === chosen);
  reply.hijack();
  await provider.interactionFinished(
    request.raw,
    reply.raw,
    person
      ? { login: { accountId: person.subject, acr: person.contextClass, remember: false } }
      : { error: 'access_denied' },
  );
  return reply;
}

/** The sign-in that this browser is in the midst of. */
function interactionOf(
  provider: Provider,
  { raw }: FastifyRequest,
  reply: FastifyReply,
): Promise<{ uid: string }> {
  return provider.interactionDetails(raw, reply.raw).catch(() => {
    throw new Problem('sign-on-failed');
  });
}
