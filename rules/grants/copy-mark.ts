/** Below it too few rows could be kept back to tell one copy from another. */
const SMALLEST = 20_000;
const LARGEST_SHARE = 0.005;
/** Kept back of large tables: enough that a tenth of a copy still says whose it is. */
const ROWS_KEPT_BACK = 200;

/** Which share of so many rows is kept back from a recipient to mark the copies; null: such a table is not marked. */
export const markShareFor = (rows: number): number | null =>
  rows < SMALLEST ? null : Math.min(LARGEST_SHARE, ROWS_KEPT_BACK / rows);

/** Of all that a file is compared with together: how likely it may be that anybody is named who is not meant. */
const MOST_FALSE = 1e-6;

/**
 * How likely at most `seen` of `rows` rows are among those kept back, of which there is `share`, for somebody who has
 * nothing to do with the file: whatever rows it holds, they were not chosen by that person's secret key.
 */
export function likelihoodByChance(rows: number, seen: number, share: number): number {
  if (seen >= rows * share) return 1;
  let term = rows * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let count = 1; count <= seen; count += 1) {
    term += Math.log((rows - count + 1) / count) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** What the rows of a file say of one recipient. */
export interface Suspect<R> {
  recipient: R;
  /** As {@link likelihoodByChance} says. */
  byChance: number;
}

interface Verdict<R> {
  /** null: nobody can be told from the others. */
  recipient: R | null;
  /** 0 to 1: how certain it is that nobody is named by chance. */
  confidence: number;
}

/** The only recipient for whom chance does not do, whoever else was looked at in `tests` tests. */
export function verdictOf<R>(suspects: readonly Suspect<R>[], tests: number): Verdict<R> {
  const [only, ...others] = suspects.filter(({ byChance }) => byChance * tests <= MOST_FALSE);
  if (!only || others.length > 0) return { recipient: null, confidence: 0 };
  return { recipient: only.recipient, confidence: 1 - only.byChance * tests };
}
