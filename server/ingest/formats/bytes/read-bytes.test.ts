import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Layout } from '../../../../rules/reading/layout.ts';
import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { TableSequence } from '../../../../rules/reading/table-sequence.ts';
import { Tokenizer, type Marks } from '../../../../rules/reading/tokenizer.ts';
import { canReadBytes } from './bytes-reader.ts';
import { readBytes, type ReadSizes } from './read-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-bytes-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 150);
const COMMAS: Marks = { delimiter: ',', quote: '"', escape: '"' };
const ONE_HEADER: Layout = { preambleRows: 0, headerRows: 1 };

/** What tokenizer and sequence make of a text: the promise that reading from bytes keeps. */
function byText(text: string, marks: Marks, layout: Layout, choices: ReadingChoices) {
  const sequence = new TableSequence(layout, choices);
  const tokenizer = new Tokenizer(marks, (row) => sequence.row(row));
  tokenizer.push(text.replaceAll('\0', ''));
  const seen = { nul: text.split('\0').length - 1, replaced: text.split('\ufffd').length - 1 };
  return { facts: { ...tokenizer.end(), ...seen }, tables: sequence.end() };
}

/** Little ones, so that segments begin and end everywhere, inside quotes too; without other threads, which take time. */
const SIZES: ReadSizes = { chunk: 256, text: 16, head: 128, segment: 256, helpers: 0 };

interface Given {
  marks?: Marks;
  layout?: Layout;
  choices?: ReadingChoices;
  sizes?: Partial<ReadSizes>;
}

async function byBytes(
  text: string,
  { marks, layout, choices, sizes }: Required<Given>,
): Promise<ReturnType<typeof byText>> {
  const path = join(folder, 'table.csv');
  await writeFile(path, text);
  const sequence = new TableSequence(layout, choices);
  const facts = await readBytes(path, 0, marks, sequence, { ...SIZES, ...sizes });
  return { facts, tables: sequence.end() };
}

async function expectAlike(
  text: string,
  { marks = COMMAS, layout = ONE_HEADER, choices = {}, sizes = {} }: Given = {},
): Promise<void> {
  const expected = byText(text, marks, layout, choices);
  expect(await byBytes(text, { marks, layout, choices, sizes })).toEqual(expected);
}

