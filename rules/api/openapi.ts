import type { TObject, TSchema } from 'typebox';
import { ProblemView } from '../problems/problem.schema.ts';
import { PROBLEMS } from '../problems/problems.ts';
import { Download, type Operation } from './operation.ts';

export type JsonSchema = Record<string, unknown>;

/** OpenAPI 3.1 of operations: TypeBox schemas are JSON Schema, so nothing is written twice. */
export function openApiOf(
  operations: readonly Operation[],
  { title, server }: { title: string; server: string },
): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = operationObject(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1', license: { name: 'MulanPSL-2.0', identifier: 'MulanPSL-2.0' } },
    servers: [{ url: `${server}/api/v1` }],
    paths,
    components: {
      schemas: { Problem: plain(ProblemView) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token, beginning with ks_' },
      },
    },
    // Anonymous use needs nothing (xz-17); a token raises limits and opens the consoles' operations.
    security: [{}, { token: [] }],
  };
}

function operationObject(operation: Operation): JsonSchema {
  const { id, summary, tag, params, query, body, response, status, problems } = operation;
  const hasBody = Object.keys(body.properties).length > 0;
  const content =
    response === Download
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: plain(response) } };
  return {
    operationId: id,
    summary,
    tags: [tag],
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } } }
      : {}),
    responses: {
      [status]: status === 204 ? { description: 'Done' } : { description: 'Done', content },
      ...Object.fromEntries(problemResponses(problems)),
    },
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

function problemResponses(codes: Operation['problems']): [string, JsonSchema][] {
  const byStatus = Map.groupBy(
    [...codes, 'invalid-input', 'sign-in-required', 'too-many-requests'] as const,
    (code) => PROBLEMS[code],
  );
  return [...byStatus].map(([status, each]) => [
    String(status),
    {
      description: [...new Set(each)].join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
}

/** TypeBox keeps its own marks beside the JSON Schema; they stay out of the document. */
const plain = (schema: TSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;
