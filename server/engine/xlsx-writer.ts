import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ValueType } from '../../rules/expressions/query-tree.ts';
import { cellXml, columnLetters, textCell } from './xlsx-cells.ts';

export interface SheetColumn {
  name: string;
  type: ValueType;
}

/** Columns of values, each as text or null: some rows of a table. */
export type ColumnChunk = readonly (readonly (string | null)[])[];

/** What every part of a workbook begins with, and the names that they know each other by. */
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The same bytes at any time. */
export const ZIP_OPTIONS = { mtime: new Date(Date.UTC(1980, 0, 1)), compressionLevel: 3 };

const PARTS: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/** A workbook with one sheet, its first row the columns' names, written while the rows come. */
export function xlsxStream(
  columns: readonly SheetColumn[],
  chunks: AsyncIterable<ColumnChunk>,
): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const [path, xml] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(HEAD + xml), path, ZIP_OPTIONS);
  const sheet = Readable.from(sheetXml(columns, chunks), { objectMode: false });
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', ZIP_OPTIONS);
  zip.end();
  const output = Readable.from(zip.outputStream as AsyncIterable<Uint8Array>, { objectMode: false });
  sheet.on('error', (error) => output.destroy(error));
  output.on('close', () => sheet.destroy());
  return output;
}

async function* sheetXml(
  columns: readonly SheetColumn[],
  chunks: AsyncIterable<ColumnChunk>,
): AsyncGenerator<Buffer> {
  const letters = columns.map((_, index) => columnLetters(index));
  const header = columns.map(({ name }, index) => textCell(`${letters[index] ?? ''}1`, name)).join('');
  yield Buffer.from(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData><row r="1">${header}</row>`);
  let row = 2;
  for await (const chunk of chunks) {
    yield Buffer.from(rowsXml(columns, letters, chunk, row));
    row += chunk[0]?.length ?? 0;
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowsXml(
  columns: readonly SheetColumn[],
  letters: readonly string[],
  chunk: ColumnChunk,
  first: number,
): string {
  let xml = '';
  const rows = chunk[0]?.length ?? 0;
  for (let index = 0; index < rows; index += 1) {
    const number = first + index;
    xml += `<row r="${number}">`;
    for (const [column, { type }] of columns.entries()) {
      xml += cellXml(`${letters[column] ?? ''}${number}`, chunk[column]?.[index] ?? null, type);
    }
    xml += '</row>';
  }
  return xml;
}
