import { tmpdir } from 'node:os';
import { sqlText, withEngine } from './duckdb.ts';
import { scratchPlace } from './scratch.ts';

/** For each regular expression what the engine (RE2, in linear time) has against it; null where it takes it. */
export function checkPatterns(patterns: readonly string[]): Promise<(string | null)[]> {
  if (patterns.length === 0) return Promise.resolve([]);
  const spill = scratchPlace() ?? tmpdir();
  return withEngine({ folders: [spill], spill }, async (connection) => {
    const found: (string | null)[] = [];
    for (const pattern of patterns) {
      const refused = await connection.run(`SELECT regexp_full_match('', ${sqlText(pattern)})`).then(
        () => null,
        (error: unknown) =>
          error instanceof Error ? error.message.replace(/^.*?Error: /, '') : 'unreadable',
      );
      found.push(refused);
    }
    return found;
  });
}
