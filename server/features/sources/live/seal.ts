import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { originalNames } from '../../../../rules/reading/saved-reading.ts';
import { periodName, type PeriodOutcome } from '../../../../rules/sources/live.ts';
import type { Services } from '../../../context.ts';
import { failPoint } from '../../../store/fail-points.ts';
import { isWithheld } from '../../../plugins/open-periods.ts';
import type { Trx } from '../../../store/database.ts';
import { systemCall } from '../../../system-call.ts';
import { findDataset } from '../../datasets/index.ts';
import { recordEvent } from '../../events/index.ts';
import { inspectUpload, receivePulled, takeIf } from '../../uploads/index.ts';
import { findVersion, validateVersion, type DataVersion } from '../../versions/index.ts';
import { publishPulled } from '../publish-pulled.ts';
import { findSource, type Source } from '../source.queries.ts';
import { csvLine } from './deliver.ts';
import { liveTablesOf } from './live-tables.ts';
import {
  deleteOldDeliveries,
  deliveredRows,
  emptyDeliveries,
  lockPeriod,
  nextSealing,
  saveOriginal,
  saveSealed,
  type Period,
} from './period.queries.ts';

/** That a delivery came is known so long; its rows are in a version by then. */
const DELIVERIES_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Makes data versions of the periods of a source that are over, in their order, by the way of every file: original,
 * reading, Parquet, rules, publication as the source was approved for. Each step is done once however often it is
 * begun; until a version is published its rows are served from the period.
 */
export async function sealPeriods(services: Services, sourceId: string): Promise<void> {
  for (;;) {
    const period = await nextSealing(services.db, sourceId);
    const source = period && (await findSource(services.db, sourceId));
    if (!source) return;
    await sealOne(services, source, period);
    await liveTablesOf(services).forget(period);
  }
}

async function sealOne(services: Services, source: Source, period: Period): Promise<void> {
  if (period.rows === 0) return end(services, period, { outcome: 'empty', versionId: null });
  const like = await findVersion(services.db, period.likeVersionId);
  if (!like) throw new Error(`no version ${period.likeVersionId}`);
  const uploadId = period.uploadId ?? (await enterOriginal(services, source, { period, like }));
  failPoint('live.entered');
  await inspectUpload(services, uploadId);
  const taken = await takeIf(services, uploadId, ({ reading }) => isAsDelivered(reading, period, like));
  if (taken.outcome !== 'taken') return end(services, period, taken);
  const { versionId } = taken;
  await validateVersion(services, versionId);
  failPoint('live.validated');
  const dataset = await findDataset(services.db, period.datasetId);
  if (isWithheld(period, dataset?.withheldBefore ?? null)) {
    // Closed while they came: what is made of them is for a person to decide (`xz-14-1`).
    const judged = (await findVersion(services.db, versionId))?.state === 'quarantined';
    return end(services, period, { outcome: judged ? 'quarantined' : 'validated', versionId });
  }
  const outcome = await publishPulled(services, source, versionId, (trx) =>
    enterEnd(trx, services, period, { outcome: 'published', versionId }),
  );
  failPoint('live.published');
  await end(services, period, { outcome, versionId });
}

interface Sealing {
  period: Period;
  like: DataVersion;
}

/** The period's rows, as they came and in their order, become a file of the dataset. */
async function enterOriginal(services: Services, source: Source, { period, like }: Sealing): Promise<string> {
  const { digest, bytes } = await services.objects.put(original(services, { period, like }));
  failPoint('live.original');
  const { bodyId, datasetId, preparedBy: accountId } = source;
  const fileName = `${like.dataset.code}_${periodName(period.startsAt, period.sealEvery)}.csv`;
  const choices = choicesLike(like);
  const file = { bodyId, datasetId, sourceId: source.id, accountId, fileName, digest, bytes, choices };
  return services.db.transaction().execute(async (trx) => {
    // Another job may be at the same period: one file is entered.
    const entered = (await lockPeriod(trx, period.id))?.uploadId ?? null;
    if (entered !== null) return entered;
    const uploadId = await receivePulled(trx, systemCall(services), file);
    await saveOriginal(trx, period.id, uploadId);
    return uploadId;
  });
}

async function* original({ db }: Services, { period, like }: Sealing): AsyncGenerator<Buffer> {
  const { id, mode, revision } = period;
  yield Buffer.from(`\ufeff${csvLine(originalNames(like.reading))}`);
  const from = mode === 'append' ? 0 : revision - 1;
  for await (const text of deliveredRows(db, id, 'cells', { from, to: revision })) yield Buffer.from(text);
}

/** Nothing of the file is left to detection: every column is of the type that its rows were checked against. */
function choicesLike({ reading, choices }: DataVersion): ReadingChoices {
  const originals = originalNames(reading);
  const of = <T>(value: (column: Reading['columns'][number]) => T | null): Record<string, T> =>
    Object.fromEntries(
      reading.columns.flatMap((column, i) => {
        const chosen = value(column);
        return chosen === null ? [] : [[originals[i] ?? '', chosen]];
      }),
    );
  const hasGeometry = reading.columns.some(({ type }) => type === 'geometry');
  return {
    delimiter: ',',
    quote: '"',
    escape: '"',
    preambleRows: 0,
    headerRows: 1,
    footerRows: 0,
    types: of(({ type }) => type),
    names: of(({ name }) => (originals.includes(name) ? null : name)),
    units: of(({ unit }) => unit ?? ''),
    ...(choices.missing && { missing: choices.missing }),
    ...(hasGeometry && reading.coordinateSystem !== null && { coordinateSystem: reading.coordinateSystem }),
  };
}

/** Whether the file was read as the rows were taken: all of them, in the same columns, no value lost. */
function isAsDelivered({ rows, columns }: Reading, period: Period, like: DataVersion): boolean {
  const same = columns.every(({ name, type, plan }, i) => {
    const before = like.reading.columns[i];
    return name === before?.name && type === before.type && plan.unfit === 0;
  });
  return rows === period.rows && columns.length === like.reading.columns.length && same;
}

interface Ended {
  outcome: PeriodOutcome;
  versionId: string | null;
}

const end = (services: Services, period: Period, ended: Ended): Promise<void> =>
  services.db.transaction().execute((trx) => enterEnd(trx, services, period, ended));

/** Once: what was published was ended in the transaction that published it. */
async function enterEnd(trx: Trx, services: Services, period: Period, ended: Ended): Promise<void> {
  const { id, sourceId, datasetId, rows, revision: deliveries } = period;
  if (!(await saveSealed(trx, id, ended))) return;
  const { outcome, versionId } = ended;
  await emptyDeliveries(trx, id);
  await deleteOldDeliveries(trx, sourceId, new Date(services.clock.now().getTime() - DELIVERIES_KEPT_MS));
  await recordEvent(trx, systemCall(services), {
    action: 'source.seal',
    thing: 'source',
    thingId: sourceId,
    reasons: [outcome],
    provision: 'xz-16-2',
    data: { datasetId, periodId: id, rows, deliveries, versionId },
  });
}
