import cookies from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { languageFor, translator, type Language } from '../locales/index.ts';
import type { Port } from '../rules/api/port.ts';
import { openApiOf } from '../rules/api/openapi.ts';
import { callOperation } from './call-operation.ts';
import type { Call, Caller, Services, Transport } from './context.ts';
import { ACTING_HEADER, localCaller } from './features/local-administrator/index.ts';
import { serveSignOn } from './features/sessions/index.ts';
import { receiveUploads } from './features/uploads/index.ts';
import { OPERATIONS } from './operations.ts';
import { recordAccesses } from './plugins/access-records.ts';
import { callerOf, originOf } from './plugins/caller.ts';
import { createLimiter } from './plugins/limits.ts';
import { serveOperations } from './plugins/operations.ts';
import { pageLanguage, pages } from './plugins/pages.ts';
import { answerUnreadable, answerWithProblems } from './plugins/problems.ts';
import { sixteenRandomBytes } from './random-bytes.ts';

const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

export interface AppOptions {
  /** Reverse proxies whose X-Forwarded-* headers are believed. */
  trustedProxies?: readonly string[];
  /** Whether the request came over the socket in the data folder. */
  isLocal?: (request: FastifyRequest) => boolean;
  /** False leaves the pages out: the API alone. */
  withPages?: boolean;
  /** False only to measure what recording costs. */
  recordAccesses?: boolean;
}

/** limit → authenticate → validate → authorise → use case → present; the same for the API and for the pages. */
export async function createApp(services: Services, options: AppOptions = {}): Promise<FastifyInstance> {
  // Fastify's own type of a logger: pino's would make the whole app another type.
  const loggerInstance: FastifyBaseLogger = services.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => sixteenRandomBytes().toString('hex'),
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (_error, socket) => answerUnreadable(socket),
  });
  await app.register(cookies);
  answerWithProblems(app, apiLanguage);
  recordAccesses(app, options.recordAccesses === false ? null : services.access);
  authenticate(app, services, options.isLocal ?? (() => false));
  const callOf = (request: FastifyRequest, reply: FastifyReply): Call =>
    callFor(services, request, reply, apiLanguage(request));
  // Before the operations: a HEAD of tus is not the HEAD of a GET.
  await receiveUploads(app, services, callOf);
  serveOperations(app, OPERATIONS, callOf);
  serveSignOn(app, services, callOf);
  app.get('/api/openapi.json', (request) =>
    openApiOf(
      OPERATIONS.map(({ operation }) => operation),
      { title: services.profile.platform['zh-CN'], server: originOf(services, request) },
    ),
  );
  if (options.withPages !== false) {
    await app.register(pages, {
      portOf: (request: FastifyRequest, reply: FastifyReply) =>
        Promise.resolve(portFor(services, request, reply)),
    });
  }
  return app;
}

const apiLanguage = ({ headers }: FastifyRequest): Language => languageFor(headers['accept-language']);

/** Who calls is found out once per request, before anything else looks at it; assets and health need nobody. */
function authenticate(
  app: FastifyInstance,
  services: Services,
  isLocal: (request: FastifyRequest) => boolean,
): void {
  const limiter = createLimiter(services.clock);
  app.decorateRequest('caller');
  app.decorateRequest('countSignIn');
  app.addHook('onRequest', async (request, reply) => {
    request.countSignIn = () => limiter.countSignIn(request.ip);
    if (request.url.startsWith('/assets/')) return;
    const acting = request.headers[ACTING_HEADER];
    request.caller = isLocal(request)
      ? await localCaller(services, typeof acting === 'string' ? acting : undefined)
      : await limiter.admit(request, reply, () => callerOf(services, request));
    request.access.caller = request.caller;
  });
}

function callFor(services: Services, request: FastifyRequest, reply: FastifyReply, language: Language): Call {
  return {
    ...request.caller,
    services,
    transport: transportOf(services, request, reply),
    traceId: request.id,
    address: request.ip,
    language,
    t: translator(language),
  };
}

function transportOf(services: Services, request: FastifyRequest, reply: FastifyReply): Transport {
  const origin = originOf(services, request);
  const cookie = { httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:'), path: '/' } as const;
  return {
    setCookie: (name, value, { maxAge, path = '/' }) =>
      void reply.setCookie(name, value, { ...cookie, path, maxAge }),
    clearCookie: (name) => void reply.clearCookie(name, cookie),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    note: (facts) => void Object.assign(request.access, facts),
    origin,
  };
}

/** What a page gets: the operations as the API has them, called by whoever asked for the page. */
function portFor(services: Services, request: FastifyRequest, reply: FastifyReply): Port {
  const language = pageLanguage(request);
  const call = callFor(services, request, reply, language);
  const { city, platform } = services.profile;
  return {
    call: async (operation, input) => {
      if (operation.id === 'signIn') request.countSignIn();
      return callOperation(call, operation, input);
    },
    viewer: request.caller.viewer,
    language,
    city: { name: city[language], platformName: platform[language], demonstration: services.demonstration },
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    countSignIn(): void;
  }
}
