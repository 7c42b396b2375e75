import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { headerLevels } from '../rules/reading/naming.ts';
import { cellText } from '../rules/reading/row-view.ts';
import { refusedBy } from '../rules/reading/refusal.ts';
import type { Reading } from '../rules/reading/reading.schema.ts';
import { rolesOf } from '../rules/reading/roles.ts';
import { formatOf } from '../server/ingest/formats/index.ts';
import { inspectFile } from '../server/ingest/index.ts';
import type { TextTable } from './pollock-score.ts';

/** What the benchmark knows of a file: how it is to be read. */
interface Parameters {
  delimiter: string;
  quotechar: string;
  escapechar: string;
  header_lines: number | string;
  preamble_lines: number | string;
  column_names: string[];
  n_columns?: number;
}

export interface PollockFile {
  name: string;
  path: string;
  parameters: Parameters;
  clean: TextTable;
}

/** How one reader did with one file: its table, or why there is none. */
interface Loaded {
  table: TextTable | null;
  /** Header, delimiter and the like as the reader understood them, or the failure. */
  understood: string;
}

/** Lines of CSV as Python's csv module reads them by default; blank lines are lines without cells. */
function csvLines(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  let begun = false;
  const endCell = (): void => {
    line.push(cell);
    cell = '';
    begun = false;
  };
  const endLine = (): void => {
    if (line.length > 0 || begun) endCell();
    lines.push(line);
    line = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text.charAt(++at);
      else quoted = false;
    } else if (character === '"' && !begun) quoted = begun = true;
    else if (character === ',') {
      endCell();
      // A comma is followed by a cell, even an empty one at the end of the line.
      begun = /[\r\n]/.test(text.charAt(at + 1)) || at + 1 === text.length;
    } else if (character === '\n') endLine();
    else if (character !== '\r') {
      cell += character;
      begun = true;
    }
  }
  if (line.length > 0 || begun) endLine();
  return lines;
}

/**
 * The header line of a table without header: the names that the benchmark gives to every reader, or no line where it
 * gives none. A reader that overlooks a header gets its own names.
 */
function unnamed({ header_lines: lines, column_names: names }: Parameters, own: string[]): string[][] {
  if (Number(lines) > 0) return [own];
  return names.length > 0 ? [names] : [];
}

/** The table under the names of the command line, which are unique and never empty, and what sets them apart. */
export interface Ours extends Loaded {
  /** `column_1`… over a table without header, a refusal of an empty file as a failure. */
  strict: TextTable | null;
  /** Under labels, which may repeat or be empty; the same as `strict` where there is no header. */
  labelled: TextTable | null;
  outcome: 'header' | 'no header' | 'refused';
}

/** What `kaishu read` finds by itself, as the cells are written. */
export async function readOurs(file: PollockFile): Promise<Ours> {
  try {
    const reading = await inspectFile(file.path, file.name);
    const { header, rows } = await tableOf(file.path, reading);
    const names = reading.columns.map(({ name }) => name);
    const line = header.length > 0 ? [joined(header, names.length)] : unnamed(file.parameters, names);
    const table = [...line, ...rows];
    const strict = [names, ...rows];
    const labelled = header.length > 0 ? [reading.columns.map(({ label }) => label), ...rows] : strict;
    const outcome = header.length > 0 ? 'header' : 'no header';
    return { table, strict, labelled, outcome, understood: understood(reading) };
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    const empty = refused.reason === 'empty-file';
    const none = { strict: null, labelled: null, outcome: 'refused' as const };
    return { table: empty ? [] : null, ...none, understood: `refused: ${refused.reason}` };
  }
}

const understood = ({ dialect, preambleRows, headerRows, footerRows, tables, columns }: Reading): string =>
  `delimiter ${JSON.stringify(dialect.delimiter)} quote ${JSON.stringify(dialect.quote)} escape ${JSON.stringify(dialect.escape)}, ` +
  `rows above ${preambleRows}, header ${headerRows}, below ${footerRows}, ${columns.length} columns, ${tables.length} tables`;

/** The levels of a header joined with a space, repeated ones too, as the benchmark's clean tables have them. */
const joined = (header: readonly string[][], width: number): string[] =>
  Array.from({ length: width }, (_, i) =>
    headerLevels(header, width)
      .map((level) => level[i] ?? '')
      .filter((text) => text !== '')
      .join(' '),
  );

