import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Download, type InputOf, type Operation, type OutputOf } from '../../rules/api/operation.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Call } from '../context.ts';
import { answerOnce } from './idempotency.ts';
import { refuseStale, tagRevision } from './revisions.ts';

export type UseCase<O> = (call: Call, input: InputOf<O>) => Promise<OutputOf<O>>;

/** An operation with the use case that answers it. */
export interface Handled {
  operation: Operation;
  /** Checks the input first; throws {@link Problem}. */
  run(call: Call, input: object): Promise<unknown>;
}

export function handle<O extends Operation>(operation: O, useCase: UseCase<O>): Handled {
  const parse = inputParser(operation);
  // The parser has established that the input is of the operation's own type.
  return { operation, run: (call, input) => useCase(call, parse(input) as InputOf<O>) };
}

/**
 * Parameters, query and body as one flat object: texts of a query become numbers, defaults are filled in. A path
 * whose parameters cannot be right leads nowhere: not found.
 */
function inputParser({ params, query, body }: Operation): (input: object) => unknown {
  const path = Compile(params);
  const inPath = new Set(Object.keys(params.properties));
  const properties = { ...query.properties, ...body.properties, ...params.properties };
  const whole = Compile(Type.Object(properties, { additionalProperties: false }));
  return (input) => {
    const given = Object.fromEntries(Object.entries(input).filter(([name]) => inPath.has(name)));
    if (!path.Check(path.Convert(given))) throw new Problem('not-found');
    // PostgreSQL keeps no U+0000 in a text.
    if (hasNul(input)) {
      throw new Problem('invalid-input', { errors: [{ pointer: '', detail: 'must not contain U+0000' }] });
    }
    const value = whole.Default(whole.Convert(input));
    if (whole.Check(value)) return value;
    const errors = whole.Errors(value).slice(0, 20);
    throw new Problem('invalid-input', {
      errors: errors.map(({ instancePath, message }) => ({ pointer: instancePath, detail: message })),
    });
  };
}

const hasNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\0')
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNul);

/** Every operation at `/api/v1`; `callOf` says who is calling. */
export function serveOperations(
  app: FastifyInstance,
  handled: readonly Handled[],
  callOf: (request: FastifyRequest, reply: FastifyReply) => Call,
): void {
  for (const { operation, run } of handled) {
    app.route({
      method: operation.method,
      url: `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      config: { operation },
      handler: async (request, reply) => {
        const call = callOf(request, reply);
        const input = inputOf(request);
        refuseStale(request, operation, input);
        const { value, status, repeated } = await answerOnce(request, call, { operation, input }, () =>
          run(call, input),
        );
        if (operation.response === Download) return sendDownload(reply, value as Download);
        if (repeated) reply.header('idempotency-replayed', 'true');
        tagRevision(reply, operation, value);
        return reply.code(status).send(status === 204 ? undefined : value);
      },
    });
  }
}

function inputOf({ query, body, params }: FastifyRequest): object {
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) {
    throw new Problem('invalid-input', { errors: [{ pointer: '', detail: 'must be an object' }] });
  }
  return { ...(query as object), ...body, ...(params as object) };
}

function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  reply
    .code(download.status ?? 200)
    .type(download.contentType)
    .headers(download.headers ?? {});
  if (download.fileName !== undefined) reply.header('content-disposition', attachment(download.fileName));
  const { body } = download;
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return reply.send(body);
  return reply.send(Readable.from(body, { objectMode: false }));
}

/** RFC 6266: an ASCII name for old clients, the real one beside it. */
function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
}
