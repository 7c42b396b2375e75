import type { Reading, ReadingChoices, ReadingColumn } from '../../rules/reading/reading.schema.ts';
import { rolesOf } from '../../rules/reading/roles.ts';
import { cellText, shownText, type RowView } from '../../rules/reading/row-view.ts';
import { typedCell } from '../../rules/reading/typed-cell.ts';
import { formatOf } from './formats/index.ts';

export interface TextTable {
  to: 'csv' | 'ndjson';
  /** Cells in their typed form (missing ones empty, ISO 8601, plain decimals) instead of as they are written. */
  typed: boolean;
  /** ndjson: name of a first member that holds the row's number in the file, from 1. */
  numbered?: string;
}

const FLUSH = 256 * 1024;
const NEEDS_QUOTES = /[",\r\n]/;
const BARE: ReadonlySet<string> = new Set(['integer', 'decimal', 'boolean']);

const csvCell = (text: string): string =>
  NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A line of one empty cell would be a blank line, which readers skip. */
const csvLine = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\n' : `${cells.map(csvCell).join(',')}\n`;

/** ISO 8601 parts the day from the time of day by a `T`. */
function typedText(cell: string, column: ReadingColumn, missing: ReadonlySet<string>): string | null {
  const typed = typedCell(cell, column, missing) ?? null;
  return column.type === 'datetime' && typed !== null ? typed.replace(' ', 'T') : typed;
}

function jsonLine(
  columns: readonly ReadingColumn[],
  cells: readonly (string | null)[],
  typed: boolean,
  first: string,
): string {
  const members = columns.map(({ name, type }, i) => {
    const cell = cells[i] ?? null;
    const isBare = cell === null || (typed && BARE.has(type));
    return `${JSON.stringify(name)}:${isBare ? String(cell) : JSON.stringify(cell)}`;
  });
  return `{${first}${members.join(',')}}\n`;
}

/**
 * Writes the data rows of a table as text: CSV (RFC 4180, `\n`, a header of the columns' names) or a JSON object a
 * line. Decimals keep all their digits. `write` is awaited, so that a slow taker holds the reading back.
 */
export async function writeTable(
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  { to, typed, numbered }: TextTable,
  write: (text: string) => Promise<unknown>,
): Promise<void> {
  const { columns } = reading;
  const roleOf = rolesOf(reading, choices);
  const missing = new Set(choices.missing);
  const cellOf = (row: RowView, column: ReadingColumn, i: number): string | null =>
    typed ? typedText(cellText(row, i), column, missing) : shownText(row, i);
  let text = to === 'csv' ? csvLine(columns.map(({ name }) => name)) : '';
  const take = (row: RowView): void => {
    if (roleOf(row.number, row.count === 0) !== 'data') return;
    const cells = columns.map((column, i) => cellOf(row, column, i));
    const number = numbered === undefined ? '' : `${JSON.stringify(numbered)}:${row.number},`;
    text += to === 'csv' ? csvLine(cells.map((cell) => cell ?? '')) : jsonLine(columns, cells, typed, number);
  };
  const flush = async (): Promise<void> => {
    const part = text;
    text = '';
    if (part !== '') await write(part);
  };
  await formatOf(reading).eachRow(path, reading, take, () => (text.length > FLUSH ? flush() : undefined));
  await flush();
}
