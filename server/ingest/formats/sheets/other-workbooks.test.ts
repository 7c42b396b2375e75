import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../rules/problems/problems.ts';
import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { inspectHere } from '../../inspect.ts';
import { sampleHere } from '../../sample.ts';
import { encodeText } from '../../testing/encode.ts';
import { writeZip } from '../../testing/zip-file.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-workbooks-'));
  path = join(folder, 'book');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(choices: ReadingChoices = {}) {
  const reading = await inspectHere(path, 'book', choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 100 });
  return { reading, cells: rows.map((row) => row.cells), codes: reading.warnings.map(({ code }) => code) };
}

const refusal = (): Promise<unknown> =>
  inspectHere(path, 'book').then(
    () => 'read',
    (error: unknown) => (error instanceof Problem ? { code: error.code, ...error.extra } : error),
  );

const SHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const writeOds = (body: string, styles = '', parts: Record<string, string> = {}): Promise<void> =>
  writeZip(path, {
    mimetype: SHEET,
    'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    ...parts,
  });
const text = (value: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string"${attributes}><text:p>${value}</text:p></table:table-cell>`;
const typed = (type: string, value: string, shown: string): string =>
  `<table:table-cell office:value-type="${type}" office:${value}><text:p>${shown}</text:p></table:table-cell>`;
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;

describe('an ODS document', () => {
  it('[xz-16] given values of every kind, when read, then numbers are whole and dates are both read and shown', async () => {
    await writeOds(
      `<table:table table:name="表">${row(text('名称'), text('面积'), text('占比'), text('日期'), text('在用'))}${row(
        text('人民<text:s text:c="2"/>公园'),
        typed('float', 'value="1234.5678"', '1,234.57'),
        typed('percentage', 'value="0.125"', '13%'),
        typed('date', 'date-value="2024-02-09"', '24年2月9日'),
        typed('boolean', 'boolean-value="true"', '是'),
      )}</table:table>`,
    );
    const { reading, cells } = await read();
    expect(cells[1]).toEqual(['人民  公园', '1234.5678', '12.5%', '24年2月9日', 'TRUE']);
    expect(reading.columns.map(({ type }) => type)).toEqual([
      'text',
      'decimal',
      'decimal',
      'date',
      'boolean',
    ]);
  });

  it('given hidden sheets and rows, comments and repeated cells, when read, then they are said or left out or repeated', async () => {
    await writeOds(
      `<table:table table:name="甲" table:style-name="h">${row(text('a'))}</table:table><table:table table:name="乙">${row(
        text('名称'),
        text('数', ' table:number-columns-repeated="2"'),
      )}<table:table-row table:visibility="collapse">${text('丙<office:annotation><text:p>内部</text:p></office:annotation>')}${typed('float', 'value="1"', '1')}</table:table-row></table:table>`,
      '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>',
    );
    const { reading, cells, codes } = await read();
    expect(reading.table).toBe(2);
    expect(codes).toEqual(expect.arrayContaining(['hidden-table', 'hidden-rows']));
    expect(cells).toEqual([
      ['名称', '数', '数'],
      ['丙', '1', ''],
    ]);
  });

  it('given a few bytes that stand for billions of cells, when read, then it is refused', async () => {
    const cell = text('x', ' table:number-columns-repeated="4000"');
    await writeOds(
      `<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row></table:table>`,
    );
    expect(await refusal()).toMatchObject({ code: 'too-large', reason: 'expansion' });
  });

  it('given a password, or a letter, when read, then it is refused by name', async () => {
    await writeOds('', '', { 'META-INF/manifest.xml': '<manifest:encryption-data/>' });
    expect(await refusal()).toMatchObject({ reason: 'encrypted-workbook' });
    await writeOds('', '', { mimetype: 'application/vnd.oasis.opendocument.text' });
    expect(await refusal()).toMatchObject({ reason: 'format', args: { format: 'odt' } });
  });
});

describe('an XML spreadsheet', () => {
  it('[xz-16] given styles, gaps and merged cells, when read, then each cell is in its place', async () => {
    await writeFile(
      path,
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style><Style ss:ID="e" ss:Parent="d"/></Styles>
<Worksheet ss:Name="表"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">名称</Data></Cell><Cell><Data ss:Type="String">日期</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>内部</ss:Data></Comment></Cell><Cell ss:Index="3" ss:StyleID="e"><Data ss:Type="DateTime">2024-02-09T00:00:00.000</Data></Cell></Row>
</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`,
    );
    const { reading, cells, codes } = await read();
    expect(reading.format).toBe('xml-spreadsheet');
    expect(codes).toContain('hidden-table');
    expect(cells).toEqual([['名称', '', '日期'], [], ['甲', '', '2024-02-09']]);
    expect(reading.columns[2]?.type).toBe('date');
  });
});

describe('a web page that is called a workbook', () => {
  const table = `<table><caption>停车场</caption><tr><th rowspan=2>名称<th colspan="2">泊位</tr><tr><td>路内<td>路外</tr>
<tr style="display:none"><td>甲<br>一区<td>1<td>2&nbsp;</tr><tr><td>乙&amp;丙<script>alert("<td>9</td>")</script><td>3<td>4</table>`;

  it('[xz-16] given a table in GBK among others, when read, then the largest is read as the page shows it', async () => {
    const page = `<html><meta charset=gb2312><table><tr><td>查询 <td>返回</table><div>${table}</div></html>`;
    await writeFile(path, encodeText(page, 'gb18030'));
    const { reading, cells, codes } = await read();
    expect(reading).toMatchObject({ format: 'html', encoding: 'gb18030', headerRows: 2 });
    expect(reading.tables).toEqual([{ number: 1, name: '停车场', rows: 2 }]);
    expect(reading.columns.map(({ name }) => name)).toEqual(['名称', '泊位_路内', '泊位_路外']);
    expect(codes).toEqual(expect.arrayContaining(['html-table', 'hidden-rows']));
    expect(cells.slice(2)).toEqual([
      ['甲\n一区', '1', '2'],
      ['乙&丙', '3', '4'],
    ]);
  });

  it.each([
    ['a login page', `<form>${table}<input type="password"></form>`],
    ['an error page', '<h1>500</h1><table><tr><td>出错了</td></tr></table>'],
    ['no table', '<p>会话已过期</p>'],
  ])('given %s, when read, then it is refused with what it is', async (_, body) => {
    await writeFile(path, `<!DOCTYPE html><html><body>${body}</body></html>`);
    expect(await refusal()).toMatchObject({ code: 'unsupported-format', reason: 'html-table' });
  });

  it('given tables inside each other without end, when read, then it is refused within the limits', async () => {
    await writeFile(path, `<html>${'<table><tr><td colspan=1000 rowspan=60000>'.repeat(20_000)}`);
    expect(await refusal()).toMatchObject({ reason: 'html-table' });
  });
});

describe('the exchange formats of old spreadsheets', () => {
  it('given SYLK, when read, then cells keep the row that was named last', async () => {
    await writeFile(
      path,
      'ID;PWXL;N;E\nP;PGeneral\nP;Pyyyy/mm/dd\nB;Y3;X2\nC;Y1;X1;K"名称"\nC;X2;K"日期"\nC;Y2;X1;K"甲;;乙"\nF;P1;X2\nC;K45331\nE\n',
    );
    const { reading, cells } = await read();
    expect(reading.format).toBe('sylk');
    expect(cells).toEqual([
      ['名称', '日期'],
      ['甲;乙', '2024/02/09'],
    ]);
  });

  it('given DIF, when read, then numbers and texts are in their places', async () => {
    const cell = (kind: string, value: string): string => `${kind}\r\n${value}\r\n`;
    await writeFile(
      path,
      `TABLE\r\n0,1\r\n"x"\r\nDATA\r\n0,0\r\n""\r\n${cell('-1,0', 'BOT')}${cell('1,0', '"名称"')}${cell('1,0', '"数"')}${cell('-1,0', 'BOT')}${cell('1,0', '"甲"')}${cell('0,12.50', 'V')}${cell('-1,0', 'EOD')}`,
    );
    const { reading, cells } = await read();
    expect(reading.format).toBe('dif');
    expect(cells).toEqual([
      ['名称', '数'],
      ['甲', '12.5'],
    ]);
  });
});
