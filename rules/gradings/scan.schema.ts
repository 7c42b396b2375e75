import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { MARK_PLACES } from './secrecy.ts';
import { SIGN_KINDS } from './signs.ts';

export const SecrecyMarkView = Type.Object({
  term: Literals(['state-secret', 'internal', 'trade-secret']),
  place: Literals(MARK_PLACES),
  at: Type.String(),
  words: Type.String(),
  row: Nullable(Type.Integer()),
});

/** What the contents of a version showed; kinds and counts only, never a value. */
export const ContentScan = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Values looked at. */
      looked: Type.Integer(),
      /** How many of them are of a kind as a whole, or hold it in their text. */
      kinds: Type.Array(
        Type.Object({ kind: Literals(SIGN_KINDS), whole: Type.Integer(), inText: Type.Integer() }),
      ),
    }),
  ),
  marks: Type.Array(SecrecyMarkView),
});
export type ContentScan = Static<typeof ContentScan>;
