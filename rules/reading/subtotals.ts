import { trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';

const LABEL = /(?:小计|合计|总计|共计|累计|总和|subtotal|sub-total|grandtotal|total)[:：]?$/i;
const LONGEST_LABEL = 24;
/** A label stands before the numbers that it sums up. */
const FIRST_CELLS = 4;

/** Whether a row of data sums up others: one of its first cells says so (“徐汇区小计”, “合 计”), and numbers follow. */
export function isSubtotalRow(cells: readonly string[]): boolean {
  const at = cells.slice(0, FIRST_CELLS).findIndex(saysSum);
  if (at < 0) return false;
  const rest = cells.slice(at + 1).filter((cell) => trimmed(cell) !== '');
  return rest.length > 0 && rest.some((cell) => parseNumber(trimmed(cell)) !== null);
}

function saysSum(cell: string): boolean {
  if (cell.length > LONGEST_LABEL * 2) return false;
  const text = cell.replace(/[\s\u3000\u00a0]+/g, '');
  return text.length <= LONGEST_LABEL && LABEL.test(text);
}
