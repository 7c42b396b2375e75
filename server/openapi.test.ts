import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { openApiOf, type JsonSchema } from '../rules/api/openapi.ts';
import { Download } from '../rules/api/operation.ts';
import { OPERATIONS } from './operations.ts';

type Node = Record<string, unknown>;
interface Document {
  paths: Record<string, Record<string, { requestBody?: Node; responses: Node; parameters: Node[] }>>;
  components: Record<string, Record<string, unknown>>;
}

const operations = OPERATIONS.map(({ operation }) => operation);
const document = openApiOf(operations, { title: 'Kaishu', server: '' }) as unknown as Document;
const plain = (schema: TSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const each of Object.values(value)) yield* nodesOf(each);
}
const referenceOf = ({ $ref }: Node): string | null => (typeof $ref === 'string' ? $ref : null);
const references = [...nodesOf(document)].flatMap((node) => referenceOf(node) ?? []);

/** What a reference stands for; undefined when it stands for nothing. */
function found(reference: string): unknown {
  const [root, components, kind = '', name = '', ...rest] = reference.split('/');
  expect([root, components, rest]).toEqual(['#', 'components', []]);
  return document.components[kind]?.[name];
}

function written(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(written);
  const reference = referenceOf(value as Node);
  if (reference !== null) return written(found(reference));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, written(each)]));
}

const jsonOf = (content: unknown): unknown =>
  (content as { content: { 'application/json': { schema: unknown } } }).content['application/json'].schema;

describe('the OpenAPI document', () => {
  it('given every operation, when references are written out, then answers and bodies are the schemas that are checked', () => {
    for (const { path, method, response, body, status } of operations) {
      const described = document.paths[path]?.[method.toLowerCase()];
      if (status !== 204 && response !== Download)
        expect(written(jsonOf(described?.responses[status]))).toEqual(plain(response));
      if (Object.keys(body.properties).length > 0)
        expect(written(jsonOf(described?.requestBody))).toEqual(plain(body));
    }
  });

  it('given its references, then each leads to a component with a name that OpenAPI allows, and no component is without one', () => {
    for (const reference of references) expect(found(reference), reference).toBeDefined();
    const { schemas = {}, responses = {}, parameters = {} } = document.components;
    const names = Object.entries({ schemas, responses, parameters }).flatMap(([kind, each]) =>
      Object.keys(each).map((name) => [kind, name] as const),
    );
    const unused = names.filter(([kind, name]) => !references.includes(`#/components/${kind}/${name}`));
    expect(unused).toEqual([]);
    expect(names.filter(([, name]) => !/^[a-zA-Z0-9._-]+$/.test(name))).toEqual([]);
  });

  it('given what reads with a body, then no key is asked for it, as for every write there is one', () => {
    const keyOf = (operationId: string): boolean => {
      const { path, method } = operations.find(({ id }) => id === operationId) ?? { path: '', method: '' };
      const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {};
      return parameters.some((each) => referenceOf(each)?.endsWith('/IdempotencyKey'));
    };
    expect(['querySql', 'listRecords', 'stepDataset'].map(keyOf)).toEqual([false, false, true]);
  });

  it('given all of it, then no schema of more than 600 characters is written twice', () => {
    const texts = [...nodesOf(document)]
      .filter((node) => 'properties' in node || 'anyOf' in node)
      .map((node) => JSON.stringify(node));
    const twice = texts.filter((text, place) => text.length > 600 && texts.indexOf(text) !== place);
    expect(twice.map((text) => text.slice(0, 200))).toEqual([]);
  });
});
