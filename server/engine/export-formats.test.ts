import { tableFromIPC, type Table } from 'apache-arrow';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import type { EngineTable, ExportOptions, RowFormat } from './index.ts';
import { aField, aWorkbench, bytesOf, type Cell, type Workbench } from './testing/tables.ts';
import { xmlName } from './xml-names.ts';

const COLUMNS = [
  aField('编号', 'integer'),
  aField('名称 (全)', 'text'),
  aField('金额', 'decimal'),
  aField('有效', 'boolean'),
  aField('日期', 'date'),
  aField('时刻', 'datetime'),
  aField('几点', 'time'),
  aField('xml_x', 'text'),
];
const ROWS: Cell[][] = [
  ['1', '上海 <"浦东"> & ]]>', '1.500', 'true', '2024-02-29', '2024-02-29T08:00:00', '08:00:00', 'a'],
  [
    '9007199254740993',
    '换\n行\r\n',
    '-0.001',
    'false',
    '1899-12-31',
    '2024-01-01T00:00:00.123456',
    '23:59:59',
    '',
  ],
  [null, null, null, null, null, null, null, null],
  ['-5', '', '123456789012345.678', 'true', '1900-03-01', '1900-01-01T12:00:00', '00:00:00', ' b '],
  [
    '8',
    '_x0041_ \u0001 \u{20000}€\ufffe',
    '2.250',
    'true',
    '9999-12-31',
    '2001-01-01T01:02:03',
    '01:02:03',
    "'",
  ],
];

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench();
  table = await bench.table(COLUMNS, ROWS);
});
afterAll(() => bench.close());

const exported = async (
  format: RowFormat,
  options?: ExportOptions,
  text = {},
  from = table,
): Promise<Buffer> =>
  bytesOf(await bench.engine.export(from, readQuery(text, from.columns), format, options));

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** The tree of a document, as a reader of XML that is not ours finds it. */
function parsed(xml: string): Element {
  const top: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (at) at.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  const [root] = top.children;
  if (!root) throw new Error('no root');
  return root;
}

