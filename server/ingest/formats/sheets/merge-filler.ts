import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Layout } from '../../../../rules/reading/layout.ts';
import type { Range, SheetRow } from './sheet-source.ts';

interface Fill {
  range: Range;
  value: string;
}

/**
 * Gives every cell of a merged range its value: in the header both ways, in the body downwards only. Ranges that
 * overlap, which no workbook has, are followed up to as many at a time as there can be columns.
 */
export function createMergeFiller(merges: readonly Range[], layout: Layout) {
  const lastHeader = layout.preambleRows + layout.headerRows;
  const starting = new Map<number, Range[]>();
  for (const range of merges) {
    const inHeader = range.top > layout.preambleRows && range.top <= lastHeader;
    if (range.bottom <= layout.preambleRows || (!inHeader && range.bottom === range.top)) continue;
    const same = starting.get(range.top);
    if (same) same.push(range);
    else starting.set(range.top, [range]);
  }
  let open: Fill[] = [];
  return function fill({ number, values }: Pick<SheetRow, 'number' | 'values'>): string[] {
    if (open.length === 0 && !starting.has(number)) return values;
    open = open.filter(({ range }) => range.bottom >= number);
    for (const range of starting.get(number) ?? [])
      if (open.length < READING_LIMITS.columns) open.push({ range, value: values[range.left] ?? '' });
    const filled = [...values];
    for (const { range, value } of open) {
      const right = number <= lastHeader ? Math.min(range.right, READING_LIMITS.columns - 1) : range.left;
      for (let i = range.left; i <= right; i++) {
        while (filled.length <= i) filled.push('');
        if (filled[i] === '') filled[i] = value;
      }
    }
    return filled;
  };
}
