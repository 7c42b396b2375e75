import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Services } from '../context.ts';
import { ACTING_HEADER, localCaller } from '../features/local-administrator/index.ts';
import { callerOf, isPlainVisitor } from './caller.ts';
import type { Limiter } from './limits.ts';

/** Tries of these are counted of their own. */
const SIGN_INS: ReadonlySet<string> = new Set(['signIn', 'signInByCertificate']);

/**
 * Who calls is found out once per request, before anything else looks at it, and the request is counted against them;
 * assets need nobody. `isLocal` says whether a request came over the socket in the data folder.
 */
export function admitCallers(
  app: FastifyInstance,
  services: Services,
  limiter: Limiter,
  isLocal: (request: FastifyRequest) => boolean = () => false,
): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/assets/')) done();
    else if (isLocal(request)) settle(localCallerOf(services, request), request, done);
    else if (isPlainVisitor(request)) {
      // Most calls: nothing to look up, and so nothing to wait for.
      limiter.count(request.access.caller, request.access.address, reply);
      done();
    } else settle(admit(services, limiter, request, reply), request, done);
  });
}

function settle(finding: Promise<Caller>, request: FastifyRequest, done: (error?: Error) => void): void {
  finding.then((caller) => {
    request.access.caller = caller;
    done();
  }, done);
}

const localCallerOf = (services: Services, { headers }: FastifyRequest): Promise<Caller> => {
  const acting = headers[ACTING_HEADER];
  return localCaller(services, typeof acting === 'string' ? acting : undefined);
};

async function admit(
  services: Services,
  limiter: Limiter,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> {
  const { address } = request.access;
  if (request.headers.authorization !== undefined) limiter.refuseGuessing(address);
  const caller = await callerOf(services, request).catch((error: unknown) => {
    limiter.countBadCredentials(address);
    throw error;
  });
  limiter.count(caller, address, reply);
  if (SIGN_INS.has(request.routeOptions.config.operation?.id ?? '')) limiter.countSignIn(address);
  return caller;
}
