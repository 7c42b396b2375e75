import type { GrantTerms } from '../grants/grant-terms.schema.ts';

/** The condition of an offer: what was asked for and more. */
export const alsoWhere = (asked: string | null, more: string | null): string | null => {
  if (asked === null || more === null) return more ?? asked;
  return asked === more ? asked : `(${asked}) and (${more})`;
};

const narrowsWhere = (asked: string | null, offered: string | null): boolean =>
  asked === null || offered === asked || (offered?.startsWith(`(${asked}) and (`) ?? false);
const atMost = (asked: number | null, offered: number | null): boolean =>
  asked === null || (offered !== null && offered <= asked);

/** True when an offer gives nothing that was not asked for: only fewer fields, rows, calls or days. */
export function isWithin(asked: GrantTerms, offered: GrantTerms): boolean {
  return (
    offered.fields.every((field) => asked.fields.includes(field)) &&
    narrowsWhere(asked.where, offered.where) &&
    atMost(asked.callsPerDay, offered.callsPerDay) &&
    atMost(asked.callsPerMinute, offered.callsPerMinute) &&
    atMost(asked.rowsInAll, offered.rowsInAll) &&
    (asked.addresses.length === 0 ||
      (offered.addresses.length > 0 && offered.addresses.every((each) => asked.addresses.includes(each)))) &&
    offered.system === asked.system &&
    (asked.keyField === undefined || offered.keyField === asked.keyField) &&
    offered.from >= asked.from &&
    offered.until <= asked.until
  );
}

/** True when an offer is within what was asked, and less of it. */
export const isNarrower = (asked: GrantTerms, offered: GrantTerms): boolean =>
  isWithin(asked, offered) && !isWithin(offered, asked);
