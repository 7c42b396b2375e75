/** What makes a closer look at the use of a grant worth more. */
export interface RiskSigns {
  /** Approved in one pass, to be supervised more closely (`plan2023-2.4`). */
  isFastTrack: boolean;
  /** Reports on its use that were late. */
  lateReports: number;
  /** How often it was restricted or suspended. */
  measures: number;
  /** Records of misconduct of its data user. */
  records: number;
  /** In the last 30 days. */
  calls: number;
  /** How often it was checked before. */
  checks: number;
}

const MOST_COUNTED = 3;
const few = (count: number): number => Math.min(count, MOST_COUNTED);

/** How much more often than a quiet grant that was checked before one is to be drawn: 1 to 26. */
export const riskOf = ({ isFastTrack, lateReports, measures, records, calls, checks }: RiskSigns): number =>
  1 +
  (isFastTrack ? 4 : 0) +
  2 * few(lateReports) +
  2 * few(measures) +
  2 * few(records) +
  few(Math.floor(Math.log10(calls + 1))) / 3 +
  (checks === 0 ? 2 : 0);

export interface Candidate {
  id: string;
  weight: number;
}

/**
 * Draws without putting back, each candidate by its weight: the greatest of chance^(1/weight), where `chanceOf` answers a
 * number in (0, 1) for an id. The same numbers draw the same, in whatever order the candidates come.
 */
export const drawn = (
  candidates: readonly Candidate[],
  count: number,
  chanceOf: (id: string) => number,
): string[] =>
  candidates
    .map(({ id, weight }) => ({ id, key: chanceOf(id) ** (1 / weight) }))
    .sort((one, other) => other.key - one.key || one.id.localeCompare(other.id))
    .slice(0, count)
    .map(({ id }) => id);
