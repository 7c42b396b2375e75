import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { choicesFrom, rowsFrom, rowsText } from './reading-choices.ts';

const plan = {
  plain: true,
  precision: 0,
  scale: 0,
  dateOrder: 'ymd',
  compact: false,
  missing: 0,
  blankCells: 0,
  markers: [],
  unfit: 0,
} as const;
const column = (name: string, type: 'text' | 'integer') => ({
  name,
  label: name,
  type,
  unit: null,
  why: { code: 'all-text', args: {} },
  plan: { ...plan, markers: [] },
});
const READING: Reading = {
  format: 'csv',
  entry: null,
  encoding: 'gb18030',
  dialect: { delimiter: ',', quote: '"', escape: '"', newline: 'lf' },
  preambleRows: 2,
  headerRows: 1,
  footerRows: 0,
  columns: [column('编号', 'integer'), column('名称', 'text')],
  rows: 10,
  table: 1,
  tables: [],
  coordinateSystem: null,
  warnings: [],
  plan: { regular: true, totalRows: 13, longestRow: 20, lenient: false },
};

/** The form as the page sends it when nothing was touched. */
function asUnderstood(changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  const values = {
    encoding: 'gb18030',
    delimiter: 'comma',
    preambleRows: '2',
    headerRows: '1',
    footerRows: '0',
    'type.0': 'integer',
    'type.1': 'text',
    missing: '',
    leftOutRows: '',
    ...changes,
  };
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe('corrections of a reading', () => {
  it('given a form that says what was understood, when read, then nothing is corrected', () => {
    expect(choicesFrom(asUnderstood(), READING, {})).toEqual({});
  });

  it('given another type and fewer title rows, when read, then only these are corrected', () => {
    expect(choicesFrom(asUnderstood({ 'type.0': 'text', preambleRows: '1' }), READING, {})).toEqual({
      preambleRows: 1,
      types: { 编号: 'text' },
    });
  });

  it('given what was chosen before, when the form still says so, then it stays chosen', () => {
    const before: ReadingChoices = { encoding: 'gb18030', types: { 编号: 'integer' } };
    expect(choicesFrom(asUnderstood(), READING, before)).toEqual(before);
  });

  it('given a refused file, when an encoding is named, then it counts', () => {
    const form = new FormData();
    form.set('encoding', 'big5');
    form.set('headerRows', '');
    expect(choicesFrom(form, null, {})).toEqual({ encoding: 'big5' });
  });

  it('given any rows, when written and read again, then they are the same', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 500 })).map((each) => each.sort((a, b) => a - b));
    fc.assert(
      fc.property(rows, (each) => {
        expect(rowsFrom(rowsText(each))).toEqual(each);
      }),
    );
    expect(rowsFrom('218，300-302、x')).toEqual([218, 300, 301, 302]);
  });
});
