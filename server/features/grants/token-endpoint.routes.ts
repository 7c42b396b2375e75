import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../../context.ts';
import type { Limiter } from '../../plugins/limits.ts';
import { givePass, PASS_SECONDS } from './passes.ts';

const FORM = 'application/x-www-form-urlencoded';

interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** `POST /oauth/token`: what OAuth 2.0 (RFC 6749, 4.4 and 5.2) says of client credentials, in its own words and forms. */
export async function serveTokens(
  app: FastifyInstance,
  services: Services,
  limiter: Pick<Limiter, 'refuseGuessing' | 'countBadCredentials'>,
): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, new URLSearchParams(String(body))),
    );
    scope.post('/oauth/token', { config: { ownCredentials: true } }, async (request, reply) => {
      reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const { address } = request.access;
      limiter.refuseGuessing(address);
      if (!form.has('grant_type')) return reply.code(400).send({ error: 'invalid_request' });
      if (form.get('grant_type') !== 'client_credentials')
        return reply.code(400).send({ error: 'unsupported_grant_type' });
      const given = credentialsOf(request, form);
      const pass = given && (await givePass(services, given.clientId, given.clientSecret));
      if (pass) return { access_token: pass, token_type: 'Bearer', expires_in: PASS_SECONDS };
      limiter.countBadCredentials(address);
      return reply
        .code(401)
        .header('www-authenticate', 'Basic realm="oauth"')
        .send({ error: 'invalid_client' });
    });
    done();
  });
}

/** By HTTP Basic, of which both halves are form-encoded, else in the body. */
function credentialsOf({ headers }: FastifyRequest, form: URLSearchParams): Credentials | null {
  const basic = /^Basic +([\w+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  const [clientId, clientSecret] =
    basic === undefined
      ? [form.get('client_id'), form.get('client_secret')]
      : Buffer.from(basic, 'base64').toString('utf8').split(':').map(unescaped);
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
