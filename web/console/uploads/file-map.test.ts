import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileMap, rolesIn } from './file-map.ts';

const aReading = (
  changes: {
    totalRows?: number;
    preambleRows?: number;
    headerRows?: number;
    footerRows?: number;
    rows?: number[];
  } = {},
) => ({
  preambleRows: changes.preambleRows ?? 0,
  headerRows: changes.headerRows ?? 1,
  footerRows: changes.footerRows ?? 0,
  columns: [],
  plan: { regular: true, totalRows: changes.totalRows ?? 10, longestRow: 10, lenient: false },
  warnings: (changes.rows ?? []).map((row) => ({ code: 'x', row, column: null, args: {} })),
});

describe('the strip of the whole file', () => {
  it('given a short file, when mapped, then each row has its cell with its role', () => {
    const cells = fileMap(aReading({ preambleRows: 2, footerRows: 1, rows: [6] }), { leftOutRows: [8] });
    expect(cells.map(({ role }) => role)).toEqual([
      'preamble',
      'preamble',
      'header',
      'data',
      'data',
      'warned',
      'data',
      'leftOut',
      'data',
      'footer',
    ]);
    expect(rolesIn(cells)).toEqual(['preamble', 'header', 'data', 'leftOut', 'warned', 'footer']);
  });

  it('given one warned row among a million, when mapped, then its cell shows it', () => {
    const cells = fileMap(aReading({ totalRows: 1_000_000, rows: [700_001] }), {});
    expect(cells.length).toBeLessThanOrEqual(200);
    expect(cells.filter(({ role }) => role === 'warned')).toHaveLength(1);
    expect(cells[0]?.role).toBe('header');
  });

  it('given any file, when mapped, then the cells hold every row once and in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 200 }), (totalRows, most) => {
        const cells = fileMap(aReading({ totalRows, headerRows: 0 }), {}, most);
        let next = 1;
        for (const { from, to } of cells) {
          expect(from).toBe(next);
          next = to + 1;
        }
        expect(next).toBe(totalRows + 1);
      }),
    );
  });
});
