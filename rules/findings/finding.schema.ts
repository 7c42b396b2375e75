import { Type, type Static } from 'typebox';

/** A row that shows what was found; its value is null where it is not kept. */
export const FindingExample = Type.Object(
  { row: Type.Integer(), value: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
);
export type FindingExample = Static<typeof FindingExample>;

/** One thing that is wrong or missing, where, on which provision; the words are `finding.<code>` in the locales. */
export const Finding = Type.Object(
  {
    code: Type.String(),
    /** JSON pointer into the thing that was looked at. */
    pointer: Type.String(),
    /** What the sentence needs: names, counts, example values. */
    args: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    provision: Type.String(),
    /** Blocks what was asked, or only advises. */
    blocks: Type.Boolean(),
    /** Of data, at most five, rows of it counted from 1; only for those who may see the data. */
    examples: Type.Optional(Type.Array(FindingExample)),
  },
  { additionalProperties: false },
);
export type Finding = Static<typeof Finding>;
