import type { ConditionTerm, Family } from '../../rules/conditions/condition.schema.ts';

/** What one text says: kinds of terms, each with the codes of what it asks for. */
export type Said = Readonly<Record<string, readonly string[]>>;

/** How many were found, how many of them are right, and how many there are. */
export interface Agreement {
  found: number;
  right: number;
  judged: number;
}

export const noAgreement = (): Agreement => ({ found: 0, right: 0, judged: 0 });

/** The terms of one text by kind: said twice is said once, with the values of both. */
export function saidBy(terms: readonly ConditionTerm[]): Said {
  const said: Record<string, string[]> = {};
  for (const { kind, values } of terms) said[kind] = [...new Set([...(said[kind] ?? []), ...values])];
  return said;
}

/** Counts how far two lists of the same text agree. */
export function compare(into: Agreement, found: readonly string[], judged: readonly string[]): void {
  into.found += found.length;
  into.judged += judged.length;
  into.right += found.filter((each) => judged.includes(each)).length;
}

/** Kind and code of everything that a term asks for in particular. */
export const codesIn = (said: Said): string[] =>
  Object.entries(said).flatMap(([kind, codes]) => codes.map((code) => `${kind} ${code}`));

export const kindsIn = (said: Said, family: Family, familyOf: Readonly<Record<string, Family>>): string[] =>
  Object.keys(said).filter((kind) => familyOf[kind] === family);
