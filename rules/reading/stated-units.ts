import type { ColumnFacts } from './column-facts.ts';
import type { TypeDecision } from './column-type.ts';
import { headerUnits, takesTableUnit, unitOfCorner, unitOfTitle } from './header-units.ts';
import type { TableFacts } from './table-observer.ts';

/** What header and titles of a table state of the units of its columns. */
export interface StatedUnits {
  /** Of each column, from its own label; null where that says none. */
  ofColumns: readonly (string | null)[];
  /** For the columns without one of their own. */
  ofTable: { unit: string; row: number } | null;
}

/** Reads the units that are stated above the values; titles that state different ones state none. */
export function statedUnits(
  { titles, header, layout }: Pick<TableFacts, 'titles' | 'header' | 'layout'>,
  labels: readonly string[],
): StatedUnits {
  const corner = unitOfCorner(labels);
  const found = titles.flatMap(({ text, row }) => {
    const unit = unitOfTitle(text);
    return unit === null ? [] : [{ unit, row }];
  });
  if (corner !== null) found.push({ unit: corner, row: layout.preambleRows + 1 });
  const isOne = new Set(found.map(({ unit }) => unit)).size === 1;
  return { ofColumns: headerUnits(labels, header), ofTable: isOne ? (found.at(-1) ?? null) : null };
}

/** The unit that the formats of a workbook show beside every number of a column; null where they do not. */
function formatUnit({ formatUnits, integers, decimals }: ColumnFacts): string | null {
  const [found, ...more] = formatUnits;
  return found !== undefined && more.length === 0 && found[1] >= integers + decimals ? found[0] : null;
}

const WHY = new Set(['all-integers', 'all-decimals']);

function withUnit(decision: TypeDecision, unit: string, how: string): TypeDecision {
  const { code, args } = decision.why;
  const why = { code: WHY.has(code) ? `${code}-${how}` : code, args: { ...args, unit } };
  return { ...decision, unit, why };
}

/**
 * The decision with the unit that is stated for column `i`: numbers stay as they are written, so that what the header
 * says of them goes on being true. A unit beside the values comes first, then that of the header, then that of the
 * cells' formats, then that of the whole table.
 */
export function withStatedUnit(
  decision: TypeDecision,
  { ofColumns, ofTable }: StatedUnits,
  { i, label, seen }: { i: number; label: string; seen: ColumnFacts },
): TypeDecision {
  const isNumber = decision.type === 'integer' || decision.type === 'decimal';
  if (decision.unit !== null || !isNumber) return decision;
  const own = ofColumns[i] ?? null;
  if (own !== null) return withUnit(decision, own, 'stated-unit');
  const format = formatUnit(seen);
  if (format !== null) return withUnit(decision, format, 'format-unit');
  const takes = ofTable !== null && takesTableUnit(label, ofTable.unit);
  return takes ? withUnit(decision, ofTable.unit, 'stated-unit') : decision;
}
