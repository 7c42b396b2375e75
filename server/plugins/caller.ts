import type { FastifyRequest } from 'fastify';
import { VISITOR } from '../../rules/access/roles.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Caller, Services } from '../context.ts';
import { callerByPass } from '../features/grants/index.ts';
import { callerBySession, sessionCookieName } from '../features/sessions/index.ts';
import { callerByToken } from '../features/tokens/index.ts';
import { originOf } from './origin.ts';
import { readCookie } from './read-cookie.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);
export const NOBODY: Caller = { actor: VISITOR, viewer: null, sessionId: null, tokenId: null };

/** A visitor who brings no credentials and changes nothing: {@link NOBODY}, without a look. */
export const isPlainVisitor = ({ headers, method }: FastifyRequest): boolean =>
  headers.authorization === undefined && headers.cookie === undefined && HARMLESS.has(method);

/**
 * Who is calling: by `Authorization: Bearer`, else by session cookie, else a visitor, who costs nothing. Throws
 * `sign-in-required` for a token that is not good (any more), `cross-site-request` for an act that another site set
 * off. An ended session is a visitor's.
 */
export async function callerOf(services: Services, request: FastifyRequest): Promise<Caller> {
  if (request.routeOptions.config.ownCredentials === true) return NOBODY;
  const { authorization } = request.headers;
  if (authorization !== undefined) return callerByHeader(services, authorization);
  const secret = readCookie(request, sessionCookieName(originOf(services, request)));
  if (!HARMLESS.has(request.method) && isForeign(services, request, secret !== undefined)) {
    if (request.routeOptions.config.crossSite === true) return NOBODY;
    throw new Problem('cross-site-request');
  }
  return (secret === undefined ? null : await callerBySession(services, secret)) ?? NOBODY;
}

async function callerByHeader(services: Services, authorization: string): Promise<Caller> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  const caller =
    token === undefined
      ? null
      : ((await callerByToken(services, token)) ?? (await callerByPass(services, token)));
  if (!caller) throw new Problem('sign-in-required');
  return caller;
}

/**
 * Browsers say where a request comes from: by Sec-Fetch-Site, on plain HTTP only by Origin. With a session one of
 * the two must speak for us; without one it is enough that neither speaks against (sign-in itself can be forged).
 */
function isForeign(services: Services, request: FastifyRequest, withSession: boolean): boolean {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return withSession;
  return origin !== originOf(services, request) && hostOf(origin) !== request.host;
}

const hostOf = (origin: string | undefined): string | null =>
  origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open to scripts of other sites, who call it as visitors whatever cookie comes along. */
    crossSite?: true;
    /** Checks credentials of its own, which are none of ours. */
    ownCredentials?: true;
  }
}
