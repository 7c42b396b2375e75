export interface TextDifference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const paragraphs = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Two texts paragraph by paragraph, in order: what stayed, what is new, what went (longest common subsequence). */
export function textDifferences(before: string, after: string): TextDifference[] {
  const [old, now] = [paragraphs(before), paragraphs(after)];
  const common = commonLengths(old, now);
  const found: TextDifference[] = [];
  let [a, b] = [0, 0];
  while (a < old.length || b < now.length) {
    const [gone, come] = [old[a], now[b]];
    if (gone !== undefined && gone === come) {
      found.push({ kind: 'same', text: gone });
      a += 1;
      b += 1;
    } else if (gone !== undefined && (come === undefined || at(common, a + 1, b) >= at(common, a, b + 1))) {
      found.push({ kind: 'removed', text: gone });
      a += 1;
    } else {
      found.push({ kind: 'added', text: come ?? '' });
      b += 1;
    }
  }
  return found;
}

const at = (table: readonly number[][], a: number, b: number): number => table[a]?.[b] ?? 0;

/** For each pair of places, how many paragraphs the rests have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let a = old.length - 1; a >= 0; a -= 1)
    for (let b = now.length - 1; b >= 0; b -= 1) {
      const row = table[a];
      if (!row) continue;
      row[b] =
        old[a] === now[b] ? at(table, a + 1, b + 1) + 1 : Math.max(at(table, a + 1, b), at(table, a, b + 1));
    }
  return table;
}
