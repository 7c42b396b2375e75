import type { Query } from '../../../rules/expressions/query-tree.ts';
import type { HotColumn } from '../../store/hot/index.ts';
import type { OrderKey } from '../cursor.ts';
import type { EngineTable } from '../engine.types.ts';
import { answeredFields } from './hot-page.ts';

/** Between the cells of a row: no JSON text holds it, strings escape it. */
export const SEPARATOR = '\u001f';

/** A row of a hot table: its number from 0, and the JSON of each of its cells in the order of the fields. */
export type HotRow = readonly [number: string, cells: string];

/** Rows as the objects that the engine would write, from the JSON that it wrote of each cell. */
export function rowObjects(table: EngineTable, query: Query): (row: HotRow) => string {
  const places = placesOf(table);
  const members = (answeredFields(query) ?? []).map((field, index) => ({
    key: `${index === 0 ? '{' : ','}${JSON.stringify(query.select[index]?.name ?? '')}:`,
    place: places.get(field.name) ?? -1,
  }));
  return ([, cells]) => {
    const values = cells.split(SEPARATOR);
    let json = '';
    for (const { key, place } of members) json += key + (values[place] ?? 'null');
    return `${json}}`;
  };
}

const placesOf = ({ columns }: EngineTable): ReadonlyMap<string, number> =>
  new Map(columns.map(({ name }, place) => [name, place]));

/** What a row is ordered by, as the engine's cursors say it. */
export function placeOf(
  table: EngineTable,
  order: readonly HotColumn[],
  [number, cells]: HotRow,
): OrderKey[] {
  const places = placesOf(table);
  const values = cells.split(SEPARATOR);
  const keys = order.map(({ field, type, physical }): OrderKey => ({
    type: physical,
    value: textOf(values[places.get(field) ?? -1] ?? 'null', type),
  }));
  return [...keys, { type: 'BIGINT', value: number }];
}

/** The engine's text of a value, from its JSON. */
function textOf(json: string, type: string): string | null {
  if (json === 'null') return null;
  if (!json.startsWith('"')) return json;
  const text = JSON.parse(json) as string;
  return type === 'timestamp' ? text.replace('T', ' ') : text;
}
