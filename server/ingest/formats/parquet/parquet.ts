import { realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection, DuckDBResult, Json } from '@duckdb/node-api';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { sqlText, withEngine } from '../../duckdb.ts';
import { withScratch } from '../../scratch.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, inspectRecords, type RecordTable } from '../records.ts';
import { nameNotes, note } from '../text-notes.ts';
import { parquetColumn, plainNumber, type ParquetColumn } from './parquet-columns.ts';

const ENGINE = { memoryBytes: 512 * 1024 * 1024, threads: 1 };

/** What the engine says of a file it cannot read is for programmers. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('Out of Memory'))
      refuse('too-large', 'memory', { limit: ENGINE.memoryBytes / 1024 / 1024 });
    return refuse('unreadable-file', 'damaged-parquet');
  });
}

/** Everything is asked for as text. */
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** A Parquet file in the engine. */
interface Source {
  connection: DuckDBConnection;
  table: string;
  columns: ParquetColumn[];
}

async function columnsOf(connection: DuckDBConnection, table: string): Promise<ParquetColumn[]> {
  const answer = await asked(connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`));
  const columns = answer
    .getRowsJson()
    .map(([name, type]) => parquetColumn(textOf(name) ?? '', textOf(type) ?? ''));
  if (columns.length > READING_LIMITS.columns)
    refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
  return columns;
}

/** The file gets a name of its own there, because the engine takes some characters of a path for patterns. */
const withSource = <T>(path: string, work: (source: Source) => Promise<T>): Promise<T> =>
  withScratch(async (folder) => {
    const linked = join(folder, 'table.parquet');
    const real = await realpath(path);
    await symlink(real, linked);
    const engine = { folders: [dirname(real), folder], spill: join(folder, 'spill'), limits: ENGINE };
    return withEngine(engine, async (connection) => {
      const table = `read_parquet(${sqlText(linked)})`;
      return work({ connection, table, columns: await columnsOf(connection, table) });
    });
  });

async function* rowsOf(answer: DuckDBResult): AsyncGenerator<(string | null)[][]> {
  const chunks: AsyncIterator<Json[][], void> = answer.yieldRowsJson();
  for (;;) {
    const next = await asked(chunks.next());
    if (next.done) return;
    yield next.value.map((row) => row.map(textOf));
  }
}

interface Seen {
  notNumbers: number;
}

function cellOf(
  value: string | null,
  column: ParquetColumn | undefined,
  place: [number, number],
  seen: Seen,
): string {
  if (value === null) return '';
  const limit = READING_LIMITS.cellCharacters;
  if (value.length > limit)
    refuse('too-large', 'cell-too-long', { row: place[0], column: place[1] + 1, limit });
  if (!column?.isFloating) return value;
  const number = plainNumber(value);
  if (number === '') seen.notNumbers++;
  return number;
}

const recordsOf = ({ connection, table, columns }: Source, seen: Seen): Pick<RecordTable, 'each'> => ({
  async each(onRecord, onChunk) {
    seen.notNumbers = 0;
    const cells = columns.map(({ expression }) => expression).join(', ');
    const answer = await asked(connection.stream(`SELECT ${cells} FROM ${table}`));
    let number = 0;
    for await (const rows of rowsOf(answer)) {
      for (const row of rows) {
        number++;
        onRecord(row.map((value, i) => cellOf(value, columns[i], [number, i], seen)));
      }
      await onChunk?.();
    }
  },
});

function notes(fileName: string, { columns }: Source, { notNumbers }: Seen): ReadingWarning[] {
  const zoned = columns.filter(({ isZoned }) => isZoned).map(({ label }) => label);
  return [
    ...nameNotes(fileName, /^(parquet|parq|pq)$/i, 'parquet'),
    ...(notNumbers > 0 ? [note('not-numbers', { count: notNumbers })] : []),
    ...(zoned.length > 0 ? [note('zoned-times', { names: zoned.join(', ') })] : []),
  ];
}

/** Reads the file whole with the types that it declares; a column of which a value does not fit is read by its values. */
const inspect = (path: string, fileName: string, choices: ReadingChoices): Promise<Reading> =>
  withSource(path, async (source) => {
    if (choices.table !== undefined && choices.table !== 1)
      refuse('invalid-input', 'no-such-table', { number: choices.table, count: 1 });
    const seen: Seen = { notNumbers: 0 };
    const read = (types: RecordTable['types']): Promise<Reading> =>
      inspectRecords(
        { format: 'parquet', encoding: 'utf-8', table: 1, tables: [], warnings: [] },
        {
          labels: source.columns.map(({ label }) => label),
          types,
          coordinateSystem: null,
          ...recordsOf(source, seen),
        },
        choices,
      );
    const types = source.columns.map(({ type }) => type);
    const declared = await read(types);
    const unfit = declared.columns.map(({ plan, why }) => plan.unfit > 0 && why.code === 'declared');
    const reading = unfit.includes(true)
      ? await read(types.map((type, i) => (unfit[i] ? null : type)))
      : declared;
    const name = fileName.replace(/\.[^.]*$/, '');
    return {
      ...reading,
      tables: [{ number: 1, name, rows: reading.rows }],
      warnings: [...notes(fileName, source, seen), ...reading.warnings],
    };
  });

const eachRow = (path: string, _reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> =>
  withSource(path, (source) => eachRecordRow(recordsOf(source, { notNumbers: 0 }), onRow, onChunk));

/** Parquet, through the engine. */
export const parquet: TableFormat = { inspect, eachRow };
