import { Problem } from '../problems/problems.ts';

/** The place after the last item of a page, for lists ordered by texts (times as ISO texts) and ending with the id. */
export const encodeCursor = (key: readonly string[]): string =>
  btoa(encodeURIComponent(JSON.stringify(key)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The key that was encoded, of `length` texts; throws `invalid-cursor` for anything else. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const key: unknown = JSON.parse(
      decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))),
    );
    if (Array.isArray(key) && key.length === length && key.every((each) => typeof each === 'string'))
      return key;
  } catch {
    // Falls through: whatever was wrong with it, the caller gets the same answer.
  }
  throw new Problem('invalid-cursor');
}
