import type { ColumnFacts, Sighting } from './column-facts.ts';

/**
 * Whether numbers in brackets are negative in a column: beside nothing but numbers without a minus, and written as amounts
 * are or beside plain ones. `(1)`, `(2)`, `(3)` alone are the numbers of items.
 */
function areNegative(facts: ColumnFacts): boolean {
  const { bracketed, integers, decimals } = facts;
  if (!bracketed || !areNumbersOnly(facts) || facts.negatives > 0) return false;
  return integers + decimals > 0 || bracketed.amounts > 0;
}

const areNumbersOnly = ({ other, leadingZero, dates, datetimes, times, booleans }: ColumnFacts): boolean =>
  other === null && leadingZero === null && dates + datetimes + times + booleans === 0;

/** The first number in brackets of a column where others have a minus: nobody can say what the brackets mean there. */
export const contradictoryBrackets = (facts: ColumnFacts): Sighting | null =>
  facts.bracketed && facts.negatives > 0 && areNumbersOnly(facts) ? facts.bracketed.seen : null;

const later = (one: Sighting | null, other: Sighting): Sighting =>
  one ? { ...(one.row <= other.row ? one : other), count: one.count + other.count } : other;

export interface Unbracketed {
  facts: ColumnFacts;
  /** The first negative number in brackets; null where brackets are no minus. */
  negative: Sighting | null;
}

/** The facts with numbers in brackets taken for negative numbers, or for texts. `force`: a person wants numbers. */
export function withoutBrackets(facts: ColumnFacts, force = false): Unbracketed {
  const { bracketed } = facts;
  if (!bracketed) return { facts, negative: null };
  const { seen, integers, decimals, units, maxWhole, maxFraction } = bracketed;
  if (!force && !areNegative(facts))
    return { facts: { ...facts, bracketed: null, other: later(facts.other, seen) }, negative: null };
  const all = new Map(facts.units);
  for (const [unit, sighting] of units) all.set(unit, later(all.get(unit) ?? null, sighting));
  return {
    facts: {
      ...facts,
      bracketed: null,
      integers: facts.integers + integers,
      decimals: facts.decimals + decimals,
      notPlain: facts.notPlain + seen.count,
      units: all,
      maxWhole: Math.max(facts.maxWhole, maxWhole),
      maxFraction: Math.max(facts.maxFraction, maxFraction),
    },
    negative: seen,
  };
}
