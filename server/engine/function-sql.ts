import { isFunctionName, type FunctionName } from '../../rules/expressions/functions.ts';
import { GEO_MACROS } from './geo-macros.ts';
import type { Typed } from '../../rules/expressions/query-tree.ts';

/** Names in DuckDB, where they differ. */
const NAMES: Partial<Record<FunctionName, string>> = {
  ends_with: 'suffix',
  weekday: 'isodow',
  within_box: GEO_MACROS.withinBox,
  distance: GEO_MACROS.distance,
};

/** DuckDB SQL for a call whose arguments are compiled. */
export function functionSql(call: Extract<Typed, { kind: 'call' }>, args: readonly string[]): string {
  const { name, distinct } = call;
  if (!isFunctionName(name)) throw new Error(`unchecked function ${name}`);
  const [first = '*', second = '0'] = args;
  if (name === 'count' && args.length === 0) return 'count(*)';
  if (name === 'point') return `('POINT (' || ${first} || ' ' || ${second} || ')')`;
  if (name === 'date') return `CAST(${first} AS DATE)`;
  if (name === 'avg') return `avg(${distinct ? 'DISTINCT ' : ''}CAST(${first} AS DOUBLE))`;
  // The engine wants to see the number of places while it plans.
  if (name === 'round') return `round(${first}, ${placesOf(call.args[1])})`;
  if (name === 'nullif') return `nullif(${first}, ${second})`;
  return `${NAMES[name] ?? name}(${distinct ? 'DISTINCT ' : ''}${args.join(', ')})`;
}

const placesOf = (node: Typed | undefined): number => (node?.kind === 'number' ? Number(node.value) : 0);
