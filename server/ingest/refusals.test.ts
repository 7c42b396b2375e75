import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { refusalDetail } from '../../rules/reading/present-reading.ts';
import type { Refusal } from '../../rules/reading/refusal.ts';
import { closeIngest, convertFile, inspectFile } from './index.ts';
import { compoundFile } from './testing/compound-file.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { writeWorkbook } from './testing/workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-refusals-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

type Refused = Pick<Refusal, 'reason' | 'args'> & { code: string; row?: number; column?: number };

/** The refusal of a file; fails when it is read. */
async function refusalOf(path: string, name = 'file.csv'): Promise<Refused> {
  const error = await inspectFile(path, name).then(
    () => new Error('It was read'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw error;
  const { reason, args, row, column } = error.extra;
  if (typeof reason !== 'string') throw error;
  const place = { ...(typeof row === 'number' && { row }), ...(typeof column === 'number' && { column }) };
  return { code: error.code, reason, args: args as Refused['args'], ...place };
}

async function given(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const sheet = {
  name: '表',
  rows: [
    [{ text: '甲' }, { text: '乙' }],
    [{ raw: '1' }, { raw: '2' }],
  ],
};

describe('a file that is not what it says', () => {
  it('given a workbook whose sheet declares entities, when read, then it is refused and nothing is fetched', async () => {
    const path = join(folder, 'xxe.xlsx');
    const xml =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>';
    await writeWorkbook(path, { sheets: [sheet], parts: { 'xl/worksheets/sheet1.xml': xml } });
    expect(await refusalOf(path, 'xxe.xlsx')).toMatchObject({
      code: 'unreadable-file',
      reason: 'workbook-doctype',
      args: { part: 'xl/worksheets/sheet1.xml' },
    });
  });

  it('given a workbook that unpacks to a thousand times its size, when read, then it is refused early', async () => {
    const path = join(folder, 'bomb.xlsx');
    const bomb = Buffer.alloc(150 * 1024 * 1024, ' ');
    bomb.write('<worksheet><sheetData>');
    await writeWorkbook(path, { sheets: [sheet], parts: { 'xl/worksheets/sheet1.xml': bomb } });
    expect(await refusalOf(path, 'bomb.xlsx')).toMatchObject({ code: 'too-large', reason: 'expansion' });
  });

  it('given a locked workbook, when read, then the password is named as the reason', async () => {
    const path = await given('locked.xlsx', compoundFile(['EncryptionInfo', 'EncryptedPackage']));
    expect(await refusalOf(path, 'locked.xlsx')).toMatchObject({
      code: 'unreadable-file',
      reason: 'encrypted-workbook',
    });
  });

  it('given a workbook cut short, when read, then it is called damaged', async () => {
    const whole = join(folder, 'whole.xlsx');
    await writeWorkbook(whole, { sheets: [sheet] });
    const { readFile } = await import('node:fs/promises');
    const path = await given('cut.xlsx', (await readFile(whole)).subarray(0, 400));
    expect(await refusalOf(path, 'cut.xlsx')).toMatchObject({
      code: 'unreadable-file',
      reason: 'damaged-workbook',
    });
  });

  it.each([
    ['page.xls', '<html><body><table><tr><td>1</td></tr></table>', 'html-table', {}],
    ['data.csv', '%PDF-1.7 …', 'format', { format: 'pdf' }],
    ['data.csv', '<?xml version="1.0"?><a/>', 'xml-without-records', {}],
  ])('given %s holding %s, when read, then it is refused as %s', async (name, content, reason, args) => {
    const path = await given(`named-${reason}-${name}`, content);
    expect(await refusalOf(path, name)).toEqual({ code: 'unsupported-format', reason, args });
  });

  it('given a file that only begins like Parquet, when read, then it is called damaged', async () => {
    const path = await given('data.parquet', 'PAR1 …');
    expect(await refusalOf(path, 'data.parquet')).toMatchObject({
      code: 'unreadable-file',
      reason: 'damaged-parquet',
    });
  });

  it('given an empty file or blanks only, when read, then it is called empty', async () => {
    expect(await refusalOf(await given('empty.csv', ''))).toMatchObject({ reason: 'empty-file' });
    expect(await refusalOf(await given('blank.csv', ' \r\n\r\n'))).toMatchObject({ reason: 'empty-file' });
  });

  it('given a reading and a file that is another by then, when converted, then nothing is left behind', async () => {
    const path = await given('changed.csv', '序号,数量\n1,2\n2,3\n');
    const reading = await inspectFile(path, 'changed.csv');
    const out = join(folder, 'changed.parquet');
    await rm(path);
    await expect(convertFile(path, reading, {}, out)).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => /changed\.parquet|convert-/.test(name))).toEqual([]);
  });
});

/** Written before the run: what each made file is answered with. */
const GENERATED: readonly (readonly [string, Partial<Refused>])[] = [
  ['bom_only.csv', { code: 'unreadable-file', reason: 'empty-file' }],
  ['empty.csv', { code: 'unreadable-file', reason: 'empty-file' }],
  ['mixed_encodings.csv', { code: 'unreadable-file', reason: 'mixed-encodings', row: 6 }],
  ['one_long_line.csv', { code: 'too-large', reason: 'cell-too-long', row: 1, column: 1 }],
  ['wide_20000.csv', { code: 'too-large', reason: 'too-many-columns', row: 1 }],
  ['billion_laughs.xml', { code: 'unreadable-file', reason: 'xml-doctype' }],
  ['xxe.xml', { code: 'unreadable-file', reason: 'xml-doctype' }],
  ['deep.json', { code: 'too-large', reason: 'too-deep', row: 1, column: 129 }],
  ['lines.ndjson', { code: 'unreadable-file', reason: 'bad-json', row: 3, column: 11 }],
  ['zip_bomb_200MB.zip', { code: 'too-large', reason: 'expansion' }],
  ['zip_nested_10x20MB.zip', { code: 'unsupported-format', reason: 'nested-archive' }],
  ['zip_10000_files.zip', { code: 'too-large', reason: 'archive-entries' }],
  ['zip_slip.zip', { code: 'unreadable-file', reason: 'unsafe-archive' }],
];

/** Made files that are read: rows, column names, and the codes that must be among the warnings. */
const READ: readonly (readonly [string, number, string[], string[]])[] = [
  ['chinese_comma.csv', 1, ['名称', '数量', '单位'], []],
  ['cr_only.csv', 4, ['街道名称', '门牌', '人数'], []],
  ['dupkeys.json', 1, ['a', '__proto__', 'constructor'], ['repeated-keys']],
  ['nan.json', 1, ['a', 'b', 'c'], ['not-numbers']],
  ['csv_as.json', 4, ['街道名称', '门牌', '人数'], ['name-differs']],
  ['text_as.xlsx', 4, ['街道名称', '门牌', '人数'], ['name-differs']],
  [
    'dup_blank_headers.csv',
    1,
    ['名称', '名称_2', 'column_3', '名称_3', 'NAME', 'name_2'],
    ['repeated-label', 'empty-label'],
  ],
  ['footnotes.csv', 3, ['区', '人口'], ['preamble-rows', 'footer-rows']],
  ['formula_injection.csv', 15, ['序号', '名称', '说明'], []],
  ['fullwidth_numbers.csv', 3, ['区', '人口'], []],
  ['gb18030_four_byte.csv', 4, ['街道名称', '门牌', '人数'], []],
  ['header_only.csv', 0, ['a', 'b'], []],
  ['huge_field.csv', 1, ['a', 'b'], []],
  ['mixed_newlines.csv', 3, ['a', 'b'], ['mixed-newlines']],
  ['nul_bytes.csv', 2, ['a', 'b'], ['nul-characters']],
  ['ragged.csv', 4, ['a', 'b', 'c', 'column_4'], ['short-rows', 'long-rows', 'blank-rows']],
  ['sep_hint.csv', 1, ['名称', '数量'], ['preamble-rows']],
  ['unclosed_quote.csv', 3, ['a', 'b'], ['unclosed-quote']],
  ['utf16be_nobom.csv', 4, ['街道名称', '门牌', '人数'], []],
  ['utf16le_bom.csv', 4, ['街道名称', '门牌', '人数'], []],
  ['utf8_bom_twice.csv', 4, ['街道名称', '门牌', '人数'], ['repeated-mark']],
  ['phones_as_numbers.xlsx', 200, ['序号', '电话', '备注'], ['formula-without-value']],
  [
    'two_level_header_hidden.xlsx',
    7,
    ['区', '小学_校数', '小学_学生数', '初中_校数', '初中_学生数', '高中_校数', '高中_学生数'],
    ['hidden-table', 'hidden-columns', 'hidden-rows', 'merged-cells', 'preamble-rows', 'footer-rows'],
  ],
];

describe.skipIf(!hasData('C_messy/generated'))('made hostile and messy files', () => {
  const generated = join(dataFolder, 'C_messy/generated');

  it.each(GENERATED)(
    'given %s, when read, then it is refused with what is wrong and where',
    async (name, expected) => {
      const refused = await refusalOf(join(generated, name), name);
      expect(refused).toMatchObject(expected);
      for (const language of ['zh-CN', 'en'] as const)
        expect(refusalDetail(refused, translator(language))).not.toMatch(/reading\.|undefined|\{/);
    },
  );

  it.each(READ)(
    'given %s, when read, then it has %i rows, its columns and its warnings',
    async (name, rows, columns, codes) => {
      const reading = await inspectFile(join(generated, name), name);
      expect(reading.rows).toBe(rows);
      expect(reading.columns.map((column) => column.name)).toEqual(columns);
      expect(reading.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    },
  );
});
