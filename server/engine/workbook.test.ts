import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import readWorkbook from 'read-excel-file/node';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { CELL_LIMIT } from './xlsx-cells.ts';
import { workbookStream, type BookSheet } from './workbook.ts';

async function* rows(...parts: string[][][]): BookSheet['rows'] {
  for (const part of parts) yield await Promise.resolve(part);
}

const sheets = (): BookSheet[] => [
  {
    name: '清单 & <字段>',
    frozen: 2,
    columns: [
      { name: '代码', width: 16, fixed: true },
      { name: '名称', width: 30 },
      { name: '频率', width: 16, choices: ['每日', '每月'] },
    ],
    rows: rows([['1', '甲', '每日']], [['2', '乙\n丙', '']]),
  },
  {
    name: '其余',
    frozen: 0,
    columns: [{ name: '类型', width: 12, choices: ['开放', '不开放', '有条件'] }],
    rows: rows([['开放']]),
  },
];

const bytesOf = (given: BookSheet[]): Promise<Buffer> => buffer(Readable.from(workbookStream(given, '选项')));

async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer);
  const zip = await open(bytes, { lazyEntries: true });
  const parts = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        void buffer(stream).then((all) => {
          parts.set(entry.fileName, all.toString());
          zip.readEntry();
        });
      }),
    );
    zip.on('end', () => resolve(parts));
    zip.readEntry();
  });
}

describe('a workbook for people', () => {
  it('given two sheets, when another program reads them, then it has the rows, and the choices on a sheet of their own', async () => {
    const read = await readWorkbook(await bytesOf(sheets()), { trim: false });
    expect(read.map(({ sheet, data }) => [sheet, data])).toEqual([
      [
        '清单 & <字段>',
        [
          ['代码', '名称', '频率'],
          ['1', '甲', '每日'],
          ['2', '乙\n丙', null],
        ],
      ],
      ['其余', [['类型'], ['开放']]],
      [
        '选项',
        [
          ['每日', '开放'],
          ['每月', '不开放'],
          [null, '有条件'],
        ],
      ],
    ]);
  });

  it('given columns with choices, when written, then headers stay, cells offer their own choices, and every part is XML', async () => {
    const parts = await partsOf(await bytesOf(sheets()));
    for (const [name, xml] of parts) {
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.unreachable(`${name}: ${error.message}`));
      parser.write(xml).close();
    }
    const first = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(first).toContain(
      '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>',
    );
    expect(first).toContain('<autoFilter ref="A1:C3"/>');
    expect(first).toMatch(/sqref="C2:C1048576"><formula1>'选项'!\$A\$1:\$A\$2<\/formula1>/);
    expect(parts.get('xl/worksheets/sheet2.xml')).toMatch(/<formula1>'选项'!\$B\$1:\$B\$3<\/formula1>/);
    expect(parts.get('xl/workbook.xml')).toMatch(/name="选项" sheetId="3" state="hidden"/);
  });

  it('given a text that no cell can hold, when written, then it ends as too large', async () => {
    const [sheet] = sheets();
    if (!sheet) throw new Error('no sheet');
    const long = { ...sheet, rows: rows([['1', '字'.repeat(CELL_LIMIT + 1), '']]) };
    await expect(bytesOf([long])).rejects.toMatchObject({ code: 'too-large' });
  });
});
