import { lateFrom } from '../../../rules/datasets/update-due.ts';
import type { UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import { DAY_KINDS, type DayKind } from '../../../rules/statistics/statistics.operations.ts';

const DAY_MS = 86_400_000;
/** +08:00, where days begin. */
const ZONE_MS = 8 * 3_600_000;

/** Which day a moment lies in, counted from 1970 in +08:00. */
export const dayOf = (moment: number): number => Math.floor((moment + ZONE_MS) / DAY_MS);
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const endOf = (day: number): number => (day + 1) * DAY_MS - ZONE_MS;

/** Per day: versions published, datasets that had promised updates, and those of them that were late at its end. */
export class DayLedger {
  readonly first: number;
  readonly updates: Uint32Array;
  readonly promised: Uint32Array;
  readonly late: Uint32Array;

  constructor(first: number, days: number) {
    this.first = first;
    this.updates = new Uint32Array(days);
    this.promised = new Uint32Array(days);
    this.late = new Uint32Array(days);
  }

  /** Share of promised days that were not late, of the last `days`; null where nothing was promised. */
  onTime(from: number, to: number): number | null {
    let [promised, late] = [0, 0];
    for (let at = Math.max(0, from - this.first); at <= to - this.first && at < this.late.length; at += 1) {
      promised += this.promised[at] ?? 0;
      late += this.late[at] ?? 0;
    }
    return promised === 0 ? null : 1 - late / promised;
  }
  updated(from: number, to: number): number {
    let sum = 0;
    for (let at = Math.max(0, from - this.first); at <= to - this.first; at += 1)
      sum += this.updates[at] ?? 0;
    return sum;
  }
  /** A letter a day: how much came, or that more than one in twenty was late. */
  kinds(days: number): string {
    const most = Math.max(1, ...this.updates.subarray(-days));
    return Array.from({ length: days }, (_, place) => {
      const at = this.updates.length - days + place;
      return String(
        DAY_KINDS.indexOf(kindOf(this.updates[at] ?? 0, most, this.late[at] ?? 0, this.promised[at] ?? 0)),
      );
    }).join('');
  }
}

const NOTED_LATE = 0.05;
const SHADES = 4;

function kindOf(updates: number, most: number, late: number, promised: number): DayKind {
  if (promised > 0 && late / promised > NOTED_LATE) return updates > 0 ? 'late' : 'missed';
  if (updates === 0) return 'none';
  return `volume-${Math.ceil((updates / most) * SHADES) as 1 | 2 | 3 | 4}`;
}

/** Writes the days of one dataset into the ledgers: `published` in the order of time, until `now`. */
export function writeDays(
  ledgers: readonly DayLedger[],
  published: readonly { at: Date; versions: number }[],
  frequency: UpdateFrequency,
  now: number,
): void {
  const [first] = ledgers;
  if (!first) return;
  const last = dayOf(now);
  for (const [place, { at, versions }] of published.entries()) {
    const came = dayOf(at.getTime());
    const next = published[place + 1]?.at.getTime();
    const lateAt = lateFrom(at, frequency);
    for (const ledger of ledgers) if (came >= first.first) add(ledger.updates, came - first.first, versions);
    if (lateAt === null) continue;
    const end = next === undefined ? last : dayOf(next) - 1;
    for (let day = Math.max(came, first.first); day <= end; day += 1) {
      // Today is judged as it is now.
      const isLate = Math.min(endOf(day), now) > lateAt;
      for (const ledger of ledgers) {
        add(ledger.promised, day - first.first, 1);
        if (isLate) add(ledger.late, day - first.first, 1);
      }
    }
  }
}

const add = (counts: Uint32Array, at: number, more: number): void => {
  counts[at] = (counts[at] ?? 0) + more;
};
