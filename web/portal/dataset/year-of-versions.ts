import type { FreshDay, FreshnessKind } from '../../design/freshness.tsx';

const DAYS = 364;
const DAY_MS = 86_400_000;
const SHADES: readonly FreshnessKind[] = ['none', 'volume-2', 'volume-3', 'volume-4'];

/** The last 52 weeks up to `today`, shaded by how many versions each day brought; `dayOf` names a moment's day. */
export function yearOfVersions(
  publishedAt: readonly string[],
  today: string,
  dayOf: (moment: string) => string,
): FreshDay[] {
  const counts = new Map<string, number>();
  for (const moment of publishedAt) counts.set(dayOf(moment), (counts.get(dayOf(moment)) ?? 0) + 1);
  const last = Date.parse(`${dayOf(today)}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, place) => {
    const date = new Date(last - (DAYS - 1 - place) * DAY_MS).toISOString().slice(0, 10);
    const count = Math.min(counts.get(date) ?? 0, SHADES.length - 1);
    return { date, kind: SHADES[count] ?? 'none' };
  });
}
