import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { refuse } from '../../rules/reading/refusal.ts';
import { refuseSideFile } from './formats/geo/side-files.ts';
import { formatFor } from './formats/index.ts';
import { identify } from './formats/identify.ts';
import { surveyHere } from './survey.ts';

/** Reads a whole file in this thread; see `inspectFile` for the promise it keeps. */
export async function inspectHere(
  path: string,
  fileName: string,
  choices: ReadingChoices = {},
): Promise<Reading> {
  const kind = await identify(path);
  await refuseSideFile(path, fileName);
  const format = formatFor(kind);
  const reading = await format.inspect(path, fileName, choices);
  requireTable(reading, choices.table);
  const { leaveOut = [] } = choices;
  if (leaveOut.length === 0) return reading;
  const survey = await surveyHere(path, reading, choices);
  const ruledOutRows = leaveOut.flatMap((rule) => survey[rule]).sort((a, b) => a - b);
  if (ruledOutRows.length === 0) return reading;
  const leftOutRows = [...new Set([...(choices.leftOutRows ?? []), ...ruledOutRows])];
  const ruled = await format.inspect(path, fileName, { ...choices, leftOutRows });
  return { ...ruled, plan: { ...ruled.plan, ruledOutRows } };
}

/** Formats of one table need not look which one is asked for. */
function requireTable({ tables }: Reading, table: number | undefined): void {
  if (table !== undefined && !tables.some(({ number }) => number === table))
    refuse('invalid-input', 'no-such-table', { number: table, count: tables.length });
}
