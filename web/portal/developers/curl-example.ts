import type { Operation } from '../../../rules/api/operation.ts';
import { PLACES, parametersOf } from './parameters.ts';

/** Values that stand in an example; the dataset is one that is really open, when there is one. */
const SAMPLES: Readonly<Record<string, string>> = {
  format: 'csv',
  version: '1',
  event: 'submit',
};

const sampleOf = (name: string, path: string, dataset: string): string =>
  name === 'id' && path.startsWith('/datasets') ? dataset : (SAMPLES[name] ?? `{${name}}`);

/** A line for the shell: open operations as they run, others with a token and the required body. */
export function curlExample(
  operation: Operation,
  { origin, dataset }: { origin: string; dataset: string },
): string {
  const { method, path, tag } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => sampleOf(name, path, dataset));
  const limit = 'limit' in operation.query.properties ? '?limit=3' : '';
  const body = parametersOf(operation).filter(({ place, required }) => place === PLACES[2] && required);
  const lines = [`curl '${origin}/api/v1${filled}${limit}'`];
  if (method !== 'GET') lines[0] = `curl -X ${method} '${origin}/api/v1${filled}'`;
  if (!OPEN_TAGS.has(tag) || method !== 'GET') lines.push(`-H 'Authorization: Bearer ks_…'`);
  if (body.length > 0) {
    const sample = Object.fromEntries(body.map(({ name, type }) => [name, type]));
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(sample)}'`);
  }
  return lines.join(' \\\n  ');
}

const OPEN_TAGS = new Set(['Datasets', 'Rows', 'Discovery']);
