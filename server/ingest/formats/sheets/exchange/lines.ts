import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';

/** Lines of decoded text, without their ends, whichever those are. Throws `too-large` for one beyond the limit. */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > READING_LIMITS.cellCharacters)
      refuse('too-large', 'cell-too-long', { row: 1, column: 1, limit: READING_LIMITS.cellCharacters });
    yield lines;
  }
  if (rest !== '') yield [rest.replace(/\r$/, '')];
}
