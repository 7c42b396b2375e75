import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../../rules/problems/problems.ts';
import type { ReadingChoices } from '../../../../../rules/reading/reading.schema.ts';
import { inspectHere } from '../../../inspect.ts';
import { sampleHere } from '../../../sample.ts';
import {
  biff5,
  formulaText,
  formulaWithText,
  hiddenRow,
  label,
  merged,
  number,
  type BiffRecord,
} from '../../../testing/biff.ts';
import { compoundFile } from '../../../testing/compound-file.ts';
import { encodeText } from '../../../testing/encode.ts';

let path = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-xls-'));
  path = join(folder, 'book.xls');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const gbk = (text: string): Buffer => encodeText(text, 'gb18030');
const labels = (row: number, ...texts: string[]): BiffRecord[] =>
  texts.map((text, column) => label(row, column, gbk(text)));

async function read(stream: Buffer, choices: ReadingChoices = {}) {
  await writeFile(path, compoundFile(['Book'], [stream]));
  const reading = await inspectHere(path, 'book.xls', choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 100 });
  return { reading, cells: rows.map((row) => row.cells) };
}

const reasonOf = (bytes: Buffer): Promise<unknown> =>
  writeFile(path, bytes)
    .then(() => inspectHere(path, 'book.xls'))
    .then(
      () => 'read',
      (error: unknown) => (error instanceof Problem ? error.extra : error),
    );

describe('an old workbook', () => {
  it('[xz-16] given texts in GBK, when read, then they are Chinese, and numbers keep their precision', async () => {
    const { reading, cells } = await read(
      biff5({ cells: [...labels(0, '名称', '面积'), ...labels(1, '人民公园'), number(1, 1, 0.1 + 0.2)] }),
    );
    expect(reading).toMatchObject({ format: 'xls', encoding: 'gb18030', rows: 1 });
    expect(reading.tables).toEqual([{ number: 1, name: '表', rows: 1 }]);
    expect(cells).toEqual([
      ['名称', '面积'],
      ['人民公园', '0.30000000000000004'],
    ]);
  });

  it('given a code page that is not the real one, when a person chooses another, then the texts are right', async () => {
    const book = biff5({
      codePage: 1252,
      cells: [...labels(0, '名称', '地址'), ...labels(1, '公园', '南京路')],
    });
    expect((await read(book)).cells[0]).not.toContain('名称');
    const { reading, cells } = await read(book, { encoding: 'gb18030' });
    expect(reading.encoding).toBe('gb18030');
    expect(cells[1]).toEqual(['公园', '南京路']);
  });

  it('given dates, percents and the other beginning of time, when read, then each is as its format means it', async () => {
    const cells = [...labels(0, '日期', '占比'), number(1, 0, 39_448, 1), number(1, 1, 0.125, 2)];
    const { reading } = await read(biff5({ from1904: true, styles: [0, 14, 10], cells }));
    expect(reading.columns.map(({ type, unit }) => [type, unit])).toEqual([
      ['date', null],
      ['decimal', '%'],
    ]);
    const { rows } = await sampleHere(path, reading, {}, { offset: 1, limit: 1 });
    expect(rows[0]).toMatchObject({ cells: ['2012/1/2', '12.5%'], typed: ['2012-01-02', '0.125'] });
  });

  it('given hidden rows, merged cells and a formula without its text, when read, then each is said', async () => {
    const { reading, cells } = await read(
      biff5({
        cells: [
          hiddenRow(2),
          ...labels(0, '区', '名称', '状态'),
          ...labels(1, '徐汇区', '甲'),
          formulaWithText(1, 2),
          formulaText(gbk('正常')),
          label(2, 1, gbk('乙')),
          formulaWithText(2, 2),
          merged(1, 2, 0, 0),
        ],
      }),
    );
    expect(reading.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['hidden-rows', 'merged-cells', 'formula-without-value']),
    );
    expect(cells[1]).toEqual(['徐汇区', '甲', '正常']);
    const { rows } = await sampleHere(path, reading, {}, { offset: 2, limit: 1 });
    expect(rows[0]?.typed).toEqual(['徐汇区', '乙', null]);
  });

  it('given cells that are not in the order of their rows, when read, then no cell is lost', async () => {
    const { cells } = await read(
      biff5({ cells: [number(2, 0, 3), number(1, 0, 2), ...labels(0, '数'), number(3, 0, 4)] }),
    );
    expect(cells).toEqual([['数'], ['2'], ['3'], ['4']]);
  });
});

describe('a file that calls itself an old workbook', () => {
  it('given a password, when read, then that is the reason', async () => {
    const locked = biff5({ globals: [[0x002f, Buffer.alloc(6)]], cells: labels(0, '甲') });
    expect(await reasonOf(compoundFile(['Workbook'], [locked]))).toMatchObject({
      reason: 'encrypted-workbook',
    });
  });

  it.each([
    ['WordDocument', 'doc'],
    ['PowerPoint Document', 'ppt'],
    ['__properties_version1.0', 'msg'],
    ['Contents', 'ole'],
  ])('given a container with %s, when read, then it is refused as %s', async (stream, format) => {
    expect(await reasonOf(compoundFile([stream]))).toMatchObject({ reason: 'format', args: { format } });
  });

  it('given sectors that follow themselves, when read, then it is called damaged', async () => {
    const looped = compoundFile(['Workbook'], [biff5({ cells: labels(0, '甲') })]);
    looped.writeUInt32LE(1, 512 + 4);
    expect(await reasonOf(looped)).toMatchObject({ reason: 'damaged-workbook' });
  });

  it('given a cell in column 60,000, when read, then it is refused by its width', async () => {
    const wide = biff5({ cells: [...labels(0, '甲', '乙'), label(1, 60_000, gbk('丙'))] });
    expect(await reasonOf(compoundFile(['Workbook'], [wide]))).toMatchObject({
      reason: 'too-many-columns',
      row: 2,
    });
  });

  it('given any damage, when read, then it is read or refused, and nothing else happens', async () => {
    const whole = compoundFile(
      ['Workbook'],
      [
        biff5({
          styles: [0, 14],
          cells: [
            ...labels(0, '名称', '日期'),
            ...labels(1, '甲'),
            number(1, 1, 44_000, 1),
            formulaWithText(2, 0),
          ],
        }),
      ],
    );
    const hit = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(hit, { minLength: 1, maxLength: 8 }),
        fc.nat(whole.length),
        async (hits, cut) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of hits) bytes[at] = value;
          const outcome = await reasonOf(cut % 3 === 0 ? bytes.subarray(0, cut) : bytes);
          expect(outcome).not.toBeInstanceOf(Error);
        },
      ),
      { numRuns: Number(process.env['KAISHU_RUNS'] ?? 100) },
    );
  });
});
