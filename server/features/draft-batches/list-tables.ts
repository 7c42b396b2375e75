import iconv from 'iconv-lite';
import type { Download } from '../../../rules/api/operation.ts';
import { workbookStream, type BookSheet } from '../../engine/workbook.ts';

/** Where a list goes, and how. */
export interface FileForm {
  name: string;
  format: 'xlsx' | 'csv' | 'json';
  encoding: 'utf-8' | 'gb18030';
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const workbookFile = (name: string, sheets: readonly BookSheet[], choicesName: string): Download => ({
  contentType: WORKBOOK,
  fileName: `${name}.xlsx`,
  body: workbookStream(sheets, choicesName),
});

/** One of the tables as CSV. */
export const csvFile = ({ name, encoding }: FileForm, { columns, rows }: BookSheet): Download => ({
  contentType: `text/csv; charset=${encoding}`,
  fileName: `${name}.csv`,
  body: csvBytes(
    columns.map((column) => column.name),
    rows,
    encoding,
  ),
});

const csvCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

async function* csvBytes(
  header: readonly string[],
  rows: BookSheet['rows'],
  encoding: FileForm['encoding'],
): AsyncGenerator<Uint8Array> {
  const bytes = (text: string): Uint8Array =>
    encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text);
  yield bytes(csvLine(header));
  for await (const part of rows) yield bytes(part.map(csvLine).join(''));
}

/** An array of objects, one a line. */
export const jsonFile = (name: string, items: AsyncIterable<readonly object[]>): Download => ({
  contentType: 'application/json; charset=utf-8',
  fileName: `${name}.json`,
  body: jsonBytes(items),
});

async function* jsonBytes(items: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array> {
  let lead = '[\n';
  for await (const part of items) {
    for (const item of part) {
      yield Buffer.from(lead + JSON.stringify(item));
      lead = ',\n';
    }
  }
  yield Buffer.from(lead === '[\n' ? '[]\n' : '\n]\n');
}
