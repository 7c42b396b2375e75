import fc from 'fast-check';
import { TEST_ENCODINGS, type TestEncoding } from './encode.ts';

/** A text file that holds one table, and what is to be read from it. */
export interface RandomTextFile {
  text: string;
  encoding: TestEncoding;
  /** Levels joined with `_`; empty for a table without header. */
  labels: string[];
  headerRows: number;
  preambleRows: number;
  rows: string[][];
}

interface Column {
  /** Texts of the header from the top level down. */
  levels: string[];
  cells: string[];
}

interface Dialect {
  delimiter: string;
  quote: string;
  escape: string;
  newlines: readonly string[];
  quoteAll: boolean;
  /** A delimiter at the end of every line of the table. */
  trailing: boolean;
  /** Empty cells at the ends of rows are left away. */
  ragged: boolean;
}

const HEIGHT = 20;
const LABELS =
  '名称 行政区 地址 备案日期 泊位数 面积 比例 电话 经度 name station amount PM2.5 total_2 单价（元） 联系 人'.split(
    ' ',
  );
const GROUPS = ['小学', '初中', '上半年', '下半年', '城镇', '农村', 'inside', 'outside'];
const TOPS = ['基本情况', '办学条件', 'Summary'];
const HANZI = Array.from('上海市徐汇静安黄浦区路号街道公园医院学校车站东西南北中的一是在有国人民');
const LATIN = Array.from('abcdefghijklmnopqrstuvwxyz');

const word = fc.string({ unit: fc.constantFrom(...HANZI), minLength: 1, maxLength: 8 });
const latin = fc.string({ unit: fc.constantFrom(...LATIN), minLength: 1, maxLength: 10 });
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const day = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2049-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const MARKS = [',', '"', ';', '\n', '，', '、', ' ', '\t', '|', "'", '""', ', ', ':', '#', '^', '~'];

const TEXTS: fc.Arbitrary<string>[] = [
  word,
  latin,
  fc.tuple(word, fc.constantFrom(...MARKS), fc.oneof(word, latin)).map((parts) => parts.join('')),
];
const NUMBERS: fc.Arbitrary<string>[] = [
  fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map(String),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 99999 }))
    .map(([a, b]) => `${a}.${String(b).padStart(5, '0')}`),
  fc.integer({ min: 0, max: 1000 }).map((n) => `${n / 10}%`),
];
const OTHERS: fc.Arbitrary<string>[] = [
  digits(6).map((code) => `0${code}`),
  digits(17).map((code) => `3${code}`),
  day,
  day.map((date) => `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`),
  fc.integer({ min: 1, max: 9999 }).map((n) => `${n}万元`),
];

const cellsOf = (cell: fc.Arbitrary<string>, gaps: boolean): fc.Arbitrary<string[]> =>
  fc.array(
    gaps ? fc.oneof({ weight: 9, arbitrary: cell }, { weight: 1, arbitrary: fc.constant('') }) : cell,
    {
      minLength: HEIGHT,
      maxLength: HEIGHT,
    },
  );
const column = fc.constantFrom(...TEXTS, ...NUMBERS, ...OTHERS).chain((cell) => cellsOf(cell, true));
const numbers = fc.constantFrom(...NUMBERS).chain((cell) => cellsOf(cell, false));

/** Header texts of each column: a group stands over the columns from its own on, as merged cells are exported. */
function withLevels(bodies: string[][], labels: readonly string[], depth: number, size: number): Column[] {
  return bodies.map((cells, i) => {
    const label = i === 0 ? '序号' : (labels[i] ?? '');
    if (depth < 2) return { levels: [label], cells };
    const grouped = i >= 2;
    const group = grouped && (i - 2) % size === 0 ? (GROUPS[(i - 2) / size] ?? '') : '';
    const two = grouped ? [group, label] : [label, ''];
    if (depth === 2) return { levels: two, cells };
    return {
      levels: grouped ? [i === 2 ? (TOPS[bodies.length % 3] ?? '') : '', ...two] : [label, '', ''],
      cells,
    };
  });
}

/** What the levels of a column are joined to, a merged text counting for each column under it. */
function labelsOf(columns: readonly Column[]): string[] {
  const above: string[] = [];
  return columns.map(({ levels }) => {
    const last = levels.length - 1;
    const texts = levels.map((text, level) => {
      const isUnder = level < last && levels.slice(level + 1).some((lower) => lower !== '');
      if (text === '' && isUnder) return above[level] ?? '';
      above[level] = text;
      return text;
    });
    return texts.filter((text) => text !== '').join('_');
  });
}

function written(cell: string, { delimiter, quote, escape, quoteAll }: Dialect): string {
  const isSpaced = delimiter.includes(' ') && (cell === '' || /\s/.test(cell));
  const marks = [quote, ...delimiter];
  const needs = isSpaced || marks.some((mark) => cell.includes(mark)) || /[\r\n]/.test(cell);
  return needs || (quoteAll && cell !== '') ? quote + cell.replaceAll(quote, escape + quote) + quote : cell;
}

