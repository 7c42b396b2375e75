import type { Download } from '../../../rules/api/operation.ts';
import { csvBytes, jsonBytes, type TextEncoding } from '../../table-text.ts';
import { workbookStream, type BookSheet } from '../../engine/workbook.ts';

/** Where a list goes, and how. */
export interface FileForm {
  name: string;
  format: 'xlsx' | 'csv' | 'json';
  encoding: TextEncoding;
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

/** An array of objects, one a line. */
export const jsonFile = (name: string, items: AsyncIterable<readonly object[]>): Download => ({
  contentType: 'application/json; charset=utf-8',
  fileName: `${name}.json`,
  body: jsonBytes(items),
});
