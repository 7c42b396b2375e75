import { isBlankCode, trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';
import type { RowView } from './row-view.ts';

const LABEL = /(?:小计|合计|总计|共计|累计|总和|subtotal|sub-total|grandtotal|total)[:：]?$/i;
const LONGEST_LABEL = 24;
/** A label stands before the numbers that it sums up. */
export const FIRST_CELLS = 4;

/** The last characters that a label of a sum can have: of 计, 和, total, and a colon after them. */
const LAST = new Set(Array.from('计和lL:：', (character) => character.charCodeAt(0)));

/** Whether it is worth asking `isSubtotalRow`, without making a text of any cell. */
export function mayBeSubtotal({ text, starts, ends, count }: RowView): boolean {
  for (let i = 0; i < Math.min(count, FIRST_CELLS); i++) {
    let end = (ends[i] ?? 0) - 1;
    while (end > (starts[i] ?? 0) && isBlankCode(text.charCodeAt(end))) end--;
    if (LAST.has(text.charCodeAt(end))) return true;
  }
  return false;
}

/** Whether a row of data sums up others: one of its first cells says so (“徐汇区小计”, “合 计”), and numbers follow. */
export function isSubtotalRow(cells: readonly string[]): boolean {
  const at = cells.slice(0, FIRST_CELLS).findIndex(saysSum);
  if (at < 0) return false;
  const rest = cells.slice(at + 1).filter((cell) => trimmed(cell) !== '');
  return rest.length > 0 && rest.some((cell) => parseNumber(trimmed(cell)) !== null);
}

const LETTER_A = 97;

/** Last bytes of 计, 和, ：, of blanks, of a colon and of `total`, by value. */
const LAST_BYTES = new Uint8Array(256);
for (const byte of [0xa1, 0x8c, 0x9a, 0x80, 0xa0, 0xbf, 0x8b, 9, 10, 11, 12, 13, 0x20, 0x3a, 0x4c, 0x6c])
  LAST_BYTES[byte] = 1;

const endsIn = (bytes: Uint8Array, end: number, first: number, second: number): boolean =>
  bytes[end - 3] === first && bytes[end - 2] === second;

/** Whether UTF-8 in `[start, end)` ends as the label of a sum may; `saysSum` then knows. */
export function mayEndInSum(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1] ?? 0;
  if (end <= start || LAST_BYTES[last] === 0) return false;
  switch (last) {
    case 0xa1: // 计
      return endsIn(bytes, end, 0xe8, 0xae);
    case 0x8c: // 和
      return endsIn(bytes, end, 0xe5, 0x92);
    case 0x9a: // ：
      return endsIn(bytes, end, 0xef, 0xbc);
    case 0x80: // U+3000
      return endsIn(bytes, end, 0xe3, 0x80);
    case 0xbf: // U+FEFF
      return endsIn(bytes, end, 0xef, 0xbb);
    case 0x8b: // U+200B
      return endsIn(bytes, end, 0xe2, 0x80);
    case 0xa0: // U+00A0
      return bytes[end - 2] === 0xc2;
    case 0x4c:
    case 0x6c: {
      const before = bytes[end - 2] ?? 0;
      return (before | 32) === LETTER_A || before <= 0x20;
    }
    default:
      return true;
  }
}

/** Whether a cell is the label of a sum: “徐汇区小计”, “合 计：”. */
export function saysSum(cell: string): boolean {
  if (cell.length > LONGEST_LABEL * 2) return false;
  const text = cell.replace(/[\s\u3000\u00a0]+/g, '');
  return text.length <= LONGEST_LABEL && LABEL.test(text);
}

const NARROWEST = 3;

/** Whether a row of data has one text alone, such as the name of a region over its rows. */
export function isSubheading({ text, starts, ends, count }: RowView, width: number): boolean {
  let filled = 0;
  for (let i = 0; width >= NARROWEST && i < count; i++) {
    let at = starts[i] ?? 0;
    while (at < (ends[i] ?? 0) && isBlankCode(text.charCodeAt(at))) at++;
    if (at < (ends[i] ?? 0) && ++filled > 1) return false;
  }
  return filled === 1;
}
