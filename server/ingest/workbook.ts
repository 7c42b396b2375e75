import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { refuse } from '../../rules/reading/refusal.ts';

export async function inspectWorkbook(
  _path: string,
  _fileName: string,
  _choices: ReadingChoices,
): Promise<Reading> {
  return refuse('unsupported-format', 'format', { format: 'zip' });
}
