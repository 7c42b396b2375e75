import { describe, expect, it } from 'vitest';
import { viewOf } from './row-view.ts';
import { firstLayout, TableSequence, type FoundTable } from './table-sequence.ts';
import type { ReadingChoices } from './reading.schema.ts';

const cellsOf = (line: string): string[] => (line === '' ? [] : line.split(','));

function tables(lines: readonly string[], choices: ReadingChoices = {}): FoundTable[] {
  const sequence = new TableSequence(firstLayout(lines.map(cellsOf)), choices);
  lines.forEach((line, i) => sequence.row(viewOf(cellsOf(line), i + 1)));
  return sequence.end();
}

const shape = (lines: readonly string[], choices?: ReadingChoices): unknown[] =>
  tables(lines, choices).map(({ title, facts: { rows, layout, footerRows, totalRows } }) => ({
    title,
    rows,
    ...layout,
    footerRows,
    totalRows,
  }));

describe('tables under each other', () => {
  it('given the header again, when read, then a table begins there and each counts the rest as above and below', () => {
    expect(shape(['区,人口', '黄浦,58', '静安,97', '区,人口', '徐汇,111'])).toEqual([
      { title: '', rows: 2, preambleRows: 0, headerRows: 1, footerRows: 2, totalRows: 5 },
      { title: '', rows: 1, preambleRows: 3, headerRows: 1, footerRows: 0, totalRows: 5 },
    ]);
  });

  it('given a title and another header after a blank line, when read, then they are another table with its name', () => {
    const lines = [
      '区,人口',
      '黄浦,58',
      '静安,97',
      '',
      '学校情况',
      '学校,校数,学生',
      '小学,5,900',
      '初中,3,700',
    ];
    expect(shape(lines)).toEqual([
      { title: '', rows: 2, preambleRows: 0, headerRows: 1, footerRows: 5, totalRows: 8 },
      { title: '学校情况', rows: 2, preambleRows: 5, headerRows: 1, footerRows: 0, totalRows: 8 },
    ]);
  });

  it.each([
    ['blank lines between groups of rows', ['区,人口', '黄浦,58', '', '静安,97', '', '徐汇,111'], 3],
    ['a sub-heading and a total', ['区,人口', '城区,', '黄浦,58', '合计,58', '', '郊区,', '崇明,63'], 5],
    [
      'page breaks after which a number stands alone over unlike rows',
      ['编号,名称,科目', 'A1,甲类,300', ',,301', '', ',,302', 'E2,"光化学",', 'E3,电解,', 'E4,电池,303'],
      6,
    ],
    ['signatures below', ['区,人口', '黄浦,58', '', '制表：张三,审核：李四'], 2],
  ])('given %s, when read, then it is one table', (_, lines, rows) => {
    expect(tables(lines).map(({ facts }) => facts.rows)).toEqual([rows]);
  });

  it('given a person who says where the table begins, when read, then nothing is cut', () => {
    const lines = ['区,人口', '黄浦,58', '区,人口', '徐汇,111'];
    expect(tables(lines, { preambleRows: 0, headerRows: 1 }).map(({ facts }) => facts.rows)).toEqual([3]);
  });

  it('given a table that a person chose, when its header rows are corrected, then the others keep theirs', () => {
    const lines = ['区,人口', '黄浦,58', '静安,97', '', '某表', '学校,校数,学生', '小学,5,900', '初中,3,700'];
    expect(tables(lines, { table: 2, headerRows: 2 }).map(({ facts }) => facts.rows)).toEqual([2, 1]);
  });
});
