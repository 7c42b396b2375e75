import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../rules/access/roles.ts';
import type { AccessRecorder } from '../features/access-records/index.ts';

/** What is learnt about a call while it is answered; filled in by whoever learns it. */
export interface AccessNote {
  caller?: { actor: Actor; tokenId: string | null };
  datasetId?: string;
  /** The number of the data version that was served. */
  version?: number;
  format?: string;
}

const CLIENT_LEFT = 499;
/** 35 minutes: what the column holds. */
const LONGEST_US = 2 ** 31 - 1;

/**
 * Records every call of the API, downloads among them, once its answer is out or its caller gone. What is asked for
 * (query, body) is never recorded.
 */
export function recordAccesses(app: FastifyInstance, access: AccessRecorder | null): void {
  app.decorateRequest('access');
  app.addHook('onRequest', (request, reply, done) => {
    request.access = {};
    if (access && isRecorded(request)) recordAtEnd(request, reply, access);
    done();
  });
}

const isRecorded = ({ routeOptions, url }: FastifyRequest): boolean =>
  routeOptions.config.operation !== undefined || url.startsWith('/api/');

function recordAtEnd(request: FastifyRequest, reply: FastifyReply, access: AccessRecorder): void {
  // The response lets go of its connection before it closes.
  const connection = request.raw.socket;
  const already = connection.bytesWritten;
  const arrived = performance.now();
  // Fastify's onResponse does not come when a caller leaves in the midst of a stream; `close` always does.
  reply.raw.once('close', () => {
    const { caller, datasetId = null, version = null, format = null } = request.access;
    access.record({
      accountId: caller?.actor.accountId ?? null,
      tokenId: caller?.tokenId ?? null,
      role: caller?.actor.role ?? 'visitor',
      address: request.ip || 'local',
      operation: operationOf(request),
      datasetId,
      version,
      format,
      status: reply.raw.headersSent ? reply.statusCode : CLIENT_LEFT,
      bytes: bytesSent(reply, connection.bytesWritten - already),
      durationUs: Math.min(Math.round((performance.now() - arrived) * 1000), LONGEST_US),
      traceId: request.id,
    });
  });
}

const operationOf = ({ routeOptions, method }: FastifyRequest): string =>
  routeOptions.config.operation?.id ?? (routeOptions.url ? `${method} ${routeOptions.url}` : 'unknown');

/** An answer that is injected has no connection to count on: its stated length, then. */
const bytesSent = (reply: FastifyReply, counted: number): number =>
  Number.isFinite(counted) ? counted : Number(reply.getHeader('content-length') ?? 0);

declare module 'fastify' {
  interface FastifyRequest {
    access: AccessNote;
  }
}
