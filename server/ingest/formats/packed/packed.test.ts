import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { rowCells } from '../../../../rules/reading/row-view.ts';
import { closeIngest, convertFile } from '../../index.ts';
import { dataFolder, hasData } from '../../testing/data-folder.ts';
import { encodeText } from '../../testing/encode.ts';
import { writeWorkbook } from '../../testing/workbook.ts';
import { inspectHere } from '../../inspect.ts';
import { candidatesHere } from '../../packed-encodings.ts';
import { keepScratchHere } from '../../scratch.ts';
import { formatOf } from '../index.ts';

let folder = '';
let scratch = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-packed-'));
  scratch = await mkdtemp(join(folder, 'scratch-'));
  keepScratchHere(scratch);
});
afterEach(() => {
  expect(readdirSync(scratch)).toEqual([]);
});
afterAll(async () => {
  keepScratchHere(null);
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

async function given(name: string, content: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Read {
  reading: Reading;
  entry: string | null;
  labels: string[];
  rows: string[][];
  tables: string[];
  warnings: string[];
}

async function read(name: string, content: Buffer, choices: ReadingChoices = {}): Promise<Read> {
  const path = await given(name, content);
  const reading = await inspectHere(path, name, choices);
  const rows: string[][] = [];
  await formatOf(reading).eachRow(path, reading, (row) => {
    if (row.number > reading.preambleRows + reading.headerRows) rows.push(rowCells(row));
  });
  return {
    reading,
    rows,
    entry: reading.entry,
    labels: reading.columns.map(({ label }) => label),
    tables: reading.tables.map((table) => `${table.number} ${table.name} ${table.rows}`),
    warnings: reading.warnings.map(({ code }) => code),
  };
}

const CSV = '编号,名称\n1,豫园\n2,静安寺\n';
const ROWS = [
  ['1', '豫园'],
  ['2', '静安寺'],
];

/** Overwrites bytes of an archive: in both headers of an entry, at a place counted from their signature. */
function patched(zip: Buffer, local: number, central: number, byte: number): Buffer {
  const out = Buffer.from(zip);
  out[out.indexOf('PK\x03\x04', 0, 'latin1') + local] = byte;
  out[out.indexOf('PK\x01\x02', 0, 'latin1') + central] = byte;
  return out;
}

describe('[xz-16] a table in gzip', () => {
  it('given gzip of any format, when read and converted, then the inner format and its file are named', async () => {
    const found = await read('站点.csv.gz', gzipSync(encodeText(CSV, 'gb18030')));
    expect(found).toMatchObject({ entry: '站点.csv', labels: ['编号', '名称'], rows: ROWS });
    expect(found.reading).toMatchObject({ format: 'csv', encoding: 'gb18030', rows: 2 });
    expect(found.warnings).toEqual(['unpacked']);
    const out = join(folder, 'out.parquet');
    const { rows } = await convertFile(join(folder, '站点.csv.gz'), found.reading, {}, out);
    expect(rows).toBe(2);
    const nested = await read('a.json.gz', gzipSync('{"data":{"items":[{"a":1}]}}'));
    expect(nested).toMatchObject({ entry: 'a.json', rows: [['1']], tables: ['1 $.data.items 1'] });
  });

  it('given several members after one another, when read, then all of them count', async () => {
    const members = [CSV.slice(0, 8), CSV.slice(8)].map((part) => gzipSync(part));
    expect((await read('two.csv.gz', Buffer.concat(members))).rows).toEqual(ROWS);
  });

  it('given gzip cut short, damaged, within gzip or swelling without end, when read, then it is refused', async () => {
    const whole = gzipSync(CSV.repeat(100));
    const broken = Buffer.from(whole);
    broken.fill(0xff, 20, 30);
    const cases: [string, Buffer, string][] = [
      ['cut.csv.gz', whole.subarray(0, whole.length - 12), 'damaged-archive'],
      ['broken.csv.gz', broken, 'damaged-archive'],
      ['twice.csv.gz', gzipSync(whole), 'nested-archive'],
      ['bomb.csv.gz', gzipSync(Buffer.alloc(100 * 1024 * 1024, 'a')), 'expansion'],
      ['empty.csv.gz', gzipSync(''), 'empty-file'],
    ];
    for (const [name, content, reason] of cases)
      await expect(read(name, content)).rejects.toMatchObject({ extra: { reason } });
  });
});

describe('[xz-16] tables in a ZIP', () => {
  it('given one table beside notes, when read, then it is read as if alone and the notes are named', async () => {
    const zip = await zipOf({
      'data/站点.csv': CSV,
      'README.txt': 'x',
      '__MACOSX/data/._站点.csv': 'x',
      'a.pdf': '%PDF',
    });
    const found = await read('a.zip', zip, { encoding: 'utf-8' });
    expect(found).toMatchObject({ entry: 'data/站点.csv', rows: ROWS, tables: ['1 data/站点.csv 2'] });
    expect(found.warnings).toEqual(['unpacked', 'side-files']);
    expect(found.reading.warnings[1]?.args).toEqual({ count: 2, names: 'README.txt, a.pdf' });
  });

  it('given several files with several tables, when read, then any of them can be chosen', async () => {
    const book = join(folder, 'book.xlsx');
    const sheet = (name: string, text: string) => ({
      name,
      rows: [
        [{ text: 'x' }, { text: 'y' }],
        [{ text }, { raw: '1' }],
      ],
    });
    await writeWorkbook(book, { sheets: [sheet('甲', 'a'), sheet('乙', 'b')] });
    const zip = await zipOf({
      'a.csv': CSV,
      'b.xlsx': await readFile(book),
      'c.json': '{"p":[{"k":1},{"k":2}],"q":[{"m":3}]}',
      'd.json': '{"p":',
      'e.bin': Buffer.from([0, 1, 2, 3, 0, 5, 6, 7, 1, 2]),
      'f.zip': 'PK',
    });
    const tables = ['1 a.csv', '2 b.xlsx/甲', '3 b.xlsx/乙', '4 c.json/$.p', '5 c.json/$.q'];
    const expected: [number, string, string[][]][] = [
      [1, 'a.csv', ROWS],
      [2, 'b.xlsx', [['a', '1']]],
      [3, 'b.xlsx', [['b', '1']]],
      [4, 'c.json', [['1'], ['2']]],
      [5, 'c.json', [['3']]],
    ];
    for (const [table, entry, rows] of expected) {
      const found = await read('many.zip', zip, { table });
      expect(found).toMatchObject({ entry, rows });
      expect(found.tables.map((text) => text.replace(/ \d+$/, ''))).toEqual(tables);
      expect(found.reading.table).toBe(table);
      expect(found.reading.tables[table - 1]?.rows).toBe(rows.length);
      expect(found.warnings.slice(0, 4)).toEqual([
        'unpacked',
        'more-tables',
        'side-files',
        'refused-entries',
      ]);
    }
    await expect(read('many.zip', zip, { table: 6 })).rejects.toMatchObject({
      extra: { reason: 'no-such-table' },
    });
  });

  it.each(['gb18030', 'utf-8'] as const)(
    'given names in %s without a mark, when read, then they are right',
    async (encoding) => {
      const plain = Buffer.from(await zipOf({ 'xxxxxxxxxxxxxxxxxxxxxxxx.csv': CSV }));
      const name = encodeText(encoding === 'utf-8' ? '上海停车场台账.' : '上海市公共停车场台账.', encoding);
      expect(name.length).toBeLessThanOrEqual(24);
      const text = plain
        .toString('latin1')
        .replaceAll(
          'x'.repeat(name.length) + 'x'.repeat(24 - name.length),
          name.toString('latin1') + 'x'.repeat(24 - name.length),
        );
      const zip = patched(Buffer.from(text, 'latin1'), 7, 9, 0);
      expect((await read('names.zip', zip)).entry).toMatch(/^上海(市公共)?停车场台账\.x*\.csv$/);
    },
  );

  it('given an archive that is not to be trusted, when read, then it is refused and nothing is left behind', async () => {
    const one = await zipOf({ 'a.csv': CSV });
    const cases: [string, Buffer, string][] = [
      ['locked.zip', patched(one, 6, 8, 1), 'encrypted-archive'],
      ['sum.zip', patched(one, 14, 16, 0), 'damaged-archive'],
      ['nested.zip', await zipOf({ 'b.zip': one }), 'nested-archive'],
      ['nested-by-bytes.zip', await zipOf({ 'b.dat': one }), 'nested-archive'],
      ['sheet.numbers', await zipOf({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }), 'format'],
      ['notes.zip', await zipOf({ 'a.pdf': '%PDF', 'b.png': 'x' }), 'no-tables-in-archive'],
      ['cut.zip', one.subarray(0, one.length - 30), 'damaged-workbook'],
      ['bomb.zip', await zipOf({ 'a.csv': Buffer.alloc(100 * 1024 * 1024, 'a') }), 'expansion'],
    ];
    for (const [name, content, reason] of cases)
      await expect(read(name, content), name).rejects.toMatchObject({ extra: { reason } });
  });
});

const shapes = 'A_city/sh_district_shp';

describe.skipIf(!hasData(shapes))('[xz-16] a shapefile in a ZIP', () => {
  it('given its parts in a folder, when read, then they are one table, the same as unpacked', async () => {
    const names = readdirSync(join(dataFolder, shapes));
    const main = names.find((name) => name.endsWith('.shp')) ?? '';
    const parts = await Promise.all(
      names.map(async (name) => [`区县/${name}`, await readFile(join(dataFolder, shapes, name))] as const),
    );
    const found = await read('区县.zip', await zipOf(Object.fromEntries(parts)));
    const alone = await inspectHere(join(dataFolder, shapes, main), main);
    expect(found.entry).toBe(`区县/${main}`);
    expect(found.tables).toHaveLength(1);
    expect(found.reading.columns).toEqual(alone.columns);
    expect({ ...found.reading, rows: found.rows.length }).toMatchObject({
      rows: alone.rows,
      coordinateSystem: alone.coordinateSystem,
    });
  });
});

describe('encodings of what is packed', () => {
  const text = encodeText('区,人口\n徐汇区,111\n静安区,97\n黄浦区,58\n', 'gb18030');
  const labels = async (name: string, content: Buffer): Promise<string[]> =>
    (await candidatesHere(await given(name, content))).map(({ label }) => label);

  it('given a text in gzip or alone in a ZIP, when asked for its encodings, then they are those of the text', async () => {
    const alone = await labels('plain.csv', text);
    expect(alone[0]).toBe('gb18030');
    expect(await labels('a.csv.gz', gzipSync(text))).toEqual(alone);
    expect(await labels('a.zip', await zipOf({ 'a.csv': text }))).toEqual(alone);
  });

  it('given several texts in a ZIP, when asked for its encodings, then none is shown', async () => {
    expect(await labels('a.zip', await zipOf({ 'a.csv': text, 'b.csv': text }))).toEqual([]);
  });
});
