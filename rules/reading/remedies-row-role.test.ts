import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading, ReadingChoices } from './reading.schema.ts';
import { ROW_CHOICES, withRowRole } from './remedies-row-role.ts';

const plan = { regular: true, totalRows: 20, longestRow: 10, lenient: false };
/** Two titles, two rows of header, data from row 5 to 18, two notes. */
const READING: Pick<Reading, 'preambleRows' | 'headerRows' | 'footerRows' | 'plan'> = {
  preambleRows: 2,
  headerRows: 2,
  footerRows: 2,
  plan,
};
const say = (
  row: number,
  role: (typeof ROW_CHOICES)[number],
  choices: ReadingChoices = {},
  reading = READING,
) => withRowRole(row, role, reading, choices);

describe('what a person says that a row is', () => {
  it.each([
    [2, 'header', { preambleRows: 1, headerRows: 3 }],
    [5, 'header', { preambleRows: 2, headerRows: 3 }],
    [9, 'header', { preambleRows: 8, headerRows: 1 }],
    [3, 'preamble', { preambleRows: 3, headerRows: 1 }],
    [6, 'preamble', { preambleRows: 6 }],
    [4, 'data', { preambleRows: 2, headerRows: 1 }],
    [3, 'data', { preambleRows: 2, headerRows: 0 }],
    [2, 'data', { preambleRows: 1, headerRows: 0 }],
    [19, 'data', { footerRows: 1 }],
    [17, 'footer', { footerRows: 4 }],
    [9, 'leftOut', { leftOutRows: [9] }],
  ] as const)(
    'given row %i called %s, then the rows beside it follow where they must',
    (row, role, choices) => {
      expect(say(row, role)).toEqual(choices);
    },
  );

  it('given a row that was left out, when it is data again, then only it is', () => {
    expect(say(9, 'data', { leftOutRows: [7, 9] })).toEqual({ leftOutRows: [7] });
    expect(say(9, 'data', { leftOutRows: [9] })).toEqual({});
  });

  it('given a row that a rule leaves out, when it is data, then the others of the rule are named', () => {
    const ruled = { ...READING, plan: { ...plan, ruledOutRows: [8, 12, 16] } };
    expect(say(12, 'data', { leaveOut: ['subtotals'] }, ruled)).toEqual({ leftOutRows: [8, 16] });
  });

  it('given any row and role, then titles, header and notes stay within the file', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...ROW_CHOICES), (row, role) => {
        const { preambleRows = 2, headerRows = 2, footerRows = 2 } = say(row, role);
        expect(preambleRows).toBeGreaterThanOrEqual(0);
        expect(headerRows).toBeGreaterThanOrEqual(0);
        expect(footerRows).toBeGreaterThanOrEqual(0);
        expect(preambleRows).toBeLessThanOrEqual(20);
        expect(footerRows).toBeLessThanOrEqual(20);
      }),
    );
  });
});
