import { contradictoryBrackets, withoutBrackets } from './brackets.ts';
import { LONGEST_INTEGER, type ColumnFacts, type Sighting } from './column-facts.ts';
import type { DateOrder } from './dates.ts';
import type { ColumnPlan, ColumnType, NoteArguments, ReadingColumn } from './reading.schema.ts';

/** The widest exact decimal of the engine. */
const DECIMAL_DIGITS = 38;
const DATE_LABEL = /日期|时间|时刻|日$|年月日|date|day|time|(^|_)dt($|_)|日子/i;

export type TypeDecision = Pick<ReadingColumn, 'type' | 'unit' | 'why' | 'plan'>;

interface Fit {
  type: ColumnType;
  why: string;
  args?: NoteArguments;
  plan?: Partial<ColumnPlan>;
  unit?: string | null;
}

const markerCells = (facts: ColumnFacts): number =>
  [...facts.markers.values()].reduce((sum, { count }) => sum + count, 0);

const total = (facts: ColumnFacts): number =>
  facts.integers +
  facts.decimals +
  facts.dates +
  facts.datetimes +
  facts.times +
  facts.booleans +
  (facts.other?.count ?? 0);

const at = (code: string, seen: Sighting): Fit => ({
  type: 'text',
  why: code,
  args: { row: seen.row, value: seen.value, count: seen.count },
});

/** The order of two-digit dates when the column leaves one, else null. */
function orderOf(facts: ColumnFacts): DateOrder | null {
  if (facts.orders.has('ymd')) return 'ymd';
  const [only, second] = [...facts.orders];
  return only && !second ? only : null;
}

function numberFit(facts: ColumnFacts, label: string): Fit {
  const values = facts.integers + facts.decimals;
  if (facts.decimals === 0 && DATE_LABEL.test(label)) {
    if (facts.compactDates === values)
      return { type: 'date', why: 'compact-dates', plan: { compact: true, plain: false } };
    if (facts.compactDatetimes === values)
      return { type: 'datetime', why: 'compact-dates', plan: { compact: true, plain: false } };
  }
  if (facts.longNumber && facts.longNumber.count > 0 && facts.decimals === 0)
    return at('long-codes', facts.longNumber);
  const written = [...facts.units.entries()];
  const plainCells = values - written.reduce((sum, [, { count }]) => sum + count, 0);
  const [named, ...more] = written.filter(([unit]) => unit !== '');
  if (named) {
    const bare = plainCells + (facts.units.get('')?.count ?? 0);
    if (more[0]) return at('mixed-units', more[0][1]);
    if (bare > 0) return at('partial-units', named[1]);
  }
  const unit = named?.[0] ?? null;
  const plain = facts.notPlain === 0;
  if (facts.maxFraction === 0 && facts.maxWhole <= LONGEST_INTEGER)
    return {
      type: 'integer',
      why: unit ? 'all-integers-unit' : 'all-integers',
      unit,
      plan: { plain },
      ...(unit && { args: { unit } }),
    };
  if (facts.maxWhole + facts.maxFraction > DECIMAL_DIGITS) return { type: 'text', why: 'too-many-digits' };
  const precision = facts.maxWhole + facts.maxFraction <= 18 ? 18 : DECIMAL_DIGITS;
  return {
    type: 'decimal',
    why: unit ? 'all-decimals-unit' : 'all-decimals',
    args: { scale: facts.maxFraction, ...(unit && { unit }) },
    unit,
    plan: { plain, precision, scale: facts.maxFraction },
  };
}

function momentFit(facts: ColumnFacts): Fit {
  const order = orderOf(facts);
  if (order === null)
    return { type: 'text', why: facts.orders.size === 0 ? 'contradictory-dates' : 'ambiguous-dates' };
  const type = facts.datetimes > 0 ? 'datetime' : facts.dates > 0 ? 'date' : 'time';
  return { type, why: `all-${type}s`, plan: { plain: facts.notPlain === 0, dateOrder: order } };
}

