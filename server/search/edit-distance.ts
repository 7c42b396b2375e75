/** Whether one character was left out, added, exchanged for another, or two neighbours were swapped. */
export type Slip = 'left-out' | 'added' | 'exchanged' | 'swapped';

/** The one slip that makes `written` of `meant`; null where they are the same or more is needed. */
export function slipBetween(written: string, meant: string): Slip | null {
  const more = meant.length - written.length;
  if (Math.abs(more) > 1 || written === meant) return null;
  let from = 0;
  while (from < written.length && written[from] === meant[from]) from += 1;
  const rest = (text: string, skipped: number): string => text.slice(from + skipped);
  if (more === 1) return rest(meant, 1) === rest(written, 0) ? 'left-out' : null;
  if (more === -1) return rest(written, 1) === rest(meant, 0) ? 'added' : null;
  if (rest(written, 1) === rest(meant, 1)) return 'exchanged';
  const isSwapped = written[from] === meant[from + 1] && written[from + 1] === meant[from];
  return isSwapped && rest(written, 2) === rest(meant, 2) ? 'swapped' : null;
}