function lineOf(cells: readonly string[], dialect: Dialect): string {
  const isCut = dialect.ragged && !cells.some((cell) => cell.includes(dialect.delimiter));
  const end = isCut ? cells.findLastIndex((cell) => cell !== '') + 1 : cells.length;
  const line = cells
    .slice(0, end)
    .map((cell) => written(cell, dialect))
    .join(dialect.delimiter);
  return dialect.trailing ? line + dialect.delimiter : line;
}

const PREAMBLES = [
  [],
  ['某市公共停车场台账'],
  ['某市公共停车场台账', '单位：个'],
  ['2023年统计表', ''],
  ['# exported by hand'],
];
const FOOTERS = [[], ['注：不含路内泊位'], ['', '数据来源：某某局', '说明：表中数据为年末数'], ['', '']];

const dialects = fc
  .record({
    delimiter: fc.constantFrom(',', '\t', ';', '|', '，', '^', '\u0001', '||', '|~|', ', ', ' '),
    quote: fc.constantFrom('"', '"', '"', "'"),
    backslash: fc.constantFrom(false, false, false, true),
    newlines: fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\r\n']),
    quoteAll: fc.boolean(),
    trailing: fc.constantFrom(false, false, false, true),
    ragged: fc.constantFrom(false, false, false, true),
  })
  .map(({ backslash, ...rest }): Dialect => ({ ...rest, escape: backslash ? '\\' : rest.quote }));

/**
 * Text files with a table of 2 to 7 columns and 3 to 20 rows, 0 to 3 header levels, in any dialect and encoding, with
 * titles above and notes below. What would be ambiguous is left out:
 *
 * - the first two columns are numbers and have no gaps, so that a row is never a note or a blank line, a header always
 *   stands over numbers, and a table without one begins with numbers;
 * - headers of several levels have a column of numbers under their lowest level;
 * - no cell holds a backslash, begins with the quote of another dialect, or is a line of its own;
 * - a table without header has no trailing delimiter and no rows cut short: nothing says how wide it is;
 * - a row cut short has no delimiter in a cell: without its quotes it might be as wide as the table;
 * - rows cut short do not come with `，`, which ordinary texts hold too: its rows must be even;
 * - a remark above a table without header is not of words with the delimiter between them;
 * - a delimiter of spaces has no trailing delimiter, and quotes every cell that is empty or has blanks.
 */
export const randomTextFile: fc.Arbitrary<RandomTextFile> = fc
  .record({
    labels: fc.shuffledSubarray(LABELS, { minLength: 7, maxLength: 7 }),
    fixed: fc.tuple(numbers, numbers),
    bodies: fc.array(column, { minLength: 0, maxLength: 5 }),
    depth: fc.constantFrom(0, 1, 1, 1, 2, 3),
    size: fc.integer({ min: 2, max: 3 }),
    height: fc.integer({ min: 3, max: HEIGHT }),
    dialect: dialects,
    encoding: fc.constantFrom(...TEST_ENCODINGS),
    preamble: fc.constantFrom(...PREAMBLES),
    footer: fc.constantFrom(...FOOTERS),
    isPadded: fc.boolean(),
    hint: fc.constantFrom(false, false, false, true),
    finalNewline: fc.boolean(),
  })
  .map(({ labels, fixed, bodies, depth: asked, size, height, dialect: drawn, ...file }) => {
    const depth = bodies.length < 2 ? Math.min(asked, 1) : asked;
    const isSpaced = drawn.delimiter.includes(' ');
    const plain = depth === 0 || isSpaced;
    const dialect = {
      ...drawn,
      trailing: drawn.trailing && !plain,
      ragged: drawn.ragged && !plain && drawn.delimiter !== '，',
    };
    const all = [...fixed, ...bodies];
    // The lowest level of a grouped header stands over numbers: the last column is one of the two.
    if (depth > 1) all.push(...all.splice(1, 1));
    const columns = withLevels(all, labels, depth, size);
    const rows = Array.from({ length: height }, (_, r) => columns.map(({ cells }) => cells[r] ?? ''));
    const header = Array.from({ length: depth }, (_, level) =>
      columns.map(({ levels }) => levels[level] ?? ''),
    );
    const alone = (line: string): string =>
      file.isPadded && !isSpaced && line !== '' ? line + dialect.delimiter.repeat(columns.length - 1) : line;
    const preamble = file.preamble.filter((line) => !(isSpaced && depth === 0 && line.startsWith('#')));
    const top = [
      ...(file.hint && dialect.delimiter.length === 1 ? [`sep=${dialect.delimiter}`] : []),
      ...preamble.map(alone),
    ];
    const lines = [
      ...top,
      ...[...header, ...rows].map((cells) => lineOf(cells, dialect)),
      ...file.footer.map(alone),
    ];
    const { newlines } = dialect;
    const text = lines.map((line, i) => line + (newlines[i % newlines.length] ?? '\n')).join('');
    return {
      text: file.finalNewline ? text : text.replace(/(\r\n|\r|\n)$/, ''),
      encoding: file.encoding,
      labels: depth === 0 ? [] : labelsOf(columns),
      headerRows: depth,
      preambleRows: top.length,
      rows,
    };
  });