/** The name that an element's name was made of. */
const unescaped = (name: string): string =>
  name.replace(/_x([0-9A-F]{4,6})_/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
const unpacked = (text: string): string => Buffer.from(text, 'base64').toString();

describe('exports in further formats', () => {
  it('[xz-17] given a table, when it is exported as xml, then a reader of XML gets every value and its name back', async () => {
    const { children } = parsed((await exported('xml')).toString());
    const rows = children.map((row) =>
      row.children.map(({ attributes, text }) => {
        if (attributes['xsi:nil'] === 'true') return null;
        return attributes['xsi:type'] === 'xs:base64Binary' ? unpacked(text) : text;
      }),
    );
    expect(rows).toEqual(ROWS);
    expect(children[0]?.children.map(({ name }) => unescaped(name))).toEqual(COLUMNS.map(({ name }) => name));
  });

  it('[xz-17] given a table, when it is exported as rdf, then every row is a resource with typed properties of its fields', async () => {
    const { children, attributes } = parsed(
      (await exported('rdf', { namespace: 'https://data.example/SH-1#"' })).toString(),
    );
    expect(attributes['xmlns:f']).toBe('https://data.example/SH-1#"');
    const rows = children.map((row) => {
      const cells = new Map(
        row.children.map(({ name, attributes: { 'rdf:datatype': type }, text }) => [
          unescaped(name.replace('f:', '')),
          type?.endsWith('base64Binary') ? unpacked(text) : text,
        ]),
      );
      return COLUMNS.map(({ name }) => cells.get(name) ?? null);
    });
    expect(rows).toEqual(ROWS);
    const types = children[0]?.children.map(
      ({ attributes: { 'rdf:datatype': type } }) => type?.split('#')[1],
    );
    expect(types).toEqual([
      'integer',
      undefined,
      'decimal',
      'boolean',
      'date',
      'dateTime',
      'time',
      undefined,
    ]);
  });

  it.each(['日期 (公历)', 'xml', 'XMLa', '_x', '_x0041_', '1', '-', 'a:b', '\u{20000}', '\u0301a', 'a b'])(
    'given the name %s, when it becomes an element, then it is a name of XML and can be told back',
    (name) => {
      expect(parsed(`<${xmlName(name)}/>`).name).toBe(xmlName(name));
      expect(unescaped(xmlName(name))).toBe(name);
      expect(xmlName(name)).not.toMatch(/^xml|:/i);
    },
  );

  /** What the reader of Arrow makes of dates and times are numbers: milliseconds, but microseconds of a day. */
  const cellOf = (value: string | number | bigint | boolean | null | undefined, type: string): Cell => {
    if (value === null || value === undefined) return null;
    if (type === 'date') return new Date(Number(value)).toISOString().slice(0, 10);
    if (type === 'datetime') return new Date(Number(value)).toISOString().slice(0, 19);
    if (type === 'time') return new Date(Number(value) / 1000).toISOString().slice(11, 19);
    return String(value);
  };
  const arrowRows = (arrow: Table, from = COLUMNS): Cell[][] =>
    Array.from({ length: arrow.numRows }, (_, row) =>
      from.map(({ type }, column) =>
        cellOf(arrow.getChildAt(column)?.get(row) as Parameters<typeof cellOf>[0], type),
      ),
    );

  it('[xz-17] given a table, when it is exported as arrow, then the reader of the Arrow project gets names, types and values', async () => {
    const arrow = tableFromIPC(await exported('arrow'));
    expect(arrow.schema.fields.map(({ name, type }) => [name, String(type)])).toEqual([
      ['编号', 'Int64'],
      ['名称 (全)', 'Utf8'],
      ['金额', 'Decimal[18e+3]'],
      ['有效', 'Bool'],
      ['日期', 'Date32<DAY>'],
      ['时刻', 'Timestamp<MICROSECOND>'],
      ['几点', 'Time64<MICROSECOND>'],
      ['xml_x', 'Utf8'],
    ]);
    const amounts = Array.from(
      { length: arrow.numRows },
      (_, row) => arrow.getChildAt(2)?.get(row) as unknown,
    );
    expect(amounts.map((value) => (value === null ? null : wholeOf(value as Uint32Array)))).toEqual([
      1500n,
      -1n,
      null,
      123456789012345678n,
      2250n,
    ]);
    const without = (rows: Cell[][]): Cell[][] => rows.map((row) => row.filter((_, index) => index !== 2));
    const seconds = ROWS.map((row) =>
      row.map((cell, index) => (index === 5 ? (cell?.slice(0, 19) ?? null) : cell)),
    );
    expect(without(arrowRows(arrow))).toEqual(without(seconds));
  });

  it('given more rows than a batch and an order, when arrow is exported, then every row comes in that order', async () => {
    const many = await bench.tableOf(
      [aField('n', 'integer'), aField('t', 'text')],
      "SELECT i AS n, CASE WHEN i % 3 = 0 THEN NULL ELSE 't' || i END AS t FROM range(7001) r(i)",
      7001,
    );
    const arrow = tableFromIPC(await exported('arrow', {}, { orderBy: 'n desc' }, many));
    const rows = arrowRows(arrow, [aField('n', 'integer'), aField('t', 'text')]);
    expect(rows).toEqual(
      Array.from({ length: 7001 }, (_, index) => {
        const n = 7000 - index;
        return [String(n), n % 3 === 0 ? null : `t${n}`];
      }),
    );
  });

  it('given sums and means, when arrow is exported, then they have types that hold them', async () => {
    const text = { select: 'sum(编号) as s, avg(编号) as a, count(*) as c' };
    const arrow = tableFromIPC(await exported('arrow', {}, text));
    expect(arrow.schema.fields.map(({ type }) => String(type))).toEqual([
      'Decimal[38e0]',
      'Float64',
      'Int64',
    ]);
    expect(wholeOf(arrow.getChildAt(0)?.get(0) as Uint32Array)).toBe(9007199254740997n);
  });

  it.each(['xml', 'rdf', 'arrow'] as const)(
    'given no row fits, when %s is exported, then the file is complete and empty',
    async (format) => {
      const bytes = await exported(format, {}, { where: '编号 = 77' });
      if (format === 'arrow') {
        const arrow = tableFromIPC(bytes);
        expect([arrow.numRows, arrow.schema.fields.length]).toEqual([0, COLUMNS.length]);
      } else expect(parsed(bytes.toString()).children).toEqual([]);
    },
  );
});

/** A decimal of 128 bits as its reader hands it over. */
const wholeOf = (words: Uint32Array): bigint =>
  BigInt.asIntN(
    128,
    words.reduceRight((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n),
  );
