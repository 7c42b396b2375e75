import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { inspectDelimited } from './delimited.ts';
import { fileKind } from './file-kind.ts';
import { inspectWorkbook } from './workbook.ts';

/** Reads a whole file in this thread; see `inspectFile` for the promise it keeps. */
export async function inspectHere(
  path: string,
  fileName: string,
  choices: ReadingChoices = {},
): Promise<Reading> {
  const kind = await fileKind(path);
  return kind === 'zip'
    ? inspectWorkbook(path, fileName, choices)
    : inspectDelimited(path, fileName, choices);
}
