import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../rules/api/cursor.ts';
import { standingClock } from '../../rules/time/clock.ts';
import { OPERATIONS } from '../operations.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';

// Nobody's requests are used up: from list to list, time goes on.
const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
let platform: Platform;
let tokens: string[];
beforeAll(async () => {
  platform = await testPlatform({ clock });
  const { editor, operator } = platform.tokens;
  tokens = [editor, operator, await platform.person('audit-administrator'), await platform.person('expert')];
}, 60_000);
afterAll(() => platform.close());

const ID = '01a00000-0000-7000-8000-000000000000';
const PARTS = ['', 'x', '\0', '\ud800', '2026-13-45T99:99:99.999Z', ID];
const keysOf = (length: number): string[][] =>
  length === 0 ? [[]] : keysOf(length - 1).flatMap((key) => PARTS.map((part) => [...key, part]));
// As JSON, since half a character can be in no address.
const forged = (key: readonly string[]): string =>
  key.some((part) => part.includes('\ud800')) ? btoa(JSON.stringify(key)) : encodeCursor(key);
const CURSORS = [1, 2, 3].flatMap(keysOf).map(forged);

const LISTS = OPERATIONS.map(({ operation }) => operation).filter(
  ({ query, path }) => 'cursor' in query.properties && !path.includes('{'),
);

describe('a cursor that no list gave out', () => {
  it.each(LISTS.map(({ path }) => path))(
    'given any made-up place, when %s is read from there, then it answers or says that the cursor is none, never a fault',
    async (path) => {
      clock.advance(600_000);
      const answers = new Set<number>();
      for (const cursor of CURSORS) {
        const url = `/api/v1${path}?cursor=${encodeURIComponent(cursor)}`;
        for (const token of tokens) {
          const { statusCode } = await platform.app.inject({
            url,
            headers: { authorization: `Bearer ${token}` },
          });
          answers.add(statusCode);
        }
      }
      expect([...answers].filter((status) => ![200, 400, 403].includes(status))).toEqual([]);
      expect(answers).toContain(400);
    },
  );
});
