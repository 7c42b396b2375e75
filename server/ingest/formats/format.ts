import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { RowView } from '../../../rules/reading/row-view.ts';

/** Takes one row, valid only during the call. */
export type OnRow = (row: RowView) => void;

/** Awaited now and then while rows are handed over, so that what was made of them can be drained; it may also throw. */
export type OnChunk = () => Promise<void> | undefined;

/**
 * A way of keeping tables in a file. Both read the file from its bytes alone, in one thread, with bounded memory;
 * parts that lie beside it (of a shapefile) are found by the path.
 */
export interface TableFormat {
  /** Reads the table that was chosen, else the first that makes sense, whole. `fileName` is what the sender called it. */
  inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading>;
  /** Streams every row of the table that a reading is about, preamble and footer included, in order. */
  eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void>;
}
