import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
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
  // Fastify's onResponse does not come when a caller leaves in the midst of a stream; `close` always does. One function
  // for all answers: a closure for each costs as much as the record itself.
  function recordEnd(this: ServerResponse): void {
    const call = this[RECORDED];
    if (call) access?.record(accessOf(call, this));
  }
  app.addHook('onRequest', (request, reply, done) => {
    request.access = { address: request.ip || 'local', caller: NOBODY, served: null };
    if (access && isRecorded(request)) {
      // The response lets go of its connection before it closes.
      const connection = request.raw.socket;
      reply.raw[RECORDED] = {
        request,
        connection,
        already: connection.bytesWritten,
        arrived: performance.now(),
      };
      reply.raw.on('close', recordEnd);
    }
    done();
  });
}

const RECORDED: unique symbol = Symbol('recorded');

/** A call that is to be recorded when its answer is out. */
interface RecordedCall {
  request: FastifyRequest;
  connection: Socket;
  /** Bytes written on the connection before, and when the call came, in ms. */
  already: number;
  arrived: number;
}

const isRecorded = ({ url, routeOptions }: FastifyRequest): boolean =>
  url.startsWith('/api/') || routeOptions.config.operation !== undefined;

function accessOf({ request, connection, already, arrived }: RecordedCall, answer: ServerResponse): Access {
  const { address, caller, served } = request.access;
  return {
    accountId: caller.actor.accountId,
    tokenId: caller.tokenId,
    role: caller.actor.role,
    address,
    operation: operationOf(request),
    datasetId: served?.datasetId ?? null,
    version: served?.version ?? null,
    format: served?.format ?? null,
    status: answer.headersSent ? answer.statusCode : CLIENT_LEFT,
    bytes: bytesSent(answer, connection.bytesWritten - already),
    durationUs: Math.min(Math.round((performance.now() - arrived) * 1000), LONGEST_US),
    traceId: request.id,
  };
}

function operationOf({ routeOptions: { config, url }, method }: FastifyRequest): string {
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
    [RECORDED]?: RecordedCall;
  }
}
