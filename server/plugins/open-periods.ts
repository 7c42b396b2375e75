import type { LivePeriodView } from '../../rules/sources/live.ts';
import type { Services } from '../context.ts';
import type { EngineTable } from '../engine/index.ts';

/** What can be read of the newest period of a live dataset, as of its last revision. */
export interface OpenPeriod {
  id: string;
  /** Periods follow each other. */
  openedAt: Date;
  view: LivePeriodView;
  table: EngineTable;
}

const KNOWN = new WeakMap<object, Map<string, OpenPeriod>>();

/** What of a dataset is live; undefined also where the period began while the dataset's data were closed (`xz-14-1`). */
export function openPeriodOf(
  services: Pick<Services, 'db'>,
  { id, withheldBefore }: { id: string; withheldBefore: Date | null },
): OpenPeriod | undefined {
  const period = openPeriodsOf(services).get(id);
  return period && isWithheld(period, withheldBefore) ? undefined : period;
}

/** Whether rows of the period came before the data were processed so that they may be open. */
export const isWithheld = (
  { openedAt }: Pick<OpenPeriod, 'openedAt'>,
  withheldBefore: Date | null,
): boolean => withheldBefore !== null && openedAt < withheldBefore;

/**
 * By dataset id. This process is the only one of its store, so that it knows them all without asking: datasets that are
 * not live cost a look into a map.
 */
export function openPeriodsOf({ db }: Pick<Services, 'db'>): Map<string, OpenPeriod> {
  const known = KNOWN.get(db);
  if (known) return known;
  const fresh = new Map<string, OpenPeriod>();
  KNOWN.set(db, fresh);
  return fresh;
}
