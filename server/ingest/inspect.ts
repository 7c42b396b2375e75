import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { formatFor } from './formats/index.ts';
import { identify } from './formats/identify.ts';

/** Reads a whole file in this thread; see `inspectFile` for the promise it keeps. */
export const inspectHere = async (
  path: string,
  fileName: string,
  choices: ReadingChoices = {},
): Promise<Reading> => formatFor(await identify(path)).inspect(path, fileName, choices);
