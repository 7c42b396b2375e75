export const FAILURES_BEFORE_LOCK_OUT = 5;
const FIRST_LOCK_OUT_MINUTES = 15;
const LONGEST_LOCK_OUT_MINUTES = 24 * 60;

/** How long an account stays locked after so many failures in a row, in minutes: 15 after five, then doubling. */
export function lockOutMinutes(failures: number): number {
  if (failures < FAILURES_BEFORE_LOCK_OUT) return 0;
  const doublings = Math.min(failures - FAILURES_BEFORE_LOCK_OUT, 10);
  return Math.min(FIRST_LOCK_OUT_MINUTES * 2 ** doublings, LONGEST_LOCK_OUT_MINUTES);
}
