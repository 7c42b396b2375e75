import type { FindingCount } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { countFindings, findingsOfRow } from '../../../rules/catalogue/import/row-findings.ts';
import type { Domains } from '../../../rules/catalogue/import/read-row.ts';
import type { Reader } from '../../store/database.ts';
import { bearersOf } from '../datasets/index.ts';
import type { Line } from './compare-lines.ts';

/** What tells whether a name is taken: how often each stands in the file; and which domains there are. */
export interface FileNames {
  names: ReadonlyMap<string, number>;
  domains: Domains;
}

/** What lines that come onto the list will lack there: code of the finding → how often, in the order of the lines. */
export async function lackingOfLines(
  db: Reader,
  lines: readonly Line[],
  { names, domains }: FileNames,
): Promise<Record<string, number>[]> {
  const bearers = await bearersOf(
    db,
    lines.map(({ row }) => row.name),
  );
  return lines.map(({ row, entry }) => {
    if (!row.listed) return {};
    const others = (bearers.get(row.name) ?? []).filter((id) => id !== entry?.view.id);
    const nameIsTaken = others.length > 0 || (names.get(row.name) ?? 0) > 1;
    return countFindings(findingsOfRow(row, { domains, nameIsTaken }));
  });
}

/** Adds up what datasets lack. */
export class FindingTotals {
  readonly #totals = new Map<string, FindingCount>();

  add(lacking: Record<string, number>): void {
    for (const [code, times] of Object.entries(lacking)) {
      const total = this.#totals.get(code) ?? { code, datasets: 0, times: 0 };
      this.#totals.set(code, { code, datasets: total.datasets + 1, times: total.times + times });
    }
  }

  /** The most frequent first. */
  counts(): FindingCount[] {
    return [...this.#totals.values()].sort(
      (a, b) => b.datasets - a.datasets || a.code.localeCompare(b.code, 'en'),
    );
  }
}