async function tableOf(file: string, reading: Reading): Promise<{ header: string[][]; rows: string[][] }> {
  const roleOf = rolesOf(reading);
  const table: { header: string[][]; rows: string[][] } = { header: [], rows: [] };
  await formatOf(reading).eachRow(file, reading, (row) => {
    const role = roleOf(row.number, row.count === 0);
    const cells = (): string[] => reading.columns.map((_, i) => cellText(row, i));
    if (role === 'header') table.header.push(cells());
    else if (role === 'data') table.rows.push(cells());
  });
  return table;
}

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function texts(connection: DuckDBConnection, from: string): Promise<string[][]> {
  const answer = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM ${from}`);
  return answer.getRowsJson().map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')));
}

async function attempt(work: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await work();
  } catch (error) {
    return {
      table: null,
      understood: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'failed',
    };
  }
}

/** The options of the benchmark's own run; quoted line breaks with `null_padding` want one thread. */
const LENIENT =
  'strict_mode = false, ignore_errors = true, null_padding = true, max_line_size = 16777216, parallel = false';

/** DuckDB told everything, with the options of the benchmark's own run. */
export const readTold = (connection: DuckDBConnection, file: PollockFile): Promise<Loaded> =>
  attempt(async () => {
    const { parameters } = file;
    const width = Math.max(parameters.column_names.length, parameters.n_columns ?? 1, 1);
    const names =
      parameters.column_names.length > 0
        ? parameters.column_names
        : Array.from({ length: width }, (_, i) => `col_${i}`);
    const columns = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
    const skip = Number(parameters.preamble_lines) + Number(parameters.header_lines);
    const rows = await texts(
      connection,
      `read_csv(${sqlText(file.path)}, auto_detect = false, header = false, columns = {${columns}}, skip = ${skip},
        delim = ${sqlText(parameters.delimiter || ',')}, quote = ${sqlText(parameters.quotechar || '"')},
        escape = ${sqlText(parameters.escapechar || '"')}, ${LENIENT})`,
    );
    return { table: [...unnamed(parameters, names), ...rows], understood: 'told' };
  });

interface Sniffed {
  Delimiter: string;
  Quote: string;
  Escape: string;
  SkipRows: number;
  HasHeader: boolean;
  Columns: { name: string }[];
}

/** DuckDB guessing the dialect, header and width; then given them back with every column as text. */
export const readGuessed = (connection: DuckDBConnection, file: PollockFile): Promise<Loaded> =>
  attempt(async () => {
    const found = await connection.runAndReadAll(`FROM sniff_csv(${sqlText(file.path)}, ${LENIENT})`);
    // The answer's shape is fixed by the engine's documentation.
    const sniffed = found.getRowObjectsJson()[0] as unknown as Sniffed;
    const columns = sniffed.Columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
    const mark = (text: string): string => sqlText(text === '(empty)' || text === '\0' ? '' : text);
    const rows = await texts(
      connection,
      `read_csv(${sqlText(file.path)}, auto_detect = false, header = ${sniffed.HasHeader}, columns = {${columns}},
        skip = ${sniffed.SkipRows}, delim = ${mark(sniffed.Delimiter)}, quote = ${mark(sniffed.Quote)},
        escape = ${mark(sniffed.Escape)}, ${LENIENT})`,
    );
    const names = sniffed.Columns.map(({ name }) => name);
    const header = sniffed.HasHeader ? [names] : unnamed(file.parameters, names);
    return { table: [...header, ...rows], understood: `delimiter ${JSON.stringify(sniffed.Delimiter)}` };
  });

/** Reads a clean table; the benchmark's own fallback for one that is not UTF-8 is Latin-1. */
async function readClean(file: string): Promise<TextTable> {
  const bytes = await readFile(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  return csvLines(text);
}

export async function readFileOf(folder: string, name: string): Promise<PollockFile> {
  const parameters = JSON.parse(
    await readFile(path.join(folder, 'parameters', `${name}_parameters.json`), 'utf8'),
  ) as Parameters;
  return {
    name,
    path: path.join(folder, 'csv', name),
    parameters,
    clean: await readClean(path.join(folder, 'clean', name)),
  };
}
