import { describe, expect, it } from 'vitest';
import { PLAIN } from './column-type.ts';
import type { ColumnType, Reading, ReadingChoices } from './reading.schema.ts';
import {
  carriedColumns,
  carriedFrame,
  frameFits,
  originalNames,
  withoutUnfitTypes,
  type SavedReading,
} from './saved-reading.ts';

type Columns = Record<string, ColumnType | { type: ColumnType; unfit: number }>;

const aReading = (columns: Columns, changes: Partial<Reading> = {}): Reading => ({
  format: 'csv',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quote: '"', escape: '"', newline: 'lf' },
  preambleRows: 0,
  headerRows: 1,
  footerRows: 0,
  columns: Object.entries(columns).map(([label, given]) => {
    const { type, unfit } = typeof given === 'string' ? { type: given, unfit: 0 } : given;
    const plan = { ...PLAIN, unfit };
    return { name: label, label, type, unit: null, why: { code: 'all-text', args: {} }, plan };
  }),
  rows: 10,
  table: 1,
  tables: [{ number: 1, name: '汇总', rows: 10 }],
  entry: null,
  coordinateSystem: null,
  warnings: [],
  plan: { regular: true, totalRows: 11, longestRow: 10, lenient: false },
  ...changes,
});
const last = (choices: ReadingChoices, columns: Columns, changes: Partial<Reading> = {}): SavedReading => ({
  choices,
  reading: aReading(columns, changes),
});
const NO_DIALECT = { delimiter: '', quote: '', escape: '', newline: 'lf' } as const;
const sheets = (...names: string[]) => names.map((name, i) => ({ number: i + 1, name, rows: 1 }));

describe('the reading of the last file', () => {
  it('[xz-16] given what a person chose about rows, when the next file comes, then it is taken over, and no row number is', () => {
    const choices = { encoding: 'gb18030', preambleRows: 2, headerRows: 2, leftOutRows: [7], footerRows: 1 };
    const carried = carriedFrame(
      last(choices, { 编号: 'text' }),
      aReading({ 编号: 'text' }, { footerRows: 2 }),
    );
    expect(carried).toEqual({
      choices: { encoding: 'gb18030', preambleRows: 2, headerRows: 2, footerRows: 1 },
      differences: [],
    });
  });

  it('given more notes at the end last time than now, when carried over, then no row of data is hidden by that', () => {
    const carried = carriedFrame(last({ footerRows: 5 }, {}), aReading({}, { footerRows: 1 }));
    expect(carried).toEqual({
      choices: {},
      differences: [{ code: 'footer', args: { before: 5, now: 1 } }],
    });
  });

  it('given a workbook after a CSV, when carried over, then rows are found anew and the change is said', () => {
    const fresh = aReading({}, { format: 'xlsx', dialect: NO_DIALECT });
    expect(carriedFrame(last({ headerRows: 2 }, {}), fresh)).toEqual({
      choices: {},
      differences: [{ code: 'format', args: { before: 'csv', now: 'xlsx' } }],
    });
  });

  it.each([
    ['of the same name, elsewhere', sheets('说明', '填报', '汇总'), 3, []],
    ['at the same place, of another name', sheets('说明', '四季度'), 2, []],
    ['nowhere', sheets('甲', '乙', '丙'), undefined, ['table']],
  ] as const)(
    'given a sheet %s, when carried over, then it is found or said to be missing',
    (_, tables, table, codes) => {
      const saved = last({ table: 2 }, {}, { table: 2, tables: sheets('说明', '汇总'), dialect: NO_DIALECT });
      const fresh = aReading({}, { tables: [...tables], dialect: NO_DIALECT });
      const { choices, differences } = carriedFrame(saved, fresh);
      expect(choices.table).toBe(table);
      expect(differences.map(({ code }) => code)).toEqual(codes);
    },
  );

  it('given columns that are found worse with what was carried over, when judged, then it does not fit', () => {
    const saved = last({ headerRows: 2 }, { 编号: 'text', 总数: 'integer' });
    const fresh = aReading({ 编号: 'text', 总数: 'integer' });
    expect(frameFits(saved, aReading({ 编号_001: 'text', 总数_12: 'text' }), fresh)).toBe(false);
    expect(frameFits(saved, fresh, fresh)).toBe(true);
  });

  it('[xz-16] given columns of other types than last time, when carried over, then each keeps its type, renamed ones their names', () => {
    const saved = last(
      { names: { 编号: '停车场编号', 旧列: 'x' }, leaveOut: ['subtotals'], missing: ['暂无'] },
      { 编号: 'text', 总数: 'decimal', 旧列: 'text' },
    );
    expect(carriedColumns(saved, aReading({ 编号: 'integer', 总数: 'integer', 新列: 'date' }))).toEqual({
      choices: {
        names: { 编号: '停车场编号' },
        leaveOut: ['subtotals'],
        missing: ['暂无'],
        types: { 编号: 'text', 总数: 'decimal' },
      },
      differences: [
        { code: 'columns-gone', args: { names: '旧列', count: 1 } },
        { code: 'columns-new', args: { names: '新列', count: 1 } },
      ],
    });
  });

  it('given values that do not fit the type of last time, when read so, then the type is taken back unless such values were accepted then', () => {
    const choices: ReadingChoices = { types: { 总数: 'integer', 日期: 'date' }, missing: ['无'] };
    const read = aReading({ 总数: { type: 'integer', unfit: 3 }, 日期: { type: 'date', unfit: 2 } });
    const strict = last(choices, { 总数: 'integer', 日期: { type: 'date', unfit: 1 } });
    expect(withoutUnfitTypes(strict, choices, read)).toEqual({
      choices: { types: { 日期: 'date' }, missing: ['无'] },
      differences: [{ code: 'type', args: { name: '总数', type: 'integer', count: 3 } }],
    });
  });

  it('given renamed columns, then they still answer to the name from their header', () => {
    const [first] = aReading({ 编号: 'text' }).columns;
    expect(first && originalNames({ columns: [{ ...first, name: '停车场编号' }] })).toEqual(['编号']);
  });

  it('[xz-16] given a coordinate system that a person chose, when the next file comes, then it is taken over and said where the file differs', () => {
    const saved = last({ coordinateSystem: 'GCJ-02' }, { 经度: 'decimal', 纬度: 'decimal' });
    const columns = { 经度: 'decimal', 纬度: 'decimal' } as const;
    const unstated = { code: 'coordinates-unstated', row: null, column: null, args: { unit: 'degrees' } };
    expect(carriedColumns(saved, aReading(columns, { warnings: [unstated] }))).toEqual({
      choices: { coordinateSystem: 'GCJ-02' },
      differences: [],
    });
    expect(carriedColumns(saved, aReading(columns, { coordinateSystem: 'WGS-84' }))).toEqual({
      choices: { coordinateSystem: 'GCJ-02' },
      differences: [{ code: 'coordinates', args: { before: 'GCJ-02', now: 'WGS-84' } }],
    });
    expect(carriedColumns(saved, aReading(columns)).choices).toEqual({});
  });
});
