import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFacts, observeCell } from './column-facts.ts';
import { decideColumn, forceColumn } from './column-type.ts';
import type { ColumnType } from './reading.schema.ts';
import { typedCell } from './typed-cell.ts';

function factsOf(cells: readonly string[], thorough = false) {
  const facts = emptyFacts(thorough);
  cells.forEach((cell, i) => observeCell(facts, cell, 0, cell.length, i + 1));
  return facts;
}
const decide = (cells: readonly string[], label = '值') => decideColumn(factsOf(cells), label);
const typed = (cells: readonly string[], label = '值') => {
  const column = decide(cells, label);
  return cells.map((cell) => typedCell(cell, column));
};

describe('the type of a column', () => {
  it.each<[string, string[], ColumnType, (string | null)[]]>([
    ['integers', ['1', '-20', '300'], 'integer', ['1', '-20', '300']],
    ['decimals with different places', ['1.5', '2', '-0.125'], 'decimal', ['1.5', '2', '-0.125']],
    ['leading zeros', ['007', '12', '100'], 'text', ['007', '12', '100']],
    [
      '18-digit codes',
      ['310115198001010000', '310115198001010001'],
      'text',
      ['310115198001010000', '310115198001010001'],
    ],
    ['15-digit numbers', ['123456789012345'], 'integer', ['123456789012345']],
    ['40 digits', ['1.' + '1'.repeat(40)], 'text', ['1.' + '1'.repeat(40)]],
    [
      'missing markers among numbers',
      ['1', 'NA', '—', '', ' ', '2'],
      'integer',
      ['1', null, null, null, null, '2'],
    ],
    ['missing markers among texts', ['甲', 'NA', '—', ''], 'text', ['甲', 'NA', '—', null]],
    ['points without a digit before', ['.5', '-.25', '3'], 'decimal', ['0.5', '-0.25', '3']],
    ['the mathematical minus', ['−5', '3'], 'integer', ['-5', '3']],
    ['points alone', ['.', '3'], 'integer', [null, '3']],
    ['versions', ['.5.1', '3'], 'text', ['.5.1', '3']],
    ['thousands', ['1,234.5', '12', '-1,000,000'], 'decimal', ['1234.5', '12', '-1000000']],
    ['percents', ['12%', '0.5%', '-100%'], 'decimal', ['0.12', '0.005', '-1.00']],
    ['万元', ['50万元', '1.5万元', '3元'], 'integer', ['500000', '15000', '3']],
    ['yuan signs', ['￥12.50', '¥3'], 'decimal', ['12.50', '3']],
    [
      'full-width digits',
      ['６５.２万', '1,113,078', '１０３万'],
      'integer',
      ['652000', '1113078', '1030000'],
    ],
    ['exponents', ['1e3', '2.5E-2'], 'decimal', ['1000', '0.025']],
    ['units that differ', ['3元', '4公里'], 'text', ['3元', '4公里']],
    ['units that are not always there', ['3元', '4'], 'text', ['3元', '4']],
    ['phone numbers', ['+8613800000000', '+8613800000001'], 'text', ['+8613800000000', '+8613800000001']],
    ['ISO dates', ['2024-02-29', '2023-01-01'], 'date', ['2024-02-29', '2023-01-01']],
    [
      'dates in three hands',
      ['2023年5月1日', '2019.6.30', '2021/3/15'],
      'date',
      ['2023-05-01', '2019-06-30', '2021-03-15'],
    ],
    ['a day that never was', ['2023-02-28', '2023-02-29'], 'text', ['2023-02-28', '2023-02-29']],
    ['day first, told by one', ['09/02/2024', '25/12/2023'], 'date', ['2024-02-09', '2023-12-25']],
    ['day or month first, untold', ['09/02/2024', '03/04/2023'], 'text', ['09/02/2024', '03/04/2023']],
    ['day and month first, mixed', ['25/12/2023', '12/25/2023'], 'text', ['25/12/2023', '12/25/2023']],
    [
      'datetimes',
      ['2018-09-01 11:17:31', '2018/9/1 8:05'],
      'datetime',
      ['2018-09-01 11:17:31', '2018-09-01 08:05:00'],
    ],
    ['times', ['08:30', '23:59:59'], 'time', ['08:30:00', '23:59:59']],
    ['yes and no', ['是', '否', ''], 'boolean', ['true', 'false', null]],
    ['zero and one', ['0', '1'], 'integer', ['0', '1']],
    ['years', ['1978年', '1979年'], 'text', ['1978年', '1979年']],
    [
      'accounts in brackets',
      ['(1,234.50)', '5', '（7）', '(0.00)'],
      'decimal',
      ['-1234.50', '5', '-7', '0.00'],
    ],
    ['amounts in brackets alone', ['$(5.00)', '($1,200)'], 'decimal', ['-5.00', '-1200']],
    ['brackets beside a minus', ['(12)', '-5'], 'text', ['(12)', '-5']],
    ['numbers of items', ['(1)', '(2)', '(3)'], 'text', ['(1)', '(2)', '(3)']],
    ['brackets beside words', ['(12)', '5', '待定'], 'text', ['(12)', '5', '待定']],
    ['dollars', ['$1,234.50', '-$3', '$-4'], 'decimal', ['1234.50', '-3', '-4']],
    ['euros', ['€1,234', '5 €', 'EUR 6'], 'integer', ['1234', '5', '6']],
    ['RMB', ['RMB 1,234.50', '人民币3元', '¥50万'], 'decimal', ['1234.50', '3', '500000']],
    ['currencies that differ', ['$3', '€4'], 'text', ['$3', '€4']],
    ['dollars of two countries', ['HK$3', 'US$4'], 'text', ['HK$3', 'US$4']],
    ['nothing', ['', ' '], 'text', [null, null]],
  ])('[xz-16] given %s, when decided, then no value is lost', (_, cells, type, values) => {
    expect(decide(cells).type).toBe(type);
    expect(typed(cells)).toEqual(values);
  });

  it('given eight digits, when the header speaks of dates, then they are dates, and else numbers', () => {
    expect(decide(['20230501', '20231231'], '备案日期').type).toBe('date');
    expect(decide(['20230501', '20231231'], '编号').type).toBe('integer');
    expect(decide(['20230501', '20231301'], '备案日期').type).toBe('integer');
  });

  it('given one text among numbers, when decided, then it says which and where', () => {
    expect(decide(['1', '2', '约3']).why).toEqual({
      code: 'does-not-fit',
      args: { row: 3, value: '约3', count: 1 },
    });
  });

  it('given identity numbers of which one ends in X, when decided, then they are codes and nothing is amiss', () => {
    const cells = ['310104199001010009', '310104199001010017', '31010419900101002X'];
    expect(decide(cells)).toMatchObject({ type: 'text', why: { code: 'long-codes', args: { row: 1 } } });
  });

  it('given units, when decided, then the unit is the column’s', () => {
    expect(decide(['12%']).unit).toBe('%');
    expect(
      [['$1'], ['US$1'], ['RMB 1'], ['(£1)', '£2'], ['1 USD']].map((cells) => decide(cells).unit),
    ).toEqual([...['$', '美元', '元', '英镑', '美元']]);
    expect(decide(['$3', '€4']).why).toEqual({
      code: 'mixed-units',
      args: { row: 2, value: '€4', count: 1 },
    });
    expect(decide(['(12)', '-5']).why).toEqual({
      ...{ code: 'contradictory-brackets', args: { row: 1, value: '(12)', count: 1 } },
    });
    expect(decide(['50万元']).unit).toBe('元');
    expect(decide(['5']).unit).toBeNull();
  });

  it('given a chosen type, when cells do not fit it, then they are counted and become missing', () => {
    const cells = ['1', '2', '约3', '007', ''];
    const column = forceColumn(factsOf(cells, true), '值', 'integer');
    expect(column.plan).toMatchObject({ missing: 1, unfit: 1 });
    expect(cells.map((cell) => typedCell(cell, column))).toEqual(['1', '2', undefined, '7', null]);
  });

  it('[xz-16] given any cells, when the type is not text, then each has a typed value or is missing', () => {
    const cell = fc.oneof(
      fc.integer().map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.constantFrom(
        '',
        'NA',
        '—',
        '50万元',
        '12%',
        '2024-02-29',
        '20240229',
        '2024/2/9 8:05',
        '08:30',
        '是',
        'false',
        '1,234',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), fc.constantFrom('值', '日期'), (cells, label) => {
        const column = decide(cells, label);
        const values = cells.map((text) => typedCell(text, column));
        expect(values).not.toContain(undefined);
        expect(values.filter((value) => value === null)).toHaveLength(column.plan.missing);
      }),
    );
  });
});