const value = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '1',
      '-2.50',
      '0',
      '007',
      '20240131',
      '20240131080000',
      '12345678901234567890',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '合计',
      '徐汇区 小 计：',
      '总和\t',
      'Grand Total:',
      'T otal',
      '设计',
      'normal',
      '(12)',
      '($1,234.50)',
      '2024-02-09',
      '2024-02-30',
      '2024-02-09 08:00:00',
      '2024-02-09T24:00:00',
      '31/12/2023',
      '2/3/2023',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '黄浦区',
      '是',
      '否',
      'true',
      '名称',
      '甲',
      '𠮷野路',
      'é',
      '12万元',
      '50%',
      '—',
      'NA',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '　',
      '\u00a0',
      ' 5',
      '5 ',
      '\ufeff',
      '\ufffd',
      '5"',
      ' "x"',
      '-',
      '1.',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('"a,b"', '"a""b"', '"a\nb"', '"a\r\nb"', '""', '"x" ', '"名称"', '"un', '"1"'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const row = fc.oneof(
  { weight: 12, arbitrary: fc.array(value, { minLength: 3, maxLength: 3 }).map((cells) => cells.join(',')) },
  { weight: 1, arbitrary: fc.array(value, { maxLength: 5 }).map((cells) => cells.join(',')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ',,', '名称,甲,乙', '合计,,', '注：完', '名称,甲,乙\n1,2,3', 'a\0b,1,2'),
  },
);
const newline = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');

describe('a table read from its bytes', () => {
  it('given any rows, line ends and chunks, when read from bytes, then every fact is as by text', async () => {
    const files = fc.record({
      rows: fc.array(row, { maxLength: 60 }),
      end: newline,
      last: fc.boolean(),
      chunk: fc.integer({ min: 64, max: 4096 }),
      segment: fc.integer({ min: 32, max: 600 }),
      head: fc.integer({ min: 16, max: 300 }),
      headerRows: fc.integer({ min: 0, max: 2 }),
      table: fc.constantFrom(undefined, 2),
    });
    await fc.assert(
      fc.asyncProperty(files, async ({ rows, end, last, headerRows, table, ...sizes }) => {
        const text = ['名称,甲,乙', ...rows].join(end) + (last ? end : '');
        const choices = table === undefined ? {} : { table };
        await expectAlike(text, { sizes, choices, layout: { preambleRows: 0, headerRows } });
      }),
      { numRuns: RUNS },
    );
  });

  it('given other marks, when read from bytes, then every fact is as by text', async () => {
    const text = (delimiter: string, quote: string): string =>
      [
        '名称',
        ...Array.from({ length: 40 }, (_, i) => (i % 9 === 8 ? `${quote}a${delimiter}${quote}` : String(i))),
      ]
        .map((cell) => [cell, '1', `${quote}乙${quote}`].join(delimiter))
        .join('\n');
    for (const [delimiter, quote] of [
      [';', '"'],
      ['\t', "'"],
      ['|', ''],
    ] as const) {
      const marks = { delimiter, quote, escape: quote };
      await expectAlike(text(delimiter, quote), { marks });
    }
  });

  it('given many rows, when columns settle at different rows, then every fact is as by text', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => {
      const late = i < 1200 ? String(i) : '文字';
      return [
        i % 3 === 0 ? '12' : '路',
        late,
        i % 700 === 0 ? '' : '2024-01-01',
        i % 2 === 0 ? '是' : '否',
      ].join(',');
    });
    await expectAlike(['甲,乙,丙,丁', ...rows, '合计,,,', '注：完'].join('\n'), {
      sizes: { chunk: 8192, segment: 4096 },
    });
  });

  it('given a header that comes again among many rows, when read from bytes, then another table begins there', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `名${i},${i},${i}.5`);
    const text = ['名称,甲,乙', ...rows, '名称,甲,乙', ...rows, '"名称", 甲,乙', ...rows].join('\n');
    await expectAlike(text);
    expect(byText(text, COMMAS, ONE_HEADER, {}).tables).toHaveLength(3);
    const other = ['名称,甲,乙', ...rows, '', '编号,数量,比例', ...rows, '编号,数量,比例', ...rows, ''].join(
      '\n',
    );
    await expectAlike(other);
    expect(byText(other, COMMAS, ONE_HEADER, {}).tables).toHaveLength(3);
  });

  it('given days before months in the middle only, when read from bytes, then every fact is as by text', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `路,${i === 120 ? '31/12/2023' : '2/3/2023'},${i}`);
    await expectAlike(['名称,甲,乙', ...rows].join('\n'));
  });

  it('given several threads, when read from bytes, then every fact is as by text', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) =>
      i % 900 === 899 ? '只有一格' : `"路${i}\n${i % 5}号",${i},${i % 400 === 0 ? '—' : `${i}.5`}`,
    );
    await expectAlike(['名称,甲,乙', ...rows].join('\n'), {
      sizes: { chunk: 4096, segment: 8192, helpers: 2 },
    });
  });

  it('given one column, when read from bytes, then blank lines stay what they are', async () => {
    await expectAlike(
      ['名称', ...Array.from({ length: 50 }, (_, i) => (i % 7 === 0 ? '' : `第${i}`))].join('\n'),
    );
  });

  it('given choices about rows and values, when read from bytes, then they hold', async () => {
    const text = ['名称,甲', ...Array.from({ length: 50 }, (_, i) => `a${i},${i}`)].join('\n');
    for (const choices of [
      { leftOutRows: [7, 30] },
      { footerRows: 3 },
      { missing: ['5'] },
      { types: { 甲: 'text' as const } },
    ])
      await expectAlike(text, { choices });
  });

  it('given marks that are not simple, when asked, then the tokenizer reads', () => {
    const utf8 = { label: 'utf-8', skip: 0, lenient: false, marks: 0, sure: 1, mojibake: null };
    expect(canReadBytes(utf8, COMMAS)).toBe(true);
    expect(canReadBytes({ ...utf8, lenient: true }, COMMAS)).toBe(false);
    expect(canReadBytes({ ...utf8, label: 'gb18030' }, COMMAS)).toBe(false);
    for (const delimiter of [' ', '::', ', ', '，'])
      expect(canReadBytes(utf8, { ...COMMAS, delimiter })).toBe(false);
    expect(canReadBytes(utf8, { ...COMMAS, escape: '\\' })).toBe(false);
  });
});
