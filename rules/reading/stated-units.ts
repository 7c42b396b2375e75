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

const WHY: Readonly<Record<string, string>> = {
  'all-integers': 'all-integers-stated-unit',
  'all-decimals': 'all-decimals-stated-unit',
};

/**
 * The decision with the unit that is stated for column `i`: numbers stay as they are written, so that what the header
 * says of them goes on being true. A unit written beside the values comes first.
 */
export function withStatedUnit(
  decision: TypeDecision,
  { ofColumns, ofTable }: StatedUnits,
  i: number,
  label: string,
): TypeDecision {
  const { type, unit, why } = decision;
  if (unit !== null || (type !== 'integer' && type !== 'decimal')) return decision;
  const whole = ofTable && takesTableUnit(label, ofTable.unit) ? ofTable.unit : null;
  const stated = ofColumns[i] ?? whole;
  if (stated === null) return decision;
  return {
    ...decision,
    unit: stated,
    why: { code: WHY[why.code] ?? why.code, args: { ...why.args, unit: stated } },
  };
}
