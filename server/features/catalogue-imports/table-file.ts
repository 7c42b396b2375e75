import iconv from 'iconv-lite';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Download } from '../../../rules/api/operation.ts';
import { CELL_LIMIT } from '../../engine/xlsx-cells.ts';
import { xlsxStream } from '../../engine/xlsx-writer.ts';

/** Rows of texts, some at a time, each as many as there are headers. */
export type Rows = AsyncIterable<readonly (readonly string[])[]>;
export type FileFormat = 'csv' | 'xlsx' | 'json';

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** A table of texts as a file, written while the rows come. Cells too long for a workbook end it with `too-large`. */
export function tableFile(
  { name, format, encoding }: { name: string; format: FileFormat; encoding: 'utf-8' | 'gb18030' },
  headers: readonly string[],
  rows: Rows,
): Download {
  const isGb = format === 'csv' && encoding === 'gb18030';
  return {
    contentType: isGb ? 'text/csv; charset=gb18030' : TYPES[format],
    fileName: `${name}.${format}`,
    body: format === 'xlsx' ? workbook(headers, rows) : encoded(textOf(format, headers, rows), isGb),
  };
}

async function* encoded(parts: AsyncIterable<string>, isGb: boolean): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield isGb ? iconv.encode(part, 'gb18030') : Buffer.from(part);
}

const textOf = (format: 'csv' | 'json', headers: readonly string[], rows: Rows): AsyncIterable<string> =>
  format === 'csv' ? csvText(headers, rows) : jsonText(headers, rows);

const csvCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

async function* csvText(headers: readonly string[], rows: Rows): AsyncGenerator<string> {
  yield csvLine(headers);
  for await (const part of rows) yield part.map(csvLine).join('');
}

async function* jsonText(headers: readonly string[], rows: Rows): AsyncGenerator<string> {
  let lead = '[\n';
  for await (const part of rows) {
    for (const cells of part) {
      const filled = headers.flatMap((header, i) => (cells[i] ? [[header, cells[i]] as const] : []));
      yield lead + JSON.stringify(Object.fromEntries(filled));
      lead = ',\n';
    }
  }
  yield lead === '[\n' ? '[]\n' : '\n]\n';
}

function workbook(headers: readonly string[], rows: Rows): AsyncIterable<Uint8Array> {
  const columns = headers.map((name) => ({ name, type: 'text' as const }));
  return xlsxStream(columns, chunksOf(headers, rows));
}

async function* chunksOf(headers: readonly string[], rows: Rows): AsyncGenerator<(string | null)[][]> {
  for await (const part of rows) {
    if (part.some((cells) => cells.some((cell) => cell.length > CELL_LIMIT)))
      throw new Problem('too-large', { limit: CELL_LIMIT });
    yield headers.map((_, i) => part.map((cells) => cells[i] || null));
  }
}
