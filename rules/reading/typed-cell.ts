import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { typedGeometry } from './geo/typed-geometry.ts';
import { isMissingMarker, trimmed } from './missing.ts';
import { parseBracketed, parseNumber, plainNumber } from './numbers.ts';
import type { ReadingColumn } from './reading.schema.ts';

/** `null` is a missing value, `undefined` a cell that does not fit the column's type. */
export type TypedCell = string | null | undefined;

const NONE: ReadonlySet<string> = new Set();
const MAX_INTEGER_DIGITS = 18;

function typedNumber(text: string, { type, plan }: Pick<ReadingColumn, 'type' | 'plan'>): TypedCell {
  const number =
    parseNumber(text) ??
    parseNumber(text.replace(/^(-?)0+(?=\d)/, '$1')) ??
    (plan.brackets ? parseBracketed(text) : null);
  if (!number) return undefined;
  if (type === 'integer')
    return number.fraction === '' && number.whole.length <= MAX_INTEGER_DIGITS
      ? plainNumber(number)
      : undefined;
  const fits = number.fraction.length <= plan.scale && number.whole.length + plan.scale <= plan.precision;
  return fits ? plainNumber(number) : undefined;
}

function typedMoment(text: string, { type, plan }: Pick<ReadingColumn, 'type' | 'plan'>): TypedCell {
  const seen = parseMoment(text, plan.dateOrder);
  if (!seen || (seen.compact && !plan.compact)) return undefined;
  if (seen.kind === type) return seen.iso;
  return seen.kind === 'date' && type === 'datetime' ? `${seen.iso} 00:00:00` : undefined;
}

/** `2024-02-09` or `2024-02-09 08:00:00` in a column where every cell is plain. */
const isWrittenAsTyped = (text: string, { type, plan }: Pick<ReadingColumn, 'type' | 'plan'>): boolean =>
  plan.plain &&
  plan.markers.length === 0 &&
  ((type === 'date' && text.length === 10) ||
    (type === 'datetime' && text.length === 19 && text.charCodeAt(10) === 32));

/**
 * The typed value of one cell as text: plain decimals, ISO dates (`2024-02-09`, `2024-02-09 08:00:00`), `true|false`,
 * geometry as WKT in WGS-84 where its coordinates are known.
 * Text stays as it is written; empty cells, missing markers outside text, and the texts in `missing` are null.
 */
export function typedCell(
  cell: string,
  column: Pick<ReadingColumn, 'type' | 'plan'>,
  missing: ReadonlySet<string> = NONE,
): TypedCell {
  const text = trimmed(cell);
  if (text === '' || missing.has(text)) return null;
  switch (column.type) {
    case 'text':
      return cell;
    case 'geometry':
      return typedGeometry(text, column.plan.coordinates);
    case 'integer':
    case 'decimal':
      // Every cell of a plain column is written as its typed value is.
      if (column.plan.plain && column.plan.markers.length === 0) return text;
      return isMissingMarker(text) ? null : typedNumber(text, column);
    case 'boolean': {
      const value = parseBoolean(text);
      if (value !== undefined) return String(value);
      return isMissingMarker(text) ? null : undefined;
    }
    case 'date':
    case 'datetime':
    case 'time':
      if (isWrittenAsTyped(text, column)) return text;
      return isMissingMarker(text) ? null : typedMoment(text, column);
  }
}