function fit(facts: ColumnFacts, label: string): Fit {
  const values = total(facts);
  const numbers = facts.integers + facts.decimals;
  if (values === 0) return { type: 'text', why: markerCells(facts) > 0 ? 'only-markers' : 'no-values' };
  if (facts.leadingZero && numbers + facts.leadingZero.count === values)
    return at('leading-zeros', facts.leadingZero);
  if (numbers === values) return numberFit(facts, label);
  if (facts.booleans === values)
    return { type: 'boolean', why: 'all-booleans', plan: { plain: facts.notPlain === 0 } };
  for (const moments of [facts.dates, facts.datetimes, facts.times])
    if (moments === values) return momentFit(facts);
  if (facts.longNumber && facts.longNumber.count * 2 > values) return at('long-codes', facts.longNumber);
  const kinds = [numbers, facts.dates + facts.datetimes, facts.times, facts.booleans];
  const most = Math.max(...kinds);
  if (facts.other && most > 0 && most >= facts.other.count) return at('does-not-fit', facts.other);
  return { type: 'text', why: facts.other && most === 0 ? 'all-text' : 'mixed-kinds' };
}

/** Two ways of writing less than nothing in one column. */
function contradiction(facts: ColumnFacts): Fit | null {
  const seen = contradictoryBrackets(facts);
  return seen && at('contradictory-brackets', seen);
}

/** How a column of plain text is read. */
export const PLAIN: ColumnPlan = {
  plain: true,
  precision: 0,
  scale: 0,
  dateOrder: 'ymd',
  compact: false,
  missing: 0,
  blankCells: 0,
  markers: [],
  unfit: 0,
};

/** Decides a column's type from all of its cells, so that no value is lost by it: what does not fit makes it text. */
export function decideColumn(all: ColumnFacts, label: string): TypeDecision {
  const { facts, negative } = withoutBrackets(all);
  const { type, why, args = {}, plan = {}, unit = null } = contradiction(all) ?? fit(facts, label);
  const missing = facts.empty + (type === 'text' ? 0 : markerCells(facts));
  return {
    type,
    unit,
    why: { code: why, args },
    plan: {
      ...PLAIN,
      ...plan,
      ...(negative && type !== 'text' && { brackets: { row: negative.row, count: negative.count } }),
      missing,
      blankCells: facts.blankCells,
      markers: type === 'text' ? [] : [...facts.markers.keys()],
    },
  };
}

function fittingCells(facts: ColumnFacts, type: ColumnType): number {
  switch (type) {
    case 'integer':
      return facts.integers + (facts.leadingZero?.count ?? 0);
    case 'decimal':
      return facts.integers + facts.decimals + (facts.leadingZero?.count ?? 0);
    case 'boolean':
      return facts.booleans;
    case 'date':
      return facts.dates + facts.compactDates;
    case 'datetime':
      return facts.dates + facts.datetimes + facts.compactDates + facts.compactDatetimes;
    case 'time':
      return facts.times;
    case 'text':
    case 'geometry':
      return total(facts);
  }
}

/** The decision when a person chose the type: cells that do not fit become missing and are counted as unfit. */
export function forceColumn(all: ColumnFacts, label: string, type: ColumnType): TypeDecision {
  const found = decideColumn(all, label);
  const isNumber = type === 'integer' || type === 'decimal';
  const { facts, negative } = withoutBrackets(all, isNumber);
  if (found.type === type) return { ...found, why: { code: 'chosen', args: {} } };
  if (type === 'text' || type === 'geometry')
    return {
      type,
      unit: null,
      why: { code: 'chosen', args: {} },
      plan: { ...PLAIN, plain: type === 'text', missing: facts.empty, blankCells: facts.blankCells },
    };
  const scale =
    type === 'decimal' ? Math.min(facts.maxFraction, DECIMAL_DIGITS - Math.min(facts.maxWhole, 20)) : 0;
  const [unit] = [...facts.units.keys()].filter((seen) => seen !== '');
  const order = orderOf(facts) ?? [...facts.orders][0] ?? 'ymd';
  return {
    type,
    unit: isNumber ? (unit ?? null) : null,
    why: { code: 'chosen', args: {} },
    plan: {
      ...PLAIN,
      ...(negative && { brackets: { row: negative.row, count: negative.count } }),
      plain: false,
      precision: DECIMAL_DIGITS,
      scale,
      dateOrder: order,
      compact: true,
      missing: facts.empty + markerCells(facts),
      markers: [...facts.markers.keys()],
      unfit: total(facts) - fittingCells(facts, type),
    },
  };
}
