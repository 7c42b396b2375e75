import type { ColumnType } from '../reading/reading.schema.ts';

/** How the values of a column are cut for a histogram: numbers by a round step, dates by a part of the calendar. */
export type Cut =
  { by: 'step'; step: number } | { by: 'calendar'; unit: 'day' | 'month' | 'year' | 'decade' };

const MOST_BINS = 24;
const DAY_MS = 86_400_000;
const UNITS = [
  ['day', 1],
  ['month', 30],
  ['year', 365],
] as const;

/** The cut by which values from `min` to `max` (as text) make at most 24 bins; null where there is nothing to cut. */
export function cutOf(type: ColumnType, min: string | null, max: string | null): Cut | null {
  if (min === null || max === null) return null;
  if (type === 'integer' || type === 'decimal') return stepOf(Number(min), Number(max), type);
  if (type !== 'date' && type !== 'datetime') return null;
  const days = (Date.parse(max.slice(0, 10)) - Date.parse(min.slice(0, 10))) / DAY_MS;
  if (Number.isNaN(days) || days <= 0) return null;
  const unit = UNITS.find(([, length]) => days / length < MOST_BINS - 1)?.[0];
  // Between a year 1 and a year 9999 lies an error, no distribution.
  return days / 3652 < MOST_BINS * 2 ? { by: 'calendar', unit: unit ?? 'decade' } : null;
}

/** 1, 2 or 5 times a power of ten: edges that people can read. */
function stepOf(min: number, max: number, type: 'integer' | 'decimal'): Cut | null {
  const width = (max - min) / (MOST_BINS - 1);
  // Closer to each other than doubles of their size can tell.
  const least = Math.max(Math.abs(min), Math.abs(max)) * 1e-12;
  if (!Number.isFinite(width) || width <= least) return null;
  const power = 10 ** Math.floor(Math.log10(width));
  const step = ([1, 2, 5, 10].find((times) => times * power >= width) ?? 10) * power;
  return { by: 'step', step: type === 'integer' ? Math.max(1, step) : step };
}
