import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Download, type InputOf, type Operation, type OutputOf } from '../../rules/api/operation.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Call } from '../context.ts';
import { Recent } from '../recent.ts';
import { answerOnce } from './idempotency.ts';
import { refuseStale, tagRevision } from './revisions.ts';

export type UseCase<O> = (call: Call, input: InputOf<O>) => Promise<OutputOf<O>>;

/** An operation with the use case that answers it. */
export interface Handled {
  operation: Operation;
  /** Checks an input and fills in its defaults; throws {@link Problem}. */
  parse(input: object): object;
  /** Takes what `parse` answered; throws {@link Problem}. */
  run(call: Call, parsed: object): Promise<unknown>;
}

export function handle<O extends Operation>(operation: O, useCase: UseCase<O>): Handled {
  return {
    operation,
    parse: inputParser(operation),
    // The parser has established that the input is of the operation's own type.
    run: (call, parsed) => useCase(call, parsed as InputOf<O>),
  };
}

/**
 * Parameters, query and body as one flat object: texts of a query become numbers, defaults are filled in. A path
 * whose parameters cannot be right leads nowhere: not found.
 */
function inputParser({ params, query, body }: Operation): (input: object) => object {
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
      errors: errors.map((error) => ({ pointer: error.instancePath, detail: detailOf(error) })),
    });
  };
}

/** Of a wrong choice also what there is to choose from. */
const detailOf = (error: TLocalizedValidationError): string =>
  error.keyword === 'enum' ? `${error.message}: ${error.params.allowedValues.join(', ')}` : error.message;

const hasNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\0')
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNul);

type CallOf = (request: FastifyRequest, reply: FastifyReply) => Call;

/** Every operation at `/api/v1`; `callOf` says who is calling. */
export function serveOperations(app: FastifyInstance, handled: readonly Handled[], callOf: CallOf): void {
  const known = new Recent<object>(ADDRESSES_KEPT);
  for (const each of handled) {
    const { operation } = each;
    app.route({
      method: operation.method,
      url: `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      config: { operation },
      handler: operation.method === 'GET' ? reading(each, callOf, known) : acting(each, callOf),
    });
  }
}

/** About 12 MB when full of long ones. */
const ADDRESSES_KEPT = 4000;
const LONGEST_ADDRESS = 1000;

/** All that is asked for stands in the address: the same one is parsed once, as most calls ask for the same few. */
function reading(
  { operation, parse, run }: Handled,
  callOf: CallOf,
  known: Recent<object>,
): RouteHandlerMethod {
  const inputAt = (request: FastifyRequest): object => {
    const { url } = request;
    const remembered = known.get(url);
    if (remembered) return remembered;
    const parsed = Object.freeze(parse(inputOf(request)));
    if (url.length <= LONGEST_ADDRESS) known.set(url, parsed);
    return parsed;
  };
  return async (request, reply) => {
    request.access.operation = operation.id;
    return answer(reply, operation, await run(callOf(request, reply), inputAt(request)));
  };
}

function acting({ operation, parse, run }: Handled, callOf: CallOf): RouteHandlerMethod {
  return async (request, reply) => {
    const call = callOf(request, reply);
    const input = inputOf(request);
    refuseStale(request, operation, input);
    const act = (): Promise<unknown> => run(call, parse(input));
    const { value, status, repeated } = await answerOnce(request, call, { operation, input }, act);
    if (repeated) reply.header('idempotency-replayed', 'true');
    return answer(reply.code(status), operation, value);
  };
}

function answer(reply: FastifyReply, operation: Operation, value: unknown): FastifyReply {
  if (operation.response === Download) return sendDownload(reply, value as Download);
  tagRevision(reply, operation, value);
  return reply.send(reply.statusCode === 204 ? undefined : value);
}

function inputOf({ query, body, params }: FastifyRequest): object {
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) {
    throw new Problem('invalid-input', { errors: [{ pointer: '', detail: 'must be an object' }] });
  }
  return { ...(query as object), ...body, ...(params as object) };
}

function sendDownload(reply: FastifyReply, { status = 200, ...download }: Download): FastifyReply {
  const { contentType, headers, fileName, body } = download;
  reply.code(status);
  if (headers) reply.headers(headers);
  if (status === 304) return reply.send();
  reply.type(contentType);
  if (fileName !== undefined) reply.header('content-disposition', attachment(fileName));
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
