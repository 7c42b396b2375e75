import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';

export const RULE_KINDS = ['required', 'unique', 'range', 'pattern', 'allowed', 'length'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** What bounds a set of rules and its parts. */
export const RULE_LIMITS = {
  rules: 200,
  /** Fields of a combination. */
  together: 8,
  /** Characters of a regular expression (RE2: no look-around, no back-references, repetitions up to 1,000). */
  pattern: 500,
  values: 1000,
  valueLength: 200,
  length: 1_000_000,
} as const;

const FieldName = Type.String({ maxLength: 200 });
/** A version that breaks it is quarantined; else it is told of. */
const Blocks = Type.Boolean();
const Bound = Nullable(Type.String({ maxLength: 24 }));
const Count = Nullable(Type.Integer({ minimum: 0, maximum: RULE_LIMITS.length }));

const kind = <const K extends RuleKind>(name: K) => Literals([name]);
const closed = { additionalProperties: false };

/** What a publisher demands of the values of a field; missing values break `required` only. */
export const FieldRule = Type.Union([
  Type.Object({ kind: kind('required'), field: FieldName, blocks: Blocks }, closed),
  /** One field or a combination; rows that lack one of them are left out. */
  Type.Object(
    {
      kind: kind('unique'),
      fields: Type.Array(FieldName, { maxItems: RULE_LIMITS.together, uniqueItems: true }),
      blocks: Blocks,
    },
    closed,
  ),
  /** Numbers: at most 15 digits before the point and 6 behind it; dates `YYYY-MM-DD`, both ends belonging to it. */
  Type.Object({ kind: kind('range'), field: FieldName, least: Bound, most: Bound, blocks: Blocks }, closed),
  /** Fits the whole value. */
  Type.Object(
    {
      kind: kind('pattern'),
      field: FieldName,
      pattern: Type.String({ maxLength: RULE_LIMITS.pattern }),
      blocks: Blocks,
    },
    closed,
  ),
  Type.Object(
    {
      kind: kind('allowed'),
      field: FieldName,
      values: Type.Array(Type.String({ minLength: 1, maxLength: RULE_LIMITS.valueLength }), {
        maxItems: RULE_LIMITS.values,
        uniqueItems: true,
      }),
      blocks: Blocks,
    },
    closed,
  ),
  /** In characters. */
  Type.Object({ kind: kind('length'), field: FieldName, least: Count, most: Count, blocks: Blocks }, closed),
]);
export type FieldRule = Static<typeof FieldRule>;

export const fieldsOf = (rule: FieldRule): readonly string[] =>
  rule.kind === 'unique' ? rule.fields : [rule.field];

/** The same demand of the same fields, whatever follows from breaking it. */
export const sameDemand = (one: FieldRule, other: FieldRule): boolean =>
  demandText(one) === demandText(other);

/** In an order of its own: a database gives the parts back in another than they came in. */
const demandText = (rule: FieldRule): string =>
  JSON.stringify(Object.entries({ ...rule, blocks: true }).sort(([a], [b]) => (a < b ? -1 : 1)));

/** `least–most` in words of signs. */
export function boundsText({
  least,
  most,
}: {
  least: string | number | null;
  most: string | number | null;
}): string {
  if (least === null) return `≤ ${String(most)}`;
  return most === null ? `≥ ${String(least)}` : `${String(least)} – ${String(most)}`;
}
