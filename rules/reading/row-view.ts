/**
 * One row, valid only during the call that hands it over. Cell `i` is `text[starts[i], ends[i])`; where `escaped[i]`
 * is set, quotes inside are still doubled (1) or preceded by the escape character (2), which escapes itself too.
 */
export interface RowView {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  escaped: Uint8Array;
  /** Cells; 0 for a blank line. */
  count: number;
  /** 1-based in the file, blank lines counted. */
  number: number;
  quote: string;
  escape: string;
  /** The cells themselves, where they are strings already. */
  cells?: readonly string[];
  /** Workbooks: the cells as shown, where that is not the text that is read. */
  shown?: readonly string[];
  /** Workbooks: the units that formats show beside numbers, by column from 0. */
  units?: ReadonlyMap<number, string>;
}

export function cellText(row: RowView, i: number): string {
  if (i >= row.count) return '';
  const whole = row.cells?.[i];
  if (whole !== undefined) return whole;
  const raw = row.text.slice(row.starts[i], row.ends[i]);
  if (!row.escaped[i]) return raw;
  if (row.escape === row.quote) return raw.replaceAll(row.quote + row.quote, row.quote);
  let out = '';
  for (let at = 0; at < raw.length; at++) {
    const next = raw[at + 1];
    if (raw[at] === row.escape && (next === row.quote || next === row.escape)) at++;
    out += raw.charAt(at);
  }
  return out;
}

/** The cell as a person sees it: of a workbook as shown, else as it is written. */
export const shownText = (row: RowView, i: number): string => row.shown?.[i] || cellText(row, i);

export const rowCells = (row: RowView): string[] =>
  Array.from({ length: row.count }, (_, i) => cellText(row, i));

/** A view over cells that are strings already. */
export function viewOf(cells: readonly string[], number: number): RowView {
  const starts = new Int32Array(cells.length);
  const ends = new Int32Array(cells.length);
  let at = 0;
  cells.forEach((cell, i) => {
    starts[i] = at;
    at += cell.length;
    ends[i] = at;
  });
  const escaped = new Uint8Array(cells.length);
  return {
    text: cells.join(''),
    starts,
    ends,
    escaped,
    count: cells.length,
    number,
    quote: '"',
    escape: '"',
  };
}
