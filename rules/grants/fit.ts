import { parseExpression } from '../expressions/parser.ts';
import { printExpression } from '../expressions/print.ts';
import type { Syntax } from '../expressions/syntax-tree.ts';
import type { GrantTerms } from './grant-terms.schema.ts';

type Limit = 'callsPerDay' | 'callsPerMinute' | 'rowsInAll';
const LIMITS: readonly Limit[] = ['callsPerDay', 'callsPerMinute', 'rowsInAll'];

/** In what a grant goes beyond what was agreed; empty when it lies within. Throws `invalid-expression`. */
export function widerIn(terms: GrantTerms, agreed: GrantTerms): (keyof GrantTerms)[] {
  const wider: Record<keyof GrantTerms, boolean> = {
    fields: !isAmong(terms.fields, agreed.fields),
    where: !rowsWithin(terms.where, agreed.where),
    callsPerDay: false,
    callsPerMinute: false,
    rowsInAll: false,
    addresses:
      agreed.addresses.length > 0 &&
      !(terms.addresses.length > 0 && isAmong(terms.addresses, agreed.addresses)),
    system: agreed.system !== null && terms.system !== agreed.system,
    keyField: agreed.keyField !== undefined && terms.keyField !== agreed.keyField,
    withheldShare: (terms.withheldShare ?? 0) < (agreed.withheldShare ?? 0),
    from: terms.from < agreed.from,
    until: terms.until > agreed.until,
  };
  for (const limit of LIMITS) wider[limit] = beyond(terms[limit], agreed[limit]);
  return (Object.keys(wider) as (keyof GrantTerms)[]).filter((part) => wider[part]);
}

const isAmong = (some: readonly string[], all: readonly string[]): boolean => {
  const known = new Set(all);
  return some.every((each) => known.has(each));
};

const beyond = (limit: number | null, agreed: number | null): boolean =>
  agreed !== null && (limit === null || limit > agreed);

/** Whether all that the agreed condition asks is still asked; of what is said in other words this cannot be told. */
function rowsWithin(where: string | null, agreed: string | null): boolean {
  if (agreed === null || where === agreed) return true;
  const asked = new Set(where === null ? [] : termsOf(parseExpression(where)).map(printExpression));
  return termsOf(parseExpression(agreed)).every((term) => asked.has(printExpression(term)));
}

/** What must all hold. */
const termsOf = (node: Syntax): Syntax[] =>
  node.kind === 'logic' && node.operator === 'and' ? node.terms.flatMap(termsOf) : [node];
