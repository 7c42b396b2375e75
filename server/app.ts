import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { languageFor, type Language } from '../locales/index.ts';
import type { Operation } from '../rules/api/operation.ts';
import type { Port } from '../rules/api/port.ts';
import { openApiOf, serversAt, type JsonSchema } from '../rules/api/openapi.ts';
import { Problem } from '../rules/problems/problems.ts';
import { callOperation } from './call-operation.ts';
import type { Call, Services } from './context.ts';
import type { AccessRecorder } from './features/access-records/index.ts';
import { serveTokens } from './features/grants/index.ts';
import { serveSignOn } from './features/sessions/index.ts';
import { receiveUploads } from './features/uploads/index.ts';
import { OPERATIONS } from './operations.ts';
import { recordAccesses } from './plugins/access-records.ts';
import { admitCallers } from './plugins/admission.ts';
import { serveHealth, type Readiness } from './plugins/health.ts';
import { serveCrawlerFiles } from './plugins/crawler-files.ts';
import { callFor, visitorCall } from './plugins/http-call.ts';
import { forgetDatasets } from './plugins/known-datasets.ts';
import { createLimiter, type Limiter } from './plugins/limits.ts';
import { createMetrics, serveMetrics, type Metrics } from './plugins/metrics.ts';
import { serveOperations } from './plugins/operations.ts';
import { originOf } from './plugins/origin.ts';
import { pageTurns } from './plugins/page-turns.ts';
import { pageLanguage, pages } from './plugins/pages.ts';
import { answerUnreadable, answerWithProblems, saidIn } from './plugins/problems.ts';
import { takeRowsBodies } from './plugins/rows-body.ts';
import { sharedAnswers } from './plugins/shared-answers.ts';
import type { Sharing } from './plugins/shared-pages.ts';
import { trusting } from './plugins/trusted-proxies.ts';
import { answerTraces, traceIdOf } from './plugins/traces.ts';
import { publicMarks } from './store/public-mark.ts';

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
  /** Says whether this process should be given work. */
  readiness?: Readiness;
  /** Without it nothing is measured and there is no `/metrics`. */
  metricsToken?: string | null;
}

/** limit → authenticate → validate → authorise → use case → present; the same for the API and for the pages. */
export async function createApp(services: Services, options: AppOptions = {}): Promise<FastifyInstance> {
  // Fastify's own type of a logger: pino's would make the whole app another type.
  const loggerInstance: FastifyBaseLogger = services.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs 1 µs: who logs says the trace id.
    childLoggerFactory: (logger) => logger,
    genReqId: traceIdOf,
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: options.trustedProxies?.length ? trusting(options.trustedProxies) : false,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (_error, socket) => answerUnreadable(socket),
  });
  answerWithProblems(app, apiLanguage);
  answerTraces(app);
  const { metricsToken = null, readiness } = options;
  const metrics = metricsToken === null ? null : createMetrics(services);
  recordAccesses(app, options.recordAccesses === false ? null : listening(services, metrics));
  const limiter = createLimiter(services.clock);
  admitCallers(app, services, limiter, options.isLocal);
  if (metrics && metricsToken !== null) serveMetrics(app, metrics, metricsToken);
  if (readiness) serveHealth(app, readiness);
  takeRowsBodies(app);
  const openApiAt = openApiFor(services);
  const callOf = (request: FastifyRequest, reply: FastifyReply): Call =>
    callFor(services, request, reply, apiLanguage(request));
  // Before the operations: a HEAD of tus is not the HEAD of a GET.
  await receiveUploads(app, services, callOf);
  serveOperations(app, OPERATIONS, callOf);
  serveSignOn(app, services, callOf);
  await serveTokens(app, services, limiter);
  app.get('/api/openapi.json', (request) => openApiAt(originOf(services, request)));
  if (options.withPages !== false) {
    const sharing = sharingFor(services);
    serveCrawlerFiles(app, services, sharing);
    await app.register(pages, {
      portOf: (request: FastifyRequest, reply: FastifyReply) =>
        Promise.resolve(portFor(services, limiter, request, reply)),
      originOf: (request: FastifyRequest) => originOf(services, request),
      sharing,
    });
  }
  return app;
}

/** What each call is told to when it has ended. */
const listening = ({ access }: Services, metrics: Metrics | null): Pick<AccessRecorder, 'record'> =>
  metrics === null
    ? access
    : {
        record: (ended) => {
          access.record(ended);
          metrics.called(ended);
        },
      };

/** The document by the origin that it is asked for at; put together once. */
function openApiFor({ profile }: Services): (origin: string) => JsonSchema {
  const operations = OPERATIONS.map(({ operation }) => operation);
  const about = { title: profile.platform['zh-CN'] };
  let made: JsonSchema | null = null;
  return (server) => {
    made ??= openApiOf(operations, { ...about, server: '' });
    return { ...made, servers: serversAt(server) };
  };
}

const apiLanguage = ({ headers }: FastifyRequest): Language => languageFor(headers['accept-language']);

/** What a page gets: the operations as the API has them, called by whoever asked for the page. */
function portFor(services: Services, limiter: Limiter, request: FastifyRequest, reply: FastifyReply): Port {
  const call = callFor(services, request, reply, pageLanguage(request));
  return portOfCall(call, (operation) => {
    if (operation.id === 'signIn') limiter.countSignIn(call.address);
  });
}

function portOfCall(call: Call, before: (operation: Operation) => void = () => undefined): Port {
  const { language, services, viewer } = call;
  const { city, platform } = services.profile;
  return {
    call: async (operation, input) => {
      before(operation);
      return callOperation(call, operation, input).catch((error: unknown) => {
        throw error instanceof Problem ? saidIn(error, language) : error;
      });
    },
    viewer,
    language,
    city: { name: city[language], platformName: platform[language], demonstration: services.demonstration },
  };
}

/** What is kept of pages is as old as the last change of what they show, on whichever node that was. */
const sharingFor = (services: Services): Sharing => ({
  answers: sharedAnswers({
    mark: publicMarks(services.pool),
    // Another node may have made the change.
    changed: () => forgetDatasets(services),
    clock: services.clock,
  }),
  turns: pageTurns(services.clock),
  portOf: (request, language, note) => portOfCall(visitorCall(services, request, { language, note })),
});
