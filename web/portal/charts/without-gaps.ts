import type { ChartRow } from './chart-picture.ts';
import type { ChartSpec } from './chart-spec.ts';

const MOST_PLACES = 400;

/** The place of a row on an axis that counts, and the row of a place; null where places do not count. */
interface Counting {
  of(row: ChartRow): number;
  at(place: number): ChartRow;
}

const ONE: Counting = { of: ({ k1 }) => Number(k1), at: (place) => ({ k1: place }) };
const MONTHS: Counting = {
  of: ({ k1, k2 }) => Number(k1) * 12 + Number(k2) - 1,
  at: (place) => ({ k1: Math.floor(place / 12), k2: (place % 12) + 1 }),
};
const DAY_MS = 86_400_000;
const DAYS: Counting = {
  of: ({ k1 }) => Date.parse(String(k1).slice(0, 10)) / DAY_MS,
  at: (place) => ({ k1: new Date(place * DAY_MS).toISOString().slice(0, 10) }),
};

function countingOf({ kind, cut }: ChartSpec): Counting | null {
  if (kind === 'histogram') return ONE;
  if (kind !== 'line') return null;
  if (cut === 'month') return MONTHS;
  if (cut === 'day') return DAYS;
  return cut === '' ? null : ONE;
}

/** Where nothing was counted stands a zero, so that an empty month is seen; averages have gaps. */
export function withoutGaps(rows: readonly ChartRow[], spec: ChartSpec): readonly ChartRow[] {
  const counting = countingOf(spec);
  if (!counting || spec.group !== '' || (spec.measure !== 'count' && spec.measure !== 'sum')) return rows;
  const known = new Map(rows.map((row) => [counting.of(row), row]));
  const places = [...known.keys()];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  // A wrong date in a far year must not make a million empty places.
  if (!(last - first < MOST_PLACES)) return rows;
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const place = first + step;
    return known.get(place) ?? { ...counting.at(place), v: 0 };
  });
}
