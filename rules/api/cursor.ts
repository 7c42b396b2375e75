import { Problem } from '../problems/problems.ts';
import { isId } from './views.ts';

/** The place after the last item of a page, for lists ordered by texts (times as ISO texts) and ending with the id. */
export const encodeCursor = (key: readonly string[]): string =>
  btoa(encodeURIComponent(JSON.stringify(key)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** No column of a list holds a NUL, and the store takes none in a question. */
const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');

/** The key that was encoded, of `length` texts; throws `invalid-cursor` for anything else. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const key: unknown = JSON.parse(
      decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))),
    );
    if (Array.isArray(key) && key.length === length && key.every(isText)) return key;
  } catch {
    // Falls through: whatever was wrong with it, the caller gets the same answer.
  }
  throw new Problem('invalid-cursor');
}

/** The id after which a list ordered by ids goes on; null from its beginning on. Throws `invalid-cursor`. */
export function idAfter(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id = ''] = decodeCursor(cursor, 1);
  if (!isId(id)) throw new Problem('invalid-cursor');
  return id;
}

/** The text and the id after which a list ordered by both goes on; null from its beginning on. Throws `invalid-cursor`. */
export function textAndIdAfter(cursor: string | undefined): [text: string, id: string] | null {
  if (cursor === undefined) return null;
  const [text = '', id = ''] = decodeCursor(cursor, 2);
  if (!isId(id)) throw new Problem('invalid-cursor');
  return [text, id];
}

/** A page of what was found and the cursor of the next; one more than `limit` was asked for to know whether there is one. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  keyOf: (last: Row) => readonly string[],
): { shown: Row[]; next: string | null } {
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last ? encodeCursor(keyOf(last)) : null };
}
