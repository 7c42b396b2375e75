import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Reading, ReadingChoices, ReadingColumn } from '../../rules/reading/reading.schema.ts';
import { rolesOf } from '../../rules/reading/roles.ts';
import { cellText, shownText, type RowView } from '../../rules/reading/row-view.ts';
import { typedCell } from '../../rules/reading/typed-cell.ts';
import { formatOf } from './formats/index.ts';

export interface Normalised {
  rows: number;
  leftOut: number;
  /** Cells per column that did not fit a chosen type and became missing. */
  unfit: number[];
  /** Bytes of the longest line. */
  longestLine: number;
}

const FLUSH = 1024 * 1024;
const NEEDS_QUOTES = /[",\r\n]/;

/** A table of one column gets a second, constant one, because the engine skips empty lines. */
const PAD_COLUMN = '1';

function written(value: string | null | undefined, isText: boolean): string {
  if (value === null || value === undefined) return '';
  return isText || NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One row of {@link normalise}'s CSV, from cells in their typed form. */
export function cleanLine(
  typed: readonly (string | null)[],
  columns: readonly Pick<ReadingColumn, 'type'>[],
): string {
  const cells = columns.map(({ type }, i) => written(typed[i], type === 'text' || type === 'geometry'));
  return `${(columns.length === 1 ? [...cells, PAD_COLUMN] : cells).join(',')}\n`;
}

/**
 * Writes the data rows of a table as plain UTF-8 CSV without header, every cell in its typed form and missing values
 * empty, for the engine to cast without judgement. With `asShown`, texts are those that a workbook shows.
 */
export async function normalise(
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  outPath: string,
  asShown = false,
): Promise<Normalised> {
  const out = createWriteStream(outPath, { flags: 'wx' });
  const result: Normalised = { rows: 0, leftOut: 0, unfit: reading.columns.map(() => 0), longestLine: 0 };
  const roleOf = rolesOf(reading, choices);
  const missing = new Set(choices.missing);
  const textOf = asShown ? shownText : cellText;
  let lines: string[] = [];
  let size = 0;
  const take = (row: RowView): void => {
    const role = roleOf(row.number, row.count === 0);
    if (role === 'leftOut') result.leftOut++;
    if (role !== 'data') return;
    const line = lineOf(row, reading, textOf, missing, result);
    result.rows++;
    result.longestLine = Math.max(result.longestLine, line.length * 3);
    lines.push(line);
    size += line.length;
  };
  const flush = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    size = 0;
    if (text !== '' && !out.write(text)) await once(out, 'drain');
  };
  try {
    await formatOf(reading).eachRow(path, reading, take, () => (size > FLUSH ? flush() : undefined));
    await flush();
  } finally {
    out.end();
    await finished(out);
  }
  return result;
}

function lineOf(
  row: RowView,
  reading: Reading,
  textOf: typeof cellText,
  missing: ReadonlySet<string>,
  result: Normalised,
): string {
  let line = '';
  reading.columns.forEach((column, i) => {
    const value = typedCell(textOf(row, i), column, missing);
    if (value === undefined) result.unfit[i] = (result.unfit[i] ?? 0) + 1;
    line += (i === 0 ? '' : ',') + written(value, column.type === 'text' || column.type === 'geometry');
  });
  return reading.columns.length === 1 ? `${line},${PAD_COLUMN}\n` : `${line}\n`;
}
