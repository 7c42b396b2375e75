import type { Reading } from '../../rules/reading/reading.schema.ts';
import type { RowView } from '../../rules/reading/row-view.ts';
import { readDelimited } from './delimited.ts';
import { detectEncoding } from './text-encoding.ts';
import { eachWorkbookRow } from './workbook.ts';

/**
 * Streams every row of the table that a reading is about, preamble and footer included, in order. `onChunk` is awaited
 * now and then, so that what is written can be drained.
 */
export async function eachRow(
  path: string,
  reading: Reading,
  onRow: (row: RowView) => void,
  onChunk?: () => Promise<void> | undefined,
): Promise<void> {
  if (reading.format === 'xlsx') return eachWorkbookRow(path, reading, onRow, onChunk);
  const detected = await detectEncoding(path, reading.plan.lenient ? reading.encoding : undefined);
  await readDelimited(path, detected, reading.dialect, onRow, onChunk);
}
