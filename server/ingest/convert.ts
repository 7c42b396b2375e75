import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { BOOLEAN_WORDS } from '../../rules/reading/booleans.ts';
import type { Reading, ReadingChoices, ReadingColumn } from '../../rules/reading/reading.schema.ts';
import { unpackFor } from './formats/index.ts';
import { sqlName, sqlText, withEngine, type EngineLimits } from './duckdb.ts';
import { profileTable, type ColumnProfile, type TableProfile } from './profile.ts';
import type { Normalised } from './normalise.ts';

/** Rows of a Parquet row group. */
const ROW_GROUP = 32_768;
const BLANKS = ' \t\n\v\f\r\u00a0\u3000\ufeff\u200b';

export interface Converted {
  rows: number;
  /** Rows between header and footer that are not in the table: left out by a person, or blank. */
  leftOut: number;
  columns: ReadingColumn[];
  /** Columns that the rows are sorted by; empty when they are in the order of the file. */
  sort: string[];
  /** By column name. */
  profile: Record<string, ColumnProfile>;
}

export type Normalise = (
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  outPath: string,
  asShown: boolean,
) => Promise<Normalised>;

export interface ConvertOptions {
  /** Folder for what is written on the way; the folder of `outPath` when absent. */
  scratch?: string;
  limits?: EngineLimits;
  /** Columns of text hold what a workbook shows instead of what it means: `2024/2/9`, not `2024-02-09`. */
  asShown?: boolean;
}

/** The engine's own type of a column. */
function engineType({ type, plan }: Pick<ReadingColumn, 'type' | 'plan'>): string {
  switch (type) {
    case 'integer':
      return 'BIGINT';
    case 'decimal':
      return `DECIMAL(${plan.precision},${plan.scale})`;
    case 'boolean':
      return 'BOOLEAN';
    case 'date':
      return 'DATE';
    case 'datetime':
      return 'TIMESTAMP';
    case 'time':
      return 'TIME';
    case 'text':
    case 'geometry':
      return 'VARCHAR';
  }
}

/** What the engine reads as text, and how each column of it is cast. */
interface CleanText {
  path: string;
  dialect: { delimiter: string; newline: string };
  skip: number;
  longestLine: number;
  /** Cells are in their typed form already. */
  typed: boolean;
}

/** What the engine needs to know of a column. */
export type EngineColumn = Pick<ReadingColumn, 'name' | 'type' | 'plan'>;

function castOf(column: EngineColumn, i: number, typed: boolean): string {
  const cell = sqlName(`c${i}`);
  const type = engineType(column);
  // Trimming every cell doubles the time of the whole conversion, so only columns that need it pay.
  const raw =
    !typed && column.plan.blankCells > 0
      ? `CASE WHEN trim(${cell}, ${sqlText(BLANKS)}) = '' THEN NULL ELSE ${cell} END`
      : cell;
  if (type === 'VARCHAR') return raw;
  if (type === 'BOOLEAN' && !typed && !column.plan.plain) return wordsOf(cell);
  const markers = typed ? [] : column.plan.markers;
  return `CAST(${markers.reduce((inner, marker) => `nullif(${inner}, ${sqlText(marker)})`, raw)} AS ${type})`;
}

/** Any other text becomes missing, which the count of missing cells then shows. */
function wordsOf(cell: string): string {
  const words = (at: 0 | 1): string => BOOLEAN_WORDS.map((pair) => sqlText(pair[at])).join(', ');
  const among = (text: string): string =>
    `WHEN ${text} IN (${words(0)}) THEN true WHEN ${text} IN (${words(1)}) THEN false`;
  // Trimming a column of them takes as long as reading six columns, so only what differs is trimmed.
  const trimmed = `lower(trim(${cell}, ${sqlText(BLANKS)}))`;
  return `CASE ${among(cell)} WHEN ${cell} IS NOT NULL THEN CASE ${among(trimmed)} END END`;
}

/** Whether the engine can cast the column from the file's own text. */
const isDirect = ({ plan, type }: ReadingColumn): boolean => plan.plain || type === 'boolean';

