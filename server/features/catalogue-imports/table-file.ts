import { Problem } from '../../../rules/problems/problems.ts';
import type { Download } from '../../../rules/api/operation.ts';
import { CELL_LIMIT } from '../../engine/xlsx-cells.ts';
import { xlsxStream } from '../../engine/xlsx-writer.ts';
import { csvBytes, jsonBytes, type TextEncoding, type TextRows } from '../../table-text.ts';

/** Each row as many texts as there are headers. */
export type Rows = TextRows;
export type FileFormat = 'csv' | 'xlsx' | 'json';

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** A table of texts as a file, written while the rows come. Cells too long for a workbook end it with `too-large`. */
export function tableFile(
  { name, format, encoding }: { name: string; format: FileFormat; encoding: TextEncoding },
  headers: readonly string[],
  rows: Rows,
): Download {
  const contentType = format === 'csv' ? TYPES.csv.replace('utf-8', encoding) : TYPES[format];
  return { contentType, fileName: `${name}.${format}`, body: bytesOf() };

  function bytesOf(): AsyncIterable<Uint8Array> {
    switch (format) {
      case 'csv':
        return csvBytes(headers, rows, encoding);
      case 'json':
        return jsonBytes(objects(headers, rows));
      case 'xlsx':
        return workbook(headers, rows);
    }
  }
}

/** A row as an object of the cells that say something. */
async function* objects(headers: readonly string[], rows: Rows): AsyncGenerator<object[]> {
  for await (const part of rows)
    yield part.map((cells) =>
      Object.fromEntries(headers.flatMap((header, i) => (cells[i] ? [[header, cells[i]] as const] : []))),
    );
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
