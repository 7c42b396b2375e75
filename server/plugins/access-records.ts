import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, Served } from '../context.ts';
import type { Access, AccessRecorder } from '../features/access-records/index.ts';
import { NOBODY } from './caller.ts';

/** What is learnt about a call while it is answered; filled in by whoever learns it. */
export interface AccessNote {
  /** As it was when the call came: a connection that is gone has none. */
  readonly address: string;
  caller: Caller;
  served: Served | null;
  /** The operation's id, once it is known that it is one; what routes the call is slow to ask. */
  operation: string | null;
  /** When the call came, in ms, and what had been written on its connection before, in bytes. */
  readonly arrived: number;
  readonly already: number;
}

const CLIENT_LEFT = 499;
/** 35 minutes: what the column holds. */
const LONGEST_US = 2 ** 31 - 1;

/**
 * Records every call of the API, downloads among them, once its answer is out or its caller gone. What is asked for
 * (query, body) is never recorded.
 */
export function recordAccesses(app: FastifyInstance, access: Pick<AccessRecorder, 'record'> | null): void {
  app.decorateRequest('access');
  // Fastify's onResponse does not come when a caller leaves in the midst of a stream; `close` always does. One function
  // for all answers: a closure for each costs as much as the record itself.
  function recordEnd(this: ServerResponse): void {
    const request = this[RECORDED];
    if (request) access?.record(accessOf(request, this));
  }
  app.addHook('onRequest', (request, reply, done) => {
    const recorded = access !== null && isRecorded(request);
    request.access = {
      address: request.ip || 'local',
      caller: NOBODY,
      served: null,
      operation: null,
      arrived: recorded ? performance.now() : 0,
      already: recorded ? request.raw.socket.bytesWritten : 0,
    };
    if (recorded) {
      reply.raw[RECORDED] = request;
      reply.raw.on('close', recordEnd);
    }
    done();
  });
}

const RECORDED: unique symbol = Symbol('recorded');

/** What routes a call is put together anew whenever it is asked for. */
const isRecorded = (request: FastifyRequest): boolean =>
  request.url.startsWith('/api/') || request.routeOptions.config.operation !== undefined;

function accessOf(request: FastifyRequest, answer: ServerResponse): Access {
  const { address, caller, served, operation, arrived, already } = request.access;
  // The response has let go of its connection by now.
  const { bytesWritten } = request.raw.socket;
  return {
    accountId: caller.actor.accountId,
    tokenId: caller.tokenId,
    role: caller.actor.role,
    address,
    operation: operation ?? routeOf(request),
    datasetId: served?.datasetId ?? null,
    version: served?.version ?? null,
    format: served?.format ?? null,
    status: answer.headersSent ? answer.statusCode : CLIENT_LEFT,
    bytes: bytesSent(answer, bytesWritten - already),
    durationUs: Math.min(Math.round((performance.now() - arrived) * 1000), LONGEST_US),
    traceId: request.id,
  };
}

function routeOf({ routeOptions: { config, url }, method }: FastifyRequest): string {
  return config.operation?.id ?? (url ? `${method} ${url}` : 'unknown');
}

/** An answer that is injected has no connection to count on: its stated length, then. */
const bytesSent = (answer: ServerResponse, counted: number): number =>
  Number.isFinite(counted) ? counted : Number(answer.getHeader('content-length') ?? 0);

declare module 'fastify' {
  interface FastifyRequest {
    access: AccessNote;
  }
}

declare module 'node:http' {
  interface ServerResponse {
    [RECORDED]?: FastifyRequest;
  }
}
