import { buildReading, type ReadingFrame } from '../../../rules/reading/build-reading.ts';
import type { ColumnType, Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { viewOf } from '../../../rules/reading/row-view.ts';
import { TableObserver } from '../../../rules/reading/table-observer.ts';
import type { OnChunk, OnRow } from './format.ts';

/** A table whose format names its columns: JSON, XML, shapefile, database file. */
export interface RecordTable {
  /** Null where the format has rows only: `headerRows` of them then name the columns. */
  labels: readonly string[] | null;
  headerRows?: number;
  /** What the format itself says of a column; null where the type is to be found from its cells. */
  types: readonly (ColumnType | null)[];
  coordinateSystem: string | null;
  /** Hands over the cells of each record in order, one text a column, `''` for no value. */
  each(onRecord: (cells: readonly string[]) => void, onChunk?: OnChunk): Promise<void>;
}

type RecordFrame = Pick<ReadingFrame, 'format' | 'encoding' | 'table' | 'tables' | 'warnings'> &
  Partial<Pick<ReadingFrame, 'lenient'>>;

const NO_DIALECT = { delimiter: '', quote: '', escape: '', newline: 'lf' } as const;

/** Streams the records as rows; the number of a row is that of its record, from 1. */
export async function eachRecordRow(
  table: Pick<RecordTable, 'each'>,
  onRow: OnRow,
  onChunk?: OnChunk,
): Promise<void> {
  let number = 0;
  await table.each((cells) => onRow(viewOf(cells, ++number)), onChunk);
}

/** Reads a table of records whole. */
export async function inspectRecords(
  frame: RecordFrame,
  table: RecordTable,
  choices: ReadingChoices,
): Promise<Reading> {
  const { labels, types, coordinateSystem, headerRows = 0 } = table;
  const observer = new TableObserver({ preambleRows: 0, headerRows }, { ...choices, footerRows: 0 }, labels);
  await eachRecordRow(table, (row) => observer.row(row));
  return buildReading(
    { lenient: false, ...frame, dialect: NO_DIALECT, regular: false, longestRow: 0 },
    observer.end(),
    choices,
    labels ? { labels, types, coordinateSystem } : undefined,
  );
}
