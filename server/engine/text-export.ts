import type { Statement } from './compile-query.ts';

/** What to copy, how, and what to make of the bytes that come. */
export interface TextExport {
  statement: Statement;
  /** DuckDB's COPY options. */
  options: string;
  dress: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Text that is JSON or XML already: nothing in it needs a quote, and neither has the delimiter in it. */
export const AS_IT_IS = "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u0001'";
