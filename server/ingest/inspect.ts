import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { refuseSideFile } from './formats/geo/side-files.ts';
import { formatFor } from './formats/index.ts';
import { identify } from './formats/identify.ts';

/** Reads a whole file in this thread; see `inspectFile` for the promise it keeps. */
export async function inspectHere(
  path: string,
  fileName: string,
  choices: ReadingChoices = {},
): Promise<Reading> {
  const kind = await identify(path);
  await refuseSideFile(path, fileName);
  return formatFor(kind).inspect(path, fileName, choices);
}