function copyStatement(text: CleanText, columns: readonly EngineColumn[], outPath: string): string {
  const read = columns.map((_, i) => `'c${i}': 'VARCHAR'`);
  if (text.typed && columns.length === 1) read.push(`'pad': 'VARCHAR'`);
  const cells = columns.map((column, i) => `${castOf(column, i, text.typed)} AS ${sqlName(column.name)}`);
  const longest = Math.max(2_097_152, text.longestLine + 16);
  return `COPY (SELECT ${cells.join(', ')} FROM read_csv(${sqlText(text.path)}, auto_detect = false, header = false,
    columns = {${read.join(', ')}}, delim = ${sqlText(text.dialect.delimiter)}, quote = '"', escape = '"', nullstr = '',
    skip = ${text.skip}, new_line = ${sqlText(text.dialect.newline)}, max_line_size = ${longest}, strict_mode = true,
    null_padding = false, ignore_errors = false))
    TO ${sqlText(outPath)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`;
}

async function writeParquet(
  connection: DuckDBConnection,
  text: CleanText,
  reading: Reading,
  outPath: string,
): Promise<TableProfile> {
  await connection.run(copyStatement(text, reading.columns, outPath));
  return profileTable(
    reading.columns,
    outPath,
    reading.rows,
    async (sql) => (await connection.runAndReadAll(sql)).getRowsJson()[0] ?? [],
  );
}

/**
 * Writes rows that are in their typed form already, as {@link normalise} writes them, as Parquet at `outPath`; `folder`
 * holds both files. Characters of the longest line bound what the engine takes for one.
 */
export async function convertClean(
  clean: { path: string; longestLine: number },
  columns: readonly EngineColumn[],
  outPath: string,
): Promise<void> {
  const folder = dirname(outPath);
  const text: CleanText = { ...clean, dialect: { delimiter: ',', newline: '\\n' }, skip: 0, typed: true };
  await withEngine(
    {
      folders: [folder],
      spill: join(folder, 'spill'),
      limits: { memoryBytes: 256 * 1024 * 1024, threads: 1 },
    },
    (connection) => connection.run(copyStatement(text, columns, outPath)),
  );
}

const agrees = ({ rows, columns }: TableProfile, reading: Reading): boolean =>
  rows === reading.rows && reading.columns.every(({ name, plan }) => columns[name]?.nulls === plan.missing);

/** The file as it lies, where every row of it is regular; null when the engine would read it otherwise than we do. */
async function convertDirectly(path: string, reading: Reading, outPath: string, engine: Engine) {
  if (!reading.plan.regular || !reading.columns.every(isDirect)) return null;
  const text: CleanText = {
    path,
    dialect: {
      delimiter: reading.dialect.delimiter,
      newline: reading.dialect.newline === 'crlf' ? '\\r\\n' : '\\n',
    },
    skip: reading.headerRows,
    longestLine: reading.plan.longestRow * 4,
    typed: false,
  };
  try {
    const profile = await engine((connection) => writeParquet(connection, text, reading, outPath));
    return agrees(profile, reading) ? profile : null;
  } catch {
    return null;
  }
}

type Engine = <T>(work: (connection: DuckDBConnection) => Promise<T>) => Promise<T>;

/**
 * Writes the data rows of a file as typed Parquet (zstd) at `outPath`, exactly as the reading says, and profiles it.
 * Regular UTF-8 is cast from the file itself and checked against the reading's counts; everything else first becomes
 * clean text. A failure leaves no file at `outPath`.
 */
export async function convertWith(
  normalise: Normalise,
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  outPath: string,
  options: ConvertOptions = {},
): Promise<Converted> {
  const scratch = await mkdtemp(join(options.scratch ?? dirname(outPath), 'convert-'));
  const made = join(scratch, 'table.parquet');
  const engine: Engine = (work) =>
    withEngine(
      {
        folders: [dirname(path), scratch],
        spill: join(scratch, 'spill'),
        ...(options.limits && { limits: options.limits }),
      },
      work,
    );
  try {
    const source = await unpackFor(path, reading, scratch);
    let profile = await convertDirectly(source.path, source.reading, made, engine);
    let leftOut = 0;
    if (!profile) {
      const clean = join(scratch, 'clean.csv');
      const written = await normalise(source.path, source.reading, choices, clean, options.asShown ?? false);
      leftOut = written.leftOut;
      const dialect = { delimiter: ',', newline: '\\n' };
      const text: CleanText = {
        path: clean,
        dialect,
        skip: 0,
        longestLine: written.longestLine,
        typed: true,
      };
      await rm(made, { force: true });
      profile = await engine((connection) => writeParquet(connection, text, reading, made));
      if (profile.rows !== written.rows)
        throw new Error(`The engine kept ${profile.rows} of ${written.rows} rows`);
    }
    await rename(made, outPath);
    return { rows: profile.rows, leftOut, columns: reading.columns, sort: [], profile: profile.columns };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
