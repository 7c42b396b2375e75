import type { TObject, TSchema } from 'typebox';
import { ProblemView } from '../problems/problem.schema.ts';
import { PROBLEMS, type ProblemCode } from '../problems/problems.ts';
import { Download, type Operation } from './operation.ts';
import { sharing, type JsonSchema } from './shared-schemas.ts';

export type { JsonSchema };

const SOFTWARE = { name: 'MulanPSL-2.0', identifier: 'MulanPSL-2.0' };

interface About {
  title: string;
  server: string;
  /** That of the data, where the operations serve data; else that of the software. */
  license?: { name: string; url: string };
}

/** Where the API is, at an origin. */
export const serversAt = (origin: string): JsonSchema[] => [{ url: `${origin}/api/v1` }];

/** OpenAPI 3.1 of operations: TypeBox schemas are JSON Schema, so nothing is written twice. */
export function openApiOf(operations: readonly Operation[], { title, server, license }: About): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = operationObject(operation);
  }
  const answers = operations.flatMap(problemAnswers).map(problemAnswer).sort(byName);
  const { part, schemas } = sharing({ paths, responses: Object.fromEntries(answers) });
  return {
    openapi: '3.1.0',
    info: { title, version: '1', license: license ?? SOFTWARE },
    servers: serversAt(server),
    paths: part.paths,
    components: {
      schemas,
      responses: part.responses,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY, IfMatch: IF_MATCH },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token, beginning with ks_' },
      },
    },
    // Anonymous use needs nothing (xz-17); a token raises limits and opens the consoles' operations.
    security: [{}, { token: [] }],
  };
}

function operationObject(operation: Operation): JsonSchema {
  const { id, summary, tag, params, query, body, response, status } = operation;
  const hasBody = Object.keys(body.properties).length > 0;
  const content =
    response === Download
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: plain(response) } };
  return {
    operationId: id,
    summary,
    tags: [tag],
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...headers(operation)],
    ...(hasBody ? { requestBody: { required: true, content: bodyContent(operation) } } : {}),
    responses: {
      [status]: status === 204 ? { description: 'Done' } : { description: 'Done', content },
      ...Object.fromEntries(
        problemAnswers(operation).map(({ status: refused, name }) => [
          refused,
          { $ref: `#/components/responses/${name}` },
        ]),
      ),
    },
  };
}

function bodyContent({ body, rowsBody }: Operation): JsonSchema {
  const text = { schema: { type: 'string' } };
  return {
    'application/json': { schema: plain(body) },
    ...(rowsBody && { 'application/x-ndjson': text, 'text/csv': text }),
  };
}

function parameters(schema: TObject, place: 'path' | 'query'): JsonSchema[] {
  const required = new Set((plain(schema)['required'] as string[] | undefined) ?? []);
  return Object.entries(schema.properties).map(([name, each]) => {
    const { description, ...rest } = plain(each);
    const optional = place === 'query' && (!required.has(name) || 'default' in rest);
    return { name, in: place, required: !optional, ...(description ? { description } : {}), schema: rest };
  });
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'For callers with an account: a repeated key answers again what it answered first, for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'ETag of what was read; refused with 412 when it has changed since',
  schema: { type: 'string' },
};

/** What answers bytes reads, also where its question needs a body. */
const isRead = ({ method, response }: Pick<Operation, 'method' | 'response'>): boolean =>
  method === 'GET' || response === Download;

function headers(operation: Operation): JsonSchema[] {
  if (isRead(operation)) return [];
  const { body } = operation;
  const key = { $ref: '#/components/parameters/IdempotencyKey' };
  return 'revision' in body.properties ? [key, { $ref: '#/components/parameters/IfMatch' }] : [key];
}

const EVERYWHERE: readonly ProblemCode[] = ['invalid-input', 'sign-in-required', 'too-many-requests'];
const OF_WRITES: readonly ProblemCode[] = ['idempotency-key-reused', 'request-under-way', 'already-done'];

interface ProblemAnswer {
  status: number;
  codes: ProblemCode[];
  /** Under which the document has it: those that say the same are one. */
  name: string;
}

function problemAnswers(operation: Operation): ProblemAnswer[] {
  const { problems } = operation;
  const codes = new Set([...problems, ...EVERYWHERE, ...(isRead(operation) ? [] : OF_WRITES)]);
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code]);
  return [...byStatus].map(([status, each]) => ({ status, codes: each, name: each.toSorted().join('.') }));
}

const problemAnswer = ({ name, codes }: ProblemAnswer): [string, JsonSchema] => [
  name,
  {
    description: codes.toSorted().join(', '),
    content: { 'application/problem+json': { schema: plain(ProblemView) } },
  },
];

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** TypeBox keeps its own marks beside the JSON Schema; they stay out of the document. */
const plain = (schema: TSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;
