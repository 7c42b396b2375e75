import { Tokenizer } from '../../../../rules/reading/tokenizer.ts';
import { rowCells } from '../../../../rules/reading/row-view.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import { parseExactly } from '../../../../rules/sources/exact-json.ts';
import { LIVE_LIMITS } from '../../../../rules/sources/live.ts';

/** What a sender may give, one of them. */
export interface Given {
  rows?: readonly unknown[];
  ndjson?: string;
  csv?: string;
}
export interface RowsGiven {
  rows: readonly unknown[];
  /** Of CSV: its rows are arrays in this order. */
  header: readonly string[] | null;
}

const MARKS = { delimiter: ',', quote: '"', escape: '"' };

/** The rows of a body; throws `invalid-input` where it has none or cannot be read, `too-large` for too many of them. */
export function rowsGiven({ rows, ndjson, csv }: Given): RowsGiven {
  const given = [rows, ndjson, csv].filter((each) => each !== undefined);
  if (given.length !== 1) throw invalid('/rows', 'exactly one of rows, ndjson, csv must be there');
  const read =
    rows !== undefined
      ? { rows, header: null }
      : ndjson !== undefined
        ? { rows: linesOf(ndjson), header: null }
        : tableOf(csv ?? '');
  if (read.rows.length > LIVE_LIMITS.deliveryRows) throw new Problem('too-large');
  return read;
}

const invalid = (pointer: string, detail: string): Problem =>
  new Problem('invalid-input', { errors: [{ pointer, detail }] });

function linesOf(ndjson: string): unknown[] {
  const rows: unknown[] = [];
  ndjson.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    try {
      rows.push(parseExactly(line));
    } catch {
      throw invalid('/ndjson', `line ${String(at + 1)} must be JSON`);
    }
  });
  return rows;
}

function tableOf(csv: string): RowsGiven {
  const rows: string[][] = [];
  const tokenizer = new Tokenizer(MARKS, (row) => {
    if (row.count > 0) rows.push(rowCells(row));
  });
  tokenizer.push(csv.replace(/^\ufeff/, ''));
  const { unclosed } = tokenizer.end();
  if (unclosed) throw invalid('/csv', `row ${String(unclosed.row)} has a quote that is never closed`);
  const [header, ...body] = rows;
  if (!header) throw invalid('/csv', 'must begin with a header');
  return { rows: body, header };
}
