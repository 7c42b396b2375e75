import { Type, type Static } from 'typebox';
import type { GrantTerms } from './grant-terms.schema.ts';

/** Fewer calls than agreed, for a time. */
export const GrantLimits = Type.Object(
  {
    callsPerMinute: Type.Optional(Type.Integer({ minimum: 1 })),
    callsPerDay: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
export type GrantLimits = Static<typeof GrantLimits>;

/** The terms under these limits: never more than before. */
export const narrowed = (terms: GrantTerms, limits: GrantLimits): GrantTerms => ({
  ...terms,
  callsPerMinute: fewer(terms.callsPerMinute, limits.callsPerMinute),
  callsPerDay: fewer(terms.callsPerDay, limits.callsPerDay),
});

const fewer = (agreed: number | null, limit: number | undefined): number | null => {
  if (limit === undefined) return agreed;
  return agreed === null ? limit : Math.min(agreed, limit);
};

/** The same terms, whatever order the store kept their members in. */
export const sameTerms = (one: GrantTerms, other: GrantTerms): boolean =>
  one.callsPerMinute === other.callsPerMinute &&
  one.callsPerDay === other.callsPerDay &&
  one.rowsInAll === other.rowsInAll;
