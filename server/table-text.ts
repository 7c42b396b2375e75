import iconv from 'iconv-lite';

/** Rows of texts, some at a time. */
export type TextRows = AsyncIterable<readonly (readonly string[])[]>;

export type TextEncoding = 'utf-8' | 'gb18030';

const csvCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A table as CSV (RFC 4180), written while the rows come. */
export async function* csvBytes(
  headers: readonly string[],
  rows: TextRows,
  encoding: TextEncoding,
): AsyncGenerator<Uint8Array> {
  const bytes = (text: string): Uint8Array =>
    encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text);
  yield bytes(csvLine(headers));
  for await (const part of rows) yield bytes(part.map(csvLine).join(''));
}

/** An array of objects, one a line. */
export async function* jsonBytes(items: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array> {
  let lead = '[\n';
  for await (const part of items) {
    for (const item of part) {
      yield Buffer.from(lead + JSON.stringify(item));
      lead = ',\n';
    }
  }
  yield Buffer.from(lead === '[\n' ? '[]\n' : '\n]\n');
}
