import { refusedBy } from '../../../rules/reading/refusal.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import {
  carriedColumns,
  carriedFrame,
  frameFits,
  withoutUnfitTypes,
  type Carried,
  type SavedReading,
} from '../../../rules/reading/saved-reading.ts';
import type { CarriedReading } from '../../../rules/uploads/comparison.ts';
import { inspectFile } from '../../ingest/index.ts';
import type { DataVersion } from '../versions/index.ts';
import type { Upload } from './upload.queries.ts';

/** What was understood of a file, and by which choices. */
export interface Understood {
  reading: Reading;
  choices: ReadingChoices;
  carried: CarriedReading | null;
}

export async function readAsChosen(
  { fileName, choices, carried }: Pick<Upload, 'fileName' | 'choices' | 'carried'>,
  path: string,
): Promise<Understood> {
  return { reading: await inspectFile(path, fileName, choices), choices, carried };
}

const isEmpty = (choices: ReadingChoices): boolean => Object.keys(choices).length === 0;

/** Reads a file as the last sound version of its dataset was read, as far as it fits; the rest is detected. */
export async function readAsLast(
  { fileName }: Pick<Upload, 'fileName'>,
  path: string,
  last: Pick<DataVersion, 'id' | 'number' | 'choices' | 'reading'>,
): Promise<Understood> {
  const readWith = (choices: ReadingChoices) => inspectFile(path, fileName, choices);
  const frame = await framed(readWith, last);
  const columns = carriedColumns(last, frame.reading);
  let choices = { ...frame.choices, ...columns.choices };
  let reading = isEmpty(columns.choices) ? frame.reading : await readWith(choices);
  const fitting = withoutUnfitTypes(last, choices, reading);
  if (fitting.differences.length > 0) {
    choices = fitting.choices;
    reading = await readWith(choices);
  }
  const differences = [...frame.differences, ...columns.differences, ...fitting.differences];
  const carried = { versionId: last.id, number: last.number, parts: Object.keys(choices), differences };
  return { reading, choices, carried };
}

/** The rows of the file: found as last time where its columns are then found again, else anew. */
async function framed(
  readWith: (choices: ReadingChoices) => Promise<Reading>,
  last: SavedReading,
): Promise<Carried & { reading: Reading }> {
  const fresh = await readWith({});
  const carried = carriedFrame(last, fresh);
  if (isEmpty(carried.choices)) return { ...carried, reading: fresh };
  const reading = await readWith(carried.choices).catch((error: unknown) => {
    if (refusedBy(error)) return null;
    throw error;
  });
  if (reading && frameFits(last, reading, fresh)) return { ...carried, reading };
  return { choices: {}, differences: [...carried.differences, { code: 'frame', args: {} }], reading: fresh };
}
