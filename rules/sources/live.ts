import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { cityDay } from '../time/clock.ts';

/** `append`: a delivery is added to the open period; `replace`: a delivery is the state of now. */
export const LIVE_MODES = ['append', 'replace'] as const;
export type LiveMode = (typeof LIVE_MODES)[number];
export const SEAL_PERIODS = ['hour', 'day', 'month'] as const;
export type SealPeriod = (typeof SEAL_PERIODS)[number];

/** How a live source's deliveries become rows, and when its open period is sealed into a version. */
export const LiveSetting = Type.Object(
  { mode: Literals(LIVE_MODES), sealEvery: Literals(SEAL_PERIODS) },
  { additionalProperties: false },
);
export type LiveSetting = Static<typeof LiveSetting>;

export const LIVE_LIMITS = {
  /** Rows of one delivery. */
  deliveryRows: 20_000,
  /** Rows and characters of one period: when they are reached it is sealed early, and the next one begins. */
  periodRows: 1_000_000,
  periodCharacters: 128 * 1024 * 1024,
  /** Faults of a refused delivery that are listed; the rest are counted. */
  listedFaults: 50,
} as const;

const HOUR_MS = 3_600_000;

/** The hour, day or month of the city's calendar (UTC+8, without summer time) that a moment lies in; `endsAt` is the next one's start. */
export function periodAt(at: Date, sealEvery: SealPeriod): { startsAt: Date; endsAt: Date } {
  switch (sealEvery) {
    case 'hour': {
      const start = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
      return { startsAt: new Date(start), endsAt: new Date(start + HOUR_MS) };
    }
    case 'day': {
      const startsAt = startOfDay(cityDay(at));
      return { startsAt, endsAt: new Date(startsAt.getTime() + 24 * HOUR_MS) };
    }
    case 'month': {
      const [year = 0, month = 1] = cityDay(at).split('-').map(Number);
      const next = month === 12 ? `${String(year + 1)}-01` : `${String(year)}-${two(month + 1)}`;
      return { startsAt: startOfDay(`${String(year)}-${two(month)}-01`), endsAt: startOfDay(`${next}-01`) };
    }
  }
}

const two = (month: number): string => String(month).padStart(2, '0');
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** What a period is called in the name of its file: `2026-11-23T09`, `2026-11-23`, `2026-11`. */
export function periodName(startsAt: Date, sealEvery: SealPeriod): string {
  const local = new Date(startsAt.getTime() + 8 * HOUR_MS).toISOString();
  return local.slice(0, { hour: 13, day: 10, month: 7 }[sealEvery]);
}

/** The open period as its readers see it. */
export const LivePeriodView = Type.Object({
  mode: Literals(LIVE_MODES),
  sealEvery: Literals(SEAL_PERIODS),
  startsAt: Type.String(),
  endsAt: Type.String(),
  rows: Type.Integer(),
  /** Counts the deliveries of the period that can be read. */
  revision: Type.Integer(),
  /** When the last of them came. */
  at: Type.String(),
});
export type LivePeriodView = Static<typeof LivePeriodView>;

/** How a period stands: taking deliveries; over, on its way to a version; done. */
export const PERIOD_STATES = ['open', 'sealing', 'sealed'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];
/** What a sealed period became; `empty`: nothing, its last state had no rows. */
export const PERIOD_OUTCOMES = [
  'published',
  'validated',
  'quarantined',
  'waiting',
  'unreadable',
  'empty',
] as const;
export type PeriodOutcome = (typeof PERIOD_OUTCOMES)[number];

/** A period as the source's own page lists it. */
export const SourcePeriodView = Type.Object({
  id: Type.String(),
  state: Literals(PERIOD_STATES),
  startsAt: Type.String(),
  endsAt: Type.String(),
  deliveries: Type.Integer(),
  rows: Type.Integer(),
  lastAt: Type.String(),
  outcome: Nullable(Literals(PERIOD_OUTCOMES)),
  uploadId: Nullable(Type.String()),
  versionId: Nullable(Type.String()),
});
export type SourcePeriodView = Static<typeof SourcePeriodView>;

export const DeliveryView = Type.Object({
  id: Type.String(),
  at: Type.String(),
  revision: Type.Integer(),
  rows: Type.Integer(),
});
export type DeliveryView = Static<typeof DeliveryView>;
