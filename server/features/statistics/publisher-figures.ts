import { lateFrom } from '../../../rules/datasets/update-due.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { getPublisherFigures, LateDataset } from '../../../rules/statistics/statistics.operations.ts';
import { openListBookOf } from '../../open-list/open-list-book.ts';
import type { Listed } from '../../open-list/listed.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { listBodies } from '../bodies/index.ts';
import { DAYS_SHOWN, noFigures } from './compute-statistics.ts';
import { statisticsNow } from './remembered-statistics.ts';

const MOST_LATE = 50;
/** A day's delay is none, so that it was due a day before it is late. */
const GRACE_MS = 86_400_000;

export const publisherFigures: UseCase<typeof getPublisherFigures> = async ({ services }, { code }) => {
  const { publishers, at } = await statisticsNow(services);
  const row = publishers.find(({ key }) => key === code) ?? (await withoutDatasets(services.db, code));
  const { datasets } = await openListBookOf(services).now();
  const now = services.clock.now().getTime();
  const late = [...datasets.values()]
    .flatMap((dataset) => (dataset.publisher.code === code ? (lateOf(dataset, now) ?? []) : []))
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  return { at, row, late: late.slice(0, MOST_LATE) };
};

async function withoutDatasets(db: Parameters<typeof listBodies>[0], code: string) {
  const body = (await listBodies(db)).find((each) => each.code === code);
  if (!body) throw new Problem('not-found');
  const { name, nameEn } = body;
  return { key: code, name, nameEn, figures: noFigures(), days: '0'.repeat(DAYS_SHOWN) };
}

function lateOf({ code, name, state, frequency, dataUpdatedAt }: Listed, now: number): LateDataset | null {
  const lateAt = state === 'open' && dataUpdatedAt ? lateFrom(dataUpdatedAt, frequency) : null;
  if (lateAt === null || !dataUpdatedAt || now <= lateAt) return null;
  const dueAt = new Date(lateAt - GRACE_MS).toISOString();
  return { code, name, updateFrequency: frequency, dataUpdatedAt: dataUpdatedAt.toISOString(), dueAt };
}
