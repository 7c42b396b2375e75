import type { ReadingFormat, ReadingWarning } from '../../../rules/reading/reading.schema.ts';
import { SURE_ENOUGH, type TextEncoding } from '../text-encoding.ts';

/** One warning of a reading. */
export const note = (
  code: string,
  args: ReadingWarning['args'] = {},
  row: number | null = null,
): ReadingWarning => ({ code, row, column: null, args });

/** Says when a file is called otherwise than what it holds. */
export function nameNotes(fileName: string, usual: RegExp, content: ReadingFormat): ReadingWarning[] {
  const ending = /\.([^.\s]{1,10})$/.exec(fileName)?.[1];
  return ending === undefined || usual.test(ending) ? [] : [note('name-differs', { ending, content })];
}

/** What there is to say about how the bytes became text. */
export function encodingNotes({ label, marks, sure }: TextEncoding): ReadingWarning[] {
  const found: ReadingWarning[] = [];
  if (marks > 1) found.push(note('repeated-mark', { count: marks }, 1));
  if (sure < SURE_ENOUGH) found.push(note('encoding-guessed', { encoding: label }));
  return found;
}
