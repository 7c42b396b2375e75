import type { Uses } from '../../../rules/statistics/statistics.operations.ts';
import type { Services } from '../../context.ts';
import type { DayOfUse } from '../../engine/index.ts';
import { openListBookOf } from '../../open-list/open-list-book.ts';
import { dateOf, dayOf } from './day-ledger.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST = 12;

/** What was called and downloaded in the last 30 days, of the datasets that are on the list; null while nothing was. */
export async function readUses(services: Services): Promise<Uses | null> {
  const { access, clock } = services;
  const now = clock.now();
  const today = dayOf(now.getTime());
  const { since, days } = await access.uses(new Date(now.getTime() - DAYS * DAY_MS));
  const dates = Array.from({ length: DAYS }, (_, place) => dateOf(today - DAYS + 1 + place));
  const { datasets } = await openListBookOf(services).now();
  const byDataset = Map.groupBy(days, ({ dataset }) => dataset);
  const most = [...byDataset]
    .flatMap(([id, own]) => {
      const dataset = datasets.get(id);
      if (!dataset) return [];
      const byDay = new Map(own.map((each) => [each.day, each.calls + each.downloads]));
      const { code, name, openClass } = dataset;
      return [
        { ...{ code, name, openClass }, ...sums(own), days: dates.map((date) => byDay.get(date) ?? 0) },
      ];
    })
    .sort((one, other) => other.calls + other.downloads - one.calls - one.downloads)
    .slice(0, MOST);
  if (most.length === 0) return null;
  const onDay = Map.groupBy(days, ({ day }) => day);
  return {
    since: since.toISOString(),
    ...sums(days),
    days: dates.map((date) => ({ date, ...sums(onDay.get(date) ?? []) })),
    most,
  };
}

const sums = (days: readonly DayOfUse[]): { calls: number; downloads: number } => ({
  calls: days.reduce((sum, { calls }) => sum + calls, 0),
  downloads: days.reduce((sum, { downloads }) => sum + downloads, 0),
});
