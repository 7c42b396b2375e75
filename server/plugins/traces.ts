import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { randomDigits } from '../random-ids.ts';

/** W3C Trace Context: version, trace, parent, flags. All zeros name nothing. */
const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/;
const SPAN_DIGITS = 16;

/** The trace that the caller goes on with, else a new one: it names the request in logs, events and problems. */
export function traceIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const { traceparent } = headers;
  const given = typeof traceparent === 'string' ? TRACE_PARENT.exec(traceparent)?.[1] : undefined;
  return given ?? randomDigits();
}

/** Every answer says which trace it belongs to (W3C Trace Context, level 2). */
export function answerTraces(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('traceresponse', `00-${request.id}-${randomDigits().slice(0, SPAN_DIGITS)}-00`);
    done();
  });
}
