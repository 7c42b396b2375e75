import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import type { Survey } from '../../rules/reading/survey.ts';
import { convertWith, type Converted, type ConvertOptions } from './convert.ts';
import type { Sample, SamplePage } from './sample.ts';
import { TaskPool } from './task-pool.ts';
import type { EncodingCandidate } from './text-encoding.ts';

export type { Converted, ConvertOptions } from './convert.ts';
export type { Sample } from './sample.ts';
export type { EncodingCandidate } from './text-encoding.ts';

const pool = new TaskPool(2);

/**
 * Reads a whole file and says what it is: format, encoding, dialect, rows by role, columns with types, and what was
 * noticed. `fileName` is what the sender called it. Throws Problem `unsupported-format`, `unreadable-file` or
 * `too-large` with `reason`, `args` and where known `row` and `column`; `refusalDetail` makes the sentence.
 */
export const inspectFile = (path: string, fileName: string, choices: ReadingChoices = {}): Promise<Reading> =>
  pool.run('inspect', path, fileName, choices);

/** Rows of the file from `offset` on (0 is the first), or those named, each with its role, its cells as written and as typed. */
export const sampleFile = (
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  page: SamplePage,
): Promise<Sample> => pool.run('sample', path, reading, choices, page);

/** What the whole file holds, row by row: its map, values that stand out of their columns, rows of sums. */
export const surveyFile = (path: string, reading: Reading, choices: ReadingChoices): Promise<Survey> =>
  pool.run('survey', path, reading, choices);

/** The encodings that a text file may be in, the one that `inspectFile` takes first; four at most. */
export const encodingCandidates = (path: string): Promise<EncodingCandidate[]> => pool.run('encodings', path);

/** Writes the table as typed Parquet at `outPath` and profiles it; see `convertWith`. */
export const convertFile = (
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  outPath: string,
  options: ConvertOptions = {},
): Promise<Converted> =>
  convertWith((...args) => pool.run('normalise', ...args), path, reading, choices, outPath, options);

/** Ends the reading threads. They do not keep the process alive; tests and an orderly stop may still want it. */
export const closeIngest = (): Promise<void> => pool.close();

export { keepScratchHere as keepScratchIn } from './scratch.ts';
export { checkPatterns } from './check-patterns.ts';
export { ALL_LOOKED_AT_ROWS, lookInto } from './look-into.ts';
export { writeTable } from './write-table.ts';
export { convertClean } from './convert.ts';
export { cleanLine } from './normalise.ts';
export { compareTables, sumColumns } from './compare-tables.ts';
