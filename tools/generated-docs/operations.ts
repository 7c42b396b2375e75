import type { Operation } from '../../rules/api/operation.ts';
import { code, page, table } from './markdown.ts';
import { exportsOf, isRecord } from './modules.ts';

const isOperation = (value: unknown): value is Operation =>
  isRecord(value) && typeof value['id'] === 'string' && isRecord(value['params']) && 'method' in value;

/** Names of the inputs; those that must be given are marked. */
function inputs({ params, query, body }: Operation): string {
  return [params, query, body]
    .flatMap((part) => {
      const required = new Set<string>((part as { required?: string[] }).required ?? []);
      return Object.keys(part.properties).map((name) => code(required.has(name) ? `${name}*` : name));
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

/** Every operation of the API by subject: the same list drives routes, pages and command line. */
export async function operationsPage(): Promise<string> {
  const operations = (await exportsOf('rules/**/*.operations.ts')).filter(isOperation);
  const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
  const head = ['operation', 'route', 'what', 'inputs (* required)', 'answers', 'problems'];
  const sections = tags.map((tag) => {
    const rows = operations.filter((operation) => operation.tag === tag).map(row);
    return `## ${tag}\n\n${table(head, rows)}`;
  });
  return page('Operations', 'rules/**/*.operations.ts', ...sections);
}
