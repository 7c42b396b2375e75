import { SETTLED_AFTER, type BracketFacts, type ColumnFacts, type Sighting } from './column-facts.ts';

const moved = (seen: Sighting, rows: number): Sighting => ({ ...seen, row: seen.row + rows });

/** The earlier sighting with the count of both. */
function both(first: Sighting | null, second: Sighting | null, rows: number): Sighting | null {
  if (!second) return first;
  if (!first) return moved(second, rows);
  return { ...first, count: first.count + second.count };
}

function mergeSightings(into: Map<string, Sighting>, from: Map<string, Sighting>, rows: number): void {
  for (const [key, seen] of from) into.set(key, both(into.get(key) ?? null, seen, rows) ?? seen);
}

const COUNTS = [
  'integers',
  'decimals',
  'negatives',
  'dates',
  'datetimes',
  'times',
  'booleans',
  'compactDates',
  'compactDatetimes',
  'notPlain',
] as const;

/**
 * Whether a column could settle somewhere within cells that were observed apart, after which less of them would have
 * been counted: they then have to be observed in order.
 */
export function maySettleWithin(before: ColumnFacts, apart: ColumnFacts): boolean {
  if (before.settled || before.thorough) return false;
  const others = apart.other?.count ?? 0;
  const all = (before.other?.count ?? 0) + others;
  return others > 0 && all >= SETTLED_AFTER && all * 2 > before.cells - before.empty + others;
}

function mergeBrackets(
  into: BracketFacts | null,
  from: BracketFacts | null,
  rows: number,
): BracketFacts | null {
  if (!from) return into;
  const units = new Map(into?.units);
  mergeSightings(units, from.units, rows);
  const { seen = null, amounts = 0, integers = 0, decimals = 0, maxWhole = 0, maxFraction = 0 } = into ?? {};
  return {
    seen: both(seen, from.seen, rows) ?? from.seen,
    amounts: amounts + from.amounts,
    integers: integers + from.integers,
    decimals: decimals + from.decimals,
    units,
    maxWhole: Math.max(maxWhole, from.maxWhole),
    maxFraction: Math.max(maxFraction, from.maxFraction),
  };
}

/** Adds what was seen of a column in later cells, whose rows were counted from 1 after `rows` others. */
export function mergeColumn(into: ColumnFacts, from: ColumnFacts, rows: number): void {
  into.cells += from.cells;
  into.empty += from.empty;
  into.blankCells += from.blankCells;
  if (into.settled) return;
  for (const count of COUNTS) into[count] += from[count];
  mergeSightings(into.markers, from.markers, rows);
  mergeSightings(into.units, from.units, rows);
  for (const order of into.orders) if (!from.orders.has(order)) into.orders.delete(order);
  into.bracketed = mergeBrackets(into.bracketed, from.bracketed, rows);
  into.maxWhole = Math.max(into.maxWhole, from.maxWhole);
  into.maxFraction = Math.max(into.maxFraction, from.maxFraction);
  into.longNumber = both(into.longNumber, from.longNumber, rows);
  into.leadingZero = both(into.leadingZero, from.leadingZero, rows);
  into.other = both(into.other, from.other, rows);
}
