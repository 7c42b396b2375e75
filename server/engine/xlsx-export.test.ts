import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { promisify } from 'node:util';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { aField, aWorkbench, bytesOf, type Cell, type Workbench } from './testing/tables.ts';
import { columnLetters, escapeXml, isExactNumber } from './xlsx-cells.ts';

interface ReadCell {
  at: string;
  type: string;
  style: string;
  text: string;
}

let bench: Workbench;
beforeAll(async () => {
  bench = await aWorkbench();
});
afterAll(() => bench.close());

async function partOf(bytes: Buffer, name: string): Promise<string> {
  const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer);
  const zip = await open(bytes, { lazyEntries: true });
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName !== name) zip.readEntry();
      else
        zip.openReadStream(entry, (error, stream) =>
          error ? reject(error) : void buffer(stream).then((all) => resolve(all.toString())),
        );
    });
    zip.on('error', reject);
    zip.on('end', () => reject(new Error(`no part ${name}`)));
    zip.readEntry();
  });
}

/** The cells as a reader of ECMA-376 finds them, `_x0000_` taken back. */
function cellsOf(xml: string): ReadCell[] {
  const cells: ReadCell[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c')
      cells.push({
        at: attributes['r'] ?? '',
        type: attributes['t'] ?? 'n',
        style: attributes['s'] ?? '0',
        text: '',
      });
  });
  parser.on('text', (text) => {
    const cell = cells.at(-1);
    if (cell) cell.text += text;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return cells.map((cell) => ({
    ...cell,
    text: cell.text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    ),
  }));
}

/** A serial number as the workbook's own formats show it. */
const shown = ({ type, style, text }: ReadCell): string => {
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (style === '0') return text;
  const milliseconds = Number(text) * 86_400_000;
  // Readers round to the millisecond, or cut.
  expect(Math.floor(milliseconds)).toBe(Math.round(milliseconds));
  const iso = new Date(Date.UTC(1899, 11, 30) + Math.floor(milliseconds)).toISOString();
  return style === '1' ? iso.slice(0, 10) : iso.slice(0, 19);
};

describe('workbooks', () => {
  it('[xz-17] given any rows, when they are exported and read again, then every value comes back as it was', async () => {
    const columns = [
      aField('整数', 'integer'),
      aField('小数', 'decimal'),
      aField('文', 'text'),
      aField('真', 'boolean'),
      aField('日', 'date'),
      aField('时', 'datetime'),
    ];
    const digits = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
    const moment = fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const row = fc.tuple(
      fc.option(fc.oneof(digits, fc.integer().map(String))),
      fc.option(
        fc
          .tuple(fc.integer(), fc.integer({ min: 0, max: 999 }))
          .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`),
      ),
      fc.option(fc.oneof(text, fc.constantFrom('', ' ', '_x0041_', '_x', '\r\n', '\uffff', '&lt;', ']]>'))),
      fc.option(fc.boolean().map(String)),
      fc.option(moment.map((each) => each.slice(0, 10))),
      fc.option(moment.map((each) => each.slice(0, 19))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows: Cell[][]) => {
        const table = await bench.table(columns, rows);
        const bytes = await bytesOf(await bench.engine.export(table, readQuery({}, columns), 'xlsx'));
        const cells = new Map(
          cellsOf(await partOf(bytes, 'xl/worksheets/sheet1.xml')).map((cell) => [cell.at, cell]),
        );
        const read = (column: number, line: number): Cell => {
          const cell = cells.get(`${columnLetters(column)}${line}`);
          return cell ? shown(cell) : null;
        };
        expect(columns.map((_, column) => read(column, 1))).toEqual(columns.map(({ name }) => name));
        for (const [index, values] of rows.entries()) {
          expect(columns.map((_, column) => read(column, index + 2))).toEqual(values);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('given numbers, when they are written, then those of more than 15 digits stay text', () => {
    expect(['123456789012345', '-0.00012345', '1000000.125', '0'].map(isExactNumber)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['1234567890123456', '0.1234567890123456', '1e20', 'inf', ''].map(isExactNumber)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('given characters that XML cannot carry, when they are written, then they are escaped as spreadsheets do', () => {
    expect(escapeXml('a\u0001\r\uffff_x0041_<&>\n\t')).toBe(
      'a_x0001__x000D__xFFFF__x005F_x0041_&lt;&amp;&gt;\n\t',
    );
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

/** GB18030-2022 gives their codes to characters that Unicode has since. */
const PRIVATE = [
  0xe5e5, 0xe78d, 0xe78e, 0xe78f, 0xe790, 0xe791, 0xe792, 0xe793, 0xe794, 0xe795, 0xe796, 0xe81e, 0xe826,
  0xe82b, 0xe82c, 0xe832, 0xe843, 0xe854, 0xe864,
].join(', ');

describe('gb18030', () => {
  it('given every character but 19 of private use, when csv is exported in gb18030, then a reader gets the same characters', async () => {
    const columns = [aField('c', 'text')];
    const all = await bench.tableOf(
      columns,
      `SELECT chr(i::INT) AS c FROM range(32, 1114112) r(i) WHERE NOT (i BETWEEN 55296 AND 57343 OR i IN (${PRIVATE}))`,
      1_112_032,
    );
    const query = readQuery({}, columns);
    const utf8 = await bytesOf(await bench.engine.export(all, query, 'csv'));
    const encoded = await bytesOf(await bench.engine.export(all, query, 'csv', { encoding: 'gb18030' }));
    const text = new TextDecoder('gb18030', { fatal: true }).decode(encoded);
    expect(text === utf8.toString()).toBe(true);
  });
});
