import { copiedRow } from '../../../../rules/grants/copied-cell.ts';
import type { DigestedRows } from '../../../engine/row-digests.ts';

/** Gathers the rows of a copy, as texts that every program leaves alike; chunks come as columns. */
export function copiedRows(columns: readonly (readonly (string | null)[])[], into: Set<string>): void {
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row += 1) into.add(copiedRow(columns.map((column) => column[row] ?? null)));
}

/** Which rows of a table a copy holds. Only rows that are told from all others by what the copy has of them count. */
export function recognising(copied: ReadonlySet<string>): { take: DigestedRows; digests(): Buffer } {
  const found = new Map<string, string | null>();
  const take: DigestedRows = ([digests = [], ...fields]) => {
    for (const [row, digest] of digests.entries()) {
      const text = copiedRow(fields.map((column) => column[row] ?? null));
      if (!copied.has(text)) continue;
      const before = found.get(text);
      found.set(text, before === undefined || before === digest ? digest : null);
    }
  };
  return {
    take,
    digests: () => Buffer.from([...found.values()].filter((each) => each !== null).join(''), 'hex'),
  };
}
