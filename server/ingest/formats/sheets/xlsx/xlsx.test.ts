import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectHere } from '../../../inspect.ts';
import { sampleHere } from '../../../sample.ts';
import { writeWorkbook, type TestWorkbook } from '../../../testing/workbook.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-xlsx-'));
  path = join(folder, 'book.xlsx');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(workbook: TestWorkbook) {
  await writeWorkbook(path, workbook);
  const reading = await inspectHere(path, 'book.xlsx');
  const { rows } = await sampleHere(path, reading, {}, { offset: 0, limit: 1000 });
  return { reading, rows };
}

const texts = (...cells: string[]) => cells.map((text) => ({ text }));

/** A sheet of the given cells, each tag written by `write`. */
const sheetOf = (cells: readonly string[]): string =>
  `<worksheet><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`;

describe('the cells of a workbook', () => {
  const value = fc.oneof(
    fc.constantFrom(
      ['n', '0', ''],
      ['b', '1', ''],
      ['b', '0', ''],
      ['s', '0', ''],
      ['s', '7', ''],
      ['e', '#N/A', ''],
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => ['n', String(n), '']),
    fc.integer().map((n) => ['n', String(n), '']),
    fc.integer({ min: -10, max: 80_000 }).map((n) => ['n', String(n / 8), ' s="1"']),
    fc.stringMatching(/^[0-9.eE+-]{0,12}$/).map((text) => ['n', text, ' s="2"']),
  );

  it('[xz-16] given cells written plainly, when read, then they are what the same cells are with more in their tags', async () => {
    const formats = ['General', 'yyyy-mm-dd hh:mm', '0.0%'];
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (cells) => {
        const read1 = async (more: string) => {
          const sheet = cells.map(([type, raw, style], i) => {
            const place = `${i >= 26 ? 'A' : ''}${String.fromCharCode(65 + (i % 26))}1`;
            return `<c r="${place}"${style} t="${type}"${more}><v>${raw}</v></c>`;
          });
          const parts = {
            'xl/worksheets/sheet1.xml': sheetOf(['<c r="AZ1" t="inlineStr"><is><t>z</t></is></c>', ...sheet]),
          };
          return (await read({ sheets: [{ name: '表', rows: [] }], formats, parts })).rows;
        };
        expect(await read1('')).toEqual(await read1(' cm="1"'));
      }),
      { numRuns: Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 2) },
    );
  });

  it('given cells merged in the body, when read once and again from the reading, then the range has its value', async () => {
    const sheet = {
      name: '表',
      rows: [texts('区', '街道'), texts('徐汇区', '甲'), texts('', '乙')],
      merges: ['A2:A3'],
    };
    const { reading, rows } = await read({ sheets: [sheet] });
    expect(reading.plan.merged).toBe(true);
    expect(rows[2]?.typed).toEqual(['徐汇区', '乙']);
  });

  it('given rows that sum up others, when read, then they are data and are said', async () => {
    const sheet = {
      name: '表',
      rows: [
        texts('区', '数'),
        texts('甲', '1'),
        texts('小 计', '1'),
        texts('乙', '2'),
        texts('合计：', '3'),
      ],
    };
    const { reading } = await read({ sheets: [sheet] });
    expect(reading.rows).toBe(4);
    expect(reading.warnings).toContainEqual({
      code: 'subtotal-rows',
      row: 3,
      column: null,
      args: { count: 2, rows: '3, 5' },
    });
  });
});
