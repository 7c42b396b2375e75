import { Type, type Static } from 'typebox';

/** A column of a line that says otherwise than what is here; long texts are cut to where they differ. */
export const Difference = Type.Object({
  header: Type.String(),
  /** As it is here; empty for what is new, and for a line that cannot be taken. */
  before: Type.String(),
  /** As the line says it. */
  after: Type.String(),
});
export type Difference = Static<typeof Difference>;

/** Characters that are kept whole, and those shown on either side of what differs in a longer text. */
const WHOLE = 120;
const AROUND = 16;
const MOST = 240;

/** The two texts of a column, cut to what differs between them and some characters around it. */
export function differenceOf(header: string, before: string, after: string): Difference {
  const [one, other] = [[...before], [...after]];
  if (one.length <= WHOLE && other.length <= WHOLE) return { header, before, after };
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const from = Math.max(0, start - AROUND);
  const cut = (text: readonly string[]): string => {
    const to = Math.min(text.length, text.length - end + AROUND);
    const until = Math.min(to, from + MOST);
    const part = text.slice(from, until).join('');
    return `${from > 0 ? '…' : ''}${part}${until < text.length ? '…' : ''}`;
  };
  return { header, before: cut(one), after: cut(other) };
}
