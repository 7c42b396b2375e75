/** Column number (from 0) and row number (from 1) of `BC12`; row 0 when only a column is named. */
export function cellPlace(reference: string): { column: number; row: number } {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return { column: column - 1, row: Number(reference.slice(at)) || 0 };
}
