import { describe, expect, it } from 'vitest';
import { PLAIN } from './column-type.ts';
import type { Reading, ReadingChoices, ReadingColumn } from './reading.schema.ts';
import { notesOf, remediesOf, takeRemedies } from './remedies.ts';
import type { Survey } from './survey.ts';

const column = (changes: Partial<ReadingColumn> = {}): ReadingColumn => ({
  name: '总数',
  label: '泊位',
  type: 'text',
  unit: null,
  why: { code: 'does-not-fit', args: { row: 9, value: '约30', count: 2 } },
  plan: PLAIN,
  ...changes,
});
const reading = (columns: ReadingColumn[], warnings: Reading['warnings'] = []) => ({
  columns,
  warnings,
  preambleRows: 0,
  headerRows: 1,
  footerRows: 0,
});
const doubtful: Survey = {
  map: [],
  doubts: [{ column: 1, type: 'integer', count: 2, values: [{ row: 9, value: '约30' }] }],
  subtotals: [],
  subheadings: [],
  encodings: [],
};
const take = (
  wish: string,
  choices: ReadingChoices,
  of = reading([column()]),
  survey: Survey | null = doubtful,
) => takeRemedies(remediesOf(of, choices, survey), () => wish, choices);

describe('what can be done about what was noticed', () => {
  it('given a column that a few values keep as text, when nobody chose, then it is open and says what either way does', () => {
    const [remedy, ...more] = remediesOf(reading([column()]), {}, doubtful);
    expect(more).toEqual([]);
    expect(remedy).toMatchObject({ key: 'type.1', inForce: 'as-text', open: true, rows: [9] });
    expect(remedy?.options.map(({ id, effect }) => [id, effect])).toEqual([
      ['as-type', { code: 'made-empty', count: 2 }],
      ['as-text', { code: 'unchanged', count: 0 }],
    ]);
  });

  it('given the type is chosen, then it is kept under the name of the header, and the other way stays open to the person', () => {
    const choices = take('as-type', {});
    expect(choices).toEqual({ types: { 泊位: 'integer' } });
    const read = column({
      type: 'integer',
      plan: { ...PLAIN, unfit: 2 },
      why: { code: 'chosen', args: {} },
    });
    expect(remediesOf(reading([read]), choices, doubtful)[0]).toMatchObject({
      inForce: 'as-type',
      open: false,
    });
    expect(take('as-text', choices, reading([read]))).toEqual({ types: { 泊位: 'text' } });
  });

  it('given a wish that is so already, or that nobody offers, then nothing changes', () => {
    expect(take('as-text', { headerRows: 2 })).toEqual({ headerRows: 2 });
    expect(take('nonsense', { headerRows: 2 })).toEqual({ headerRows: 2 });
  });

  it('given rows of sums, when they are not to be read, then the rule says so and holds for the next file', () => {
    const sums: Survey = { ...doubtful, doubts: [], subtotals: [7, 12] };
    const of = reading([column({ type: 'integer' })]);
    expect(remediesOf(of, {}, sums)[0]).toMatchObject({ key: 'subtotals', inForce: 'as-data', open: true });
    const choices = take('leave-out', {}, of, sums);
    expect(choices).toEqual({ leaveOut: ['subtotals'] });
    expect(remediesOf(of, choices, sums)[0]).toMatchObject({ inForce: 'leave-out', open: false });
    const back = take('as-data', { ...choices, leftOutRows: [7, 9] }, of, sums);
    expect(back).toEqual({ leaveOut: [], leftOutRows: [9] });
    expect(remediesOf(of, back, sums)[0]).toMatchObject({ inForce: 'as-data', open: false });
  });

  it('given uneven rows, when all of them are named, then they can be left out; when some are only counted, they cannot', () => {
    const uneven = (count: number, rows: string) =>
      reading([column()], [{ code: 'long-rows', row: 4, column: null, args: { count, rows, width: 3 } }]);
    expect(take('leave-out', { leftOutRows: [9] }, uneven(2, '4, 8'), null)).toEqual({
      leftOutRows: [4, 8, 9],
    });
    expect(remediesOf(uneven(30, '4, 8 …'), {}, null)).toEqual([]);
  });

  it('given warnings, then each is told once: by its remedy, or as a note', () => {
    const warnings = [
      { code: 'does-not-fit', row: 9, column: 1, args: {} },
      { code: 'blank-rows', row: 5, column: null, args: { count: 1, rows: '5' } },
      { code: 'footer-rows', row: 20, column: null, args: { count: 1 } },
    ];
    const of = reading([column()], warnings);
    const remedies = remediesOf(of, {}, doubtful);
    expect(remedies.map(({ key }) => key)).toEqual(['type.1', 'footer-rows']);
    expect(notesOf(of, remedies).map(({ code }) => code)).toEqual(['blank-rows']);
  });
});
