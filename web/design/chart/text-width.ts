const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}…]/u;
const NARROW_EMS = 0.58;

const emOf = (character: string): number => (WIDE.test(character) ? 1 : NARROW_EMS);

/** About how wide a text is, in its own size: the server that draws it has no fonts to measure. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += emOf(character);
  return ems;
}

/** The text, cut with an ellipsis where it is wider than so many of its own size. */
export function fitted(text: string, ems: number): string {
  if (emsOf(text) <= ems) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += emOf(character);
    if (width > ems) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
