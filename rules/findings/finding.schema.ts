import { Type, type Static } from 'typebox';

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
  },
  { additionalProperties: false },
);
export type Finding = Static<typeof Finding>;
