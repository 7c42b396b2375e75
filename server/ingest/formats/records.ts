import { buildReading, type ReadingFrame } from '../../../rules/reading/build-reading.ts';
import type { ColumnType, Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { viewOf } from '../../../rules/reading/row-view.ts';
import { TableObserver } from '../../../rules/reading/table-observer.ts';
import type { OnChunk, OnRow } from './format.ts';

/** A table whose format names its columns: JSON, XML, shapefile, database file. */
export interface RecordTable {
  labels: readonly string[];
  /** What the format itself says of a column; null where the type is to be found from its cells. */
  types: readonly (ColumnType | null)[];
  coordinateSystem: string | null;
  /** Hands over the cells of each record in order, one text a column, `''` for no value. */
  each(onRecord: (cells: readonly string[]) => void, onChunk?: OnChunk): Promise<void>;
}

const NO_DIALECT = { delimiter: '', quote: '', escape: '', newline: 'lf' } as const;

/** Streams the records as rows; the number of a row is that of its record, from 1. */
export async function eachRecordRow(table: RecordTable, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  let number = 0;
  await table.each((cells) => onRow(viewOf(cells, ++number)), onChunk);
}

/** Reads a table of records whole. */
export async function inspectRecords(
  frame: Pick<ReadingFrame, 'format' | 'encoding' | 'table' | 'tables' | 'warnings'>,
  table: RecordTable,
  choices: ReadingChoices,
): Promise<Reading> {
  const { labels, types, coordinateSystem } = table;
  const observer = new TableObserver({ preambleRows: 0, headerRows: 0 }, { ...choices, footerRows: 0 });
  await eachRecordRow(table, (row) => observer.row(row));
  return buildReading(
    { ...frame, dialect: NO_DIALECT, regular: false, longestRow: 0, lenient: false },
    observer.end(),
    choices,
    { labels, types, coordinateSystem },
  );
}
