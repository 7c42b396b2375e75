import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { Surveyor, type Survey } from '../../rules/reading/survey.ts';
import { formatOf } from './formats/index.ts';

/** Looks through the whole file once more, now that it is known how it is read; see `surveyFile`. */
export async function surveyHere(path: string, reading: Reading, choices: ReadingChoices): Promise<Survey> {
  const surveyor = new Surveyor(reading, choices);
  await formatOf(reading).eachRow(path, reading, (row) => surveyor.row(row));
  return surveyor.end();
}
