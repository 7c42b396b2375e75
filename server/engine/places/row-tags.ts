import { isGrouped, type Query, type SelectItem } from '../../../rules/expressions/query-tree.ts';
import type { TagValue } from '../../../rules/maps/mvt-encode.ts';
import { textOf } from '../cell-text.ts';
import type { Bounds } from '../database.ts';
import type { Loan } from '../pool.ts';
import { rowSource } from '../row-source.ts';
import { noParameters } from '../sql-text.ts';

/** Fields of a row that go along with its place, and characters of each. */
const MOST_FIELDS = 12;
const MOST_CHARACTERS = 100;

type Tags = Record<string, TagValue>;

/** What is said of rows beside their place, by the row's number: of all fields that a query selects, the first twelve. */
export async function rowTags(
  { connection, info }: Loan,
  query: Query,
  rows: readonly number[],
  bounds: Bounds,
): Promise<Map<number, Tags>> {
  const tags = new Map<number, Tags>();
  const items = query.select.filter(({ expression }) => expression.type !== 'geometry').slice(0, MOST_FIELDS);
  if (rows.length === 0 || items.length === 0 || isGrouped(query)) return tags;
  const parameters = noParameters();
  const { from, values } = rowSource({ ...query, select: items, orderBy: [] }, info, parameters);
  const texts = values.map(
    (value, index) => `left(${textOf(value, items[index]?.expression.type ?? 'text')}, ${MOST_CHARACTERS})`,
  );
  const numbers = rows.toSorted((a, b) => a - b);
  const among = `t.file_row_number BETWEEN ${numbers[0] ?? 0} AND ${numbers.at(-1) ?? 0} AND t.file_row_number IN (${numbers.join(', ')})`;
  const sql = `SELECT CAST(t.file_row_number AS VARCHAR), ${texts.join(', ')} FROM ${from}${query.where ? ' AND ' : ' WHERE '}${among}`;
  for await (const [rowNumbers = [], ...columns] of connection.chunks(sql, parameters, bounds)) {
    for (const [at, row] of rowNumbers.entries()) tags.set(Number(row), tagsOf(items, columns, at));
  }
  return tags;
}

function tagsOf(
  items: readonly SelectItem[],
  columns: readonly (readonly (string | null)[])[],
  at: number,
): Tags {
  const tags: Tags = {};
  for (const [index, { name, expression }] of items.entries()) {
    const text = columns[index]?.[at];
    if (text !== null && text !== undefined) tags[name] = valueOf(text, expression.type);
  }
  return tags;
}

/** A number where it keeps its digits as one. */
function valueOf(text: string, type: string): TagValue {
  if (type === 'boolean') return text === 'true';
  const number = type === 'integer' || type === 'decimal' ? Number(text) : NaN;
  return String(number) === text ? number : text;
}
