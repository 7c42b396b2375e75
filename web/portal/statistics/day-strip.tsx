import { DAY_KINDS, type FigureRow } from '../../../rules/statistics/statistics.operations.ts';
import { FreshnessStrip, type FreshDay } from '../../design/freshness.tsx';
import { useT } from '../../design/language.tsx';

const DAY_MS = 86_400_000;

/** The days of a row, the last of which is that of `at`. */
function daysOf(letters: string, at: string): FreshDay[] {
  const last = Date.parse(at) + 8 * 3_600_000;
  return [...letters].map((letter, place) => ({
    date: new Date(last - (letters.length - 1 - place) * DAY_MS).toISOString().slice(0, 10),
    kind: DAY_KINDS[Number(letter)] ?? 'none',
  }));
}

const LATE: readonly string[] = ['late', 'missed'];

/** How fresh a group was, a cell a day. */
export function DayStrip({ row, at }: { row: Pick<FigureRow, 'days'>; at: string }) {
  const t = useT();
  const days = daysOf(row.days, at);
  const late = days.filter(({ kind }) => LATE.includes(kind)).length;
  const updated = days.filter(({ kind }) => kind.startsWith('volume') || kind === 'late').length;
  return (
    <FreshnessStrip narrow days={days} label={t('statistics.strip', { days: days.length, updated, late })} />
  );
}
