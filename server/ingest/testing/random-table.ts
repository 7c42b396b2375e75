import fc from 'fast-check';
import { TEST_ENCODINGS } from './encode.ts';

/** A table as its owner means it, and how it is put on paper. */
export interface RandomTable {
  header: string[];
  rows: string[][];
  delimiter: string;
  newline: string;
  encoding: (typeof TEST_ENCODINGS)[number];
  /** Quote every cell, or only those that need it. */
  quoteAll: boolean;
  preamble: string[];
  footer: string[];
  finalNewline: boolean;
}

const LABELS = [
  '名称',
  '行政区',
  '地址',
  '备案日期',
  '泊位数',
  '面积',
  '比例',
  '电话',
  '经度',
  'name',
  'station',
  'amount',
  'PM2.5',
];
const HANZI =
  '上 海 市 徐 汇 静 安 黄 浦 区 路 号 街 道 公 园 医 院 学 校 车 站 东 西 南 北 中 的 一 是 在 有 国 人 民'.split(
    ' ',
  );

const word = fc.string({ unit: fc.constantFrom(...HANZI), minLength: 1, maxLength: 8 });
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const date = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2049-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** Cells of one column: of one kind, some of them missing. */
const COLUMNS: fc.Arbitrary<string>[] = [
  word,
  fc
    .tuple(word, fc.constantFrom(',', '"', ';', '\n', '，', '、', ' ', '\t'), word)
    .map((parts) => parts.join('')),
  fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map(String),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 99999 }))
    .map(([a, b]) => `${a}.${String(b).padStart(5, '0')}`),
  digits(6).map((code) => `0${code}`),
  digits(17).map((code) => `3${code}`),
  date,
  date.map((day) => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`),
  fc
    .tuple(date, fc.integer({ min: 0, max: 23 }))
    .map(([day, hour]) => `${day} ${String(hour).padStart(2, '0')}:30:15`),
  fc.integer({ min: 1, max: 9999 }).map((n) => `${n}万元`),
  fc.integer({ min: 0, max: 1000 }).map((n) => `${n / 10}%`),
  fc.constantFrom('是', '否'),
];

const column = fc.constantFrom(...COLUMNS.keys()).chain((kind) => {
  const cell = COLUMNS[kind] ?? word;
  return fc.array(fc.oneof({ weight: 9, arbitrary: cell }, { weight: 1, arbitrary: fc.constant('') }), {
    minLength: 24,
    maxLength: 24,
  });
});

/** Tables of 2 to 7 columns, the first of them a number that every row has. */
export const randomTable: fc.Arbitrary<RandomTable> = fc
  .record({
    labels: fc.shuffledSubarray(LABELS, { minLength: 1, maxLength: 6 }),
    columns: fc.array(column, { minLength: 6, maxLength: 6 }),
    height: fc.integer({ min: 2, max: 24 }),
    delimiter: fc.constantFrom(',', '\t', ';', '|'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom(...TEST_ENCODINGS),
    quoteAll: fc.boolean(),
    preamble: fc.constantFrom<string[]>(
      [],
      ['某市公共停车场台账'],
      ['某市公共停车场台账', '单位：个'],
      ['2023年统计表', ''],
    ),
    footer: fc.constantFrom<string[]>(
      [],
      ['注：不含路内泊位'],
      ['数据来源：某某局', '说明：表中数据为年末数'],
    ),
    finalNewline: fc.boolean(),
  })
  .map(({ labels, columns, height, ...rest }) => ({
    ...rest,
    header: ['序号', ...labels],
    rows: Array.from({ length: height }, (_, r) => [
      String(r + 1),
      ...labels.map((_, c) => columns[c]?.[r] ?? ''),
    ]),
  }));

function writeCell(cell: string, { delimiter, quoteAll }: RandomTable): string {
  const needs = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needs || (quoteAll && cell !== '') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function writeTable(table: RandomTable): string {
  const body = [table.header, ...table.rows].map((row) =>
    row.map((cell) => writeCell(cell, table)).join(table.delimiter),
  );
  const lines = [...table.preamble, ...body, ...table.footer];
  return lines.join(table.newline) + (table.finalNewline ? table.newline : '');
}
