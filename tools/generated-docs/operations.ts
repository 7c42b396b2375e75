import { openApiOf } from '../../rules/api/openapi.ts';
import type { Operation } from '../../rules/api/operation.ts';
import { code, page, table } from './markdown.ts';
import { exportsOf, isRecord } from './modules.ts';

const isOperation = (value: unknown): value is Operation =>
  isRecord(value) && typeof value['id'] === 'string' && isRecord(value['params']) && 'method' in value;

/** Names of the inputs; those that must be given are marked, others have a default or may be absent. */
function inputs({ params, query, body }: Operation): string {
  return [params, query, body]
    .flatMap((part) => {
      const required = new Set<string>((part as { required?: string[] }).required ?? []);
      return Object.entries(part.properties).map(([name, schema]) =>
        code(required.has(name) && !('default' in schema) ? `${name}*` : name),
      );
    })
    .join(' ');
}

const row = (operation: Operation): string[] => [
  code(operation.id),
  code(`${operation.method} /api/v1${operation.path}`),
  operation.summary,
  inputs(operation),
  String(operation.status),
  operation.problems.map(code).join(' '),
];

const allOperations = async (): Promise<Operation[]> =>
  (await exportsOf('rules/**/*.operations.ts')).filter(isOperation);

/** The document served at `/api/openapi.json`, of a server without a name. */
export async function openApiDocument(): Promise<string> {
  const document = openApiOf(await allOperations(), { title: 'Kaishu', server: '' });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Every operation of the API by subject: the same list drives routes, pages and command line. */
export async function operationsPage(): Promise<string> {
  const operations = await allOperations();
  const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
  const head = ['operation', 'route', 'what', 'inputs (* required)', 'answers', 'problems'];
  const sections = tags.map((tag) => {
    const rows = operations.filter((operation) => operation.tag === tag).map(row);
    return `## ${tag}\n\n${table(head, rows)}`;
  });
  return page('Operations', 'rules/**/*.operations.ts', ...sections);
}
