import type { QueryField, Typed } from '../expressions/query-tree.ts';

/**
 * The rows of these persons and of nobody else, by the identity number that a column of texts holds; null when there is
 * no such column. Of nobody at all: no row.
 */
export function onlyOf(
  fields: readonly QueryField[],
  column: string,
  numbers: readonly string[],
): Typed | null {
  const field = fields.find(({ name }) => name === column);
  if (field?.type !== 'text') return null;
  const at = 1;
  const written = [...new Set(numbers.flatMap((number) => [number.toUpperCase(), number.toLowerCase()]))];
  if (written.length === 0) return { kind: 'boolean', value: false, type: 'boolean', at };
  const options = written.map((value): Typed => ({ kind: 'text', value, type: 'text', at }));
  const operand: Typed = { kind: 'name', name: column, type: 'text', at };
  return { kind: 'in', negated: false, operand, options, type: 'boolean', at };
}
