import type { FigureRow, Figures, Statistics } from '../../../rules/statistics/statistics.operations.ts';
import { lateFrom } from '../../../rules/datasets/update-due.ts';
import type { Profile } from '../../../rules/profile/profile.schema.ts';
import type { Listed } from '../../open-list/listed.ts';
import { dateOf, DayLedger, dayOf, writeDays } from './day-ledger.ts';
import type { PublishedDay } from './published-days.queries.ts';

export const DAYS_SHOWN = 84;
const RECENT_DAYS = 30;
const MONTHS = 12;
/** As far back as the months that are shown. */
export const DAYS_KEPT = 366;

interface Part {
  name: string;
  nameEn: string;
  figures: Figures;
  ledger: DayLedger;
}

export const noFigures = (): Figures => ({
  ...{ listed: 0, unconditional: 0, conditional: 0, closed: 0, suspended: 0, withData: 0, rows: 0 },
  ...{ promised: 0, late: 0, onTime: null, updates: 0, fields: 0, described: 0, cells: 0, empty: 0 },
});

/** All figures of the open list at one moment. */
export function computeStatistics(
  datasets: readonly Listed[],
  published: readonly PublishedDay[],
  { domains }: Profile,
  now: Date,
): Omit<Statistics, 'uses'> {
  const today = dayOf(now.getTime());
  const first = today - DAYS_KEPT + 1;
  const newPart = (name: string, nameEn: string): Part => ({
    ...{ name, nameEn, figures: noFigures() },
    ledger: new DayLedger(first, DAYS_KEPT),
  });
  const total = newPart('', '');
  const parts = {
    publishers: new Map<string, Part>(),
    domains: new Map<string, Part>(),
    districts: new Map<string, Part>(),
  };
  const partOf = (of: Map<string, Part>, key: string, name: string, nameEn: string): Part => {
    const part = of.get(key) ?? newPart(name, nameEn);
    of.set(key, part);
    return part;
  };
  const days = Map.groupBy(published, ({ datasetId }) => datasetId);
  for (const dataset of datasets) {
    const { publisher, domain } = dataset;
    const names = domains.find(({ code }) => code === domain)?.name;
    const own = [total, partOf(parts.publishers, publisher.code, publisher.name, publisher.nameEn)];
    if (domain !== '') own.push(partOf(parts.domains, domain, names?.['zh-CN'] ?? domain, names?.en ?? ''));
    if (publisher.district !== null)
      own.push(partOf(parts.districts, publisher.district, publisher.district, ''));
    for (const { figures } of own) count(figures, dataset, now.getTime());
    if (dataset.state === 'open') {
      const ledgers = own.map(({ ledger }) => ledger);
      writeDays(ledgers, days.get(dataset.id) ?? [], dataset.frequency, now.getTime());
    }
  }
  const rowsOf = (of: Map<string, Part>): FigureRow[] =>
    [...of]
      .map(([key, part]) => rowOf(key, part, today))
      .sort((one, other) => other.figures.listed - one.figures.listed || (one.key < other.key ? -1 : 1));
  return {
    at: now.toISOString(),
    total: rowOf('', total, today).figures,
    publishers: rowsOf(parts.publishers),
    domains: rowsOf(parts.domains),
    districts: rowsOf(parts.districts),
    months: monthsOf(datasets, total.ledger, today),
    days: Array.from({ length: DAYS_SHOWN }, (_, place) => {
      const day = today - DAYS_SHOWN + 1 + place;
      return { date: dateOf(day), updates: total.ledger.updated(day, day) };
    }),
  };
}

function count(figures: Figures, dataset: Listed, now: number): void {
  const { openClass, state, served, fields, dataUpdatedAt, frequency } = dataset;
  figures.listed += 1;
  figures[openClass] += 1;
  if (state === 'suspended') figures.suspended += 1;
  figures.fields += fields.length;
  figures.described += fields.filter(({ described }) => described).length;
  const lateAt = state === 'open' && dataUpdatedAt ? lateFrom(dataUpdatedAt, frequency) : null;
  if (lateAt !== null) figures.promised += 1;
  if (lateAt !== null && now > lateAt) figures.late += 1;
  if (!served) return;
  const { rows, columns } = served.manifest;
  figures.withData += 1;
  figures.rows += rows;
  figures.cells += rows * columns.length;
  figures.empty += columns.reduce((sum, { profile }) => sum + profile.nulls, 0);
}

function rowOf(key: string, { name, nameEn, figures, ledger }: Part, today: number): FigureRow {
  const from = today - RECENT_DAYS + 1;
  return {
    ...{ key, name, nameEn },
    figures: { ...figures, onTime: ledger.onTime(from, today), updates: ledger.updated(from, today) },
    days: ledger.kinds(DAYS_SHOWN),
  };
}

function monthsOf(datasets: readonly Listed[], ledger: DayLedger, today: number): Statistics['months'] {
  const thisMonth = new Date(`${dateOf(today).slice(0, 7)}-01T00:00:00+08:00`);
  return Array.from({ length: MONTHS }, (_, place) => {
    const start = monthsLater(thisMonth, place - MONTHS + 1);
    const end = monthsLater(start, 1);
    const before = (moment: Date | null): boolean => moment !== null && moment < end;
    const [from, to] = [dayOf(start.getTime()), Math.min(today, dayOf(end.getTime()) - 1)];
    return {
      month: dateOf(from).slice(0, 7),
      listed: datasets.filter(({ listedAt }) => before(listedAt)).length,
      opened: datasets.filter(({ openedAt }) => before(openedAt)).length,
      updates: ledger.updated(from, to),
      onTime: ledger.onTime(from, to),
    };
  });
}

/** Months begin at midnight in +08:00, which is another day in UTC. */
function monthsLater(start: Date, months: number): Date {
  const day = new Date(start.getTime() + 8 * 3_600_000);
  day.setUTCMonth(day.getUTCMonth() + months);
  return new Date(day.getTime() - 8 * 3_600_000);
}
