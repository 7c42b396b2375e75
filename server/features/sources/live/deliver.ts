import { cleanLine } from '../../../ingest/index.ts';
import { widest, widthsOf, type ReadDelivery } from '../../../../rules/sources/delivery.ts';
import { LIVE_LIMITS, periodAt, type LiveSetting } from '../../../../rules/sources/live.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import type { Call } from '../../../context.ts';
import type { Trx } from '../../../store/database.ts';
import { isWithheld } from '../../../plugins/open-periods.ts';
import { failPoint } from '../../../store/fail-points.ts';
import { recordEvent } from '../../events/index.ts';
import { lockSource, type Source } from '../source.queries.ts';
import { liveTablesOf } from './live-tables.ts';
import {
  emptyDeliveries,
  insertDelivery,
  insertPeriod,
  openPeriodOf,
  savePeriod,
  saveSealing,
  type Period,
} from './period.queries.ts';
import type { Shape } from './shape.ts';

export const SEAL_PERIODS_OF = 'seal-periods';

export interface Delivery {
  read: ReadDelivery;
  shape: Shape;
  /** Done in the same transaction, with the source locked. */
  along?: (trx: Trx, source: Source) => Promise<void>;
}

/**
 * Takes rows into the open period of an approved live source, durably; they are readable within 2 s. A period that is
 * over, full or of another kind is closed first. Throws `wrong-state` when the source no longer takes any.
 */
export async function deliver(call: Call, sourceId: string, delivery: Delivery): Promise<Period> {
  const { services } = call;
  const { period, closed } = await services.db.transaction().execute(async (trx) => {
    const source = await lockSource(trx, sourceId);
    if (source?.state !== 'approved' || source.live === null) throw new Problem('wrong-state');
    await delivery.along?.(trx, source);
    return enter(trx, call, { ...source, live: source.live }, delivery);
  });
  failPoint('live.delivered');
  const tables = liveTablesOf(services);
  if (closed) tables.wake(closed.id);
  tables.wake(period.id);
  return period;
}

type LiveSource = Source & { live: LiveSetting };

async function enter(
  trx: Trx,
  call: Call,
  source: LiveSource,
  { read, shape }: Delivery,
): Promise<{ period: Period; closed: Period | null }> {
  const { services, actor } = call;
  const text = textsOf(read, shape);
  const before = await openPeriodOf(trx, source.id);
  const stays = before && takesMore(before, source, shape, { at: services.clock.now(), read, ...text });
  if (before && !stays) await close(trx, call, before);
  const last = stays ? before : await openPeriod(trx, call, source, { shape, before });
  const period = grown(last, read, { text, widths: widthsOf(read, shape.columns), at: services.clock.now() });
  await savePeriod(trx, period);
  if (period.mode === 'replace') await emptyDeliveries(trx, period.id, period.revision);
  await insertDelivery(trx, {
    id: services.newId(),
    periodId: period.id,
    number: period.revision,
    at: period.lastAt,
    accountId: actor.accountId,
    rows: read.cells.length,
    ...text,
  });
  await recordEvent(trx, call, {
    action: 'source.deliver',
    thing: 'source',
    thingId: source.id,
    provision: 'xz-9-3',
    data: {
      datasetId: source.datasetId,
      periodId: period.id,
      revision: period.revision,
      rows: read.cells.length,
    },
  });
  return { period, closed: before && !stays ? before : null };
}

const NEEDS_QUOTES = /[",\r\n]/;
const csvCell = (text: string): string =>
  NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
/** A line of RFC 4180, `\n` at its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`;

const textsOf = ({ cells, typed }: ReadDelivery, { columns }: Shape): { cells: string; typed: string } => ({
  cells: cells.map(csvLine).join(''),
  typed: typed.map((row) => cleanLine(row, columns)).join(''),
});

interface Coming {
  at: Date;
  read: ReadDelivery;
  cells: string;
  typed: string;
}

/** Whether a delivery that comes now belongs to the period, and has room in it. */
function takesMore(period: Period, { live }: LiveSource, shape: Shape, coming: Coming): boolean {
  const { version, withheldBefore } = shape;
  const isSame =
    period.likeVersionId === version.id && period.mode === live.mode && period.sealEvery === live.sealEvery;
  const isOver = coming.at >= period.endsAt || coming.at < period.startsAt;
  if (!isSame || isOver || isWithheld(period, withheldBefore)) return false;
  if (period.mode === 'replace') return true;
  const { periodRows, periodCharacters } = LIVE_LIMITS;
  return (
    period.rows + coming.read.cells.length <= periodRows &&
    period.characters + coming.cells.length + coming.typed.length <= periodCharacters
  );
}

/** Ends a period: from here on it takes nothing, and becomes a version. */
export async function close(trx: Trx, { services }: Pick<Call, 'services'>, period: Period): Promise<void> {
  await saveSealing(trx, period.id);
  await services.jobs.send(trx, SEAL_PERIODS_OF, { sourceId: period.sourceId });
}

async function openPeriod(
  trx: Trx,
  { services }: Call,
  source: LiveSource,
  { shape, before }: { shape: Shape; before: Period | undefined },
): Promise<Period> {
  const { mode, sealEvery } = source.live;
  const at = services.clock.now();
  // Periods of one source are told apart by when they were opened.
  const openedAt = new Date(Math.max(at.getTime(), (before?.openedAt.getTime() ?? 0) + 1));
  const period: Period = {
    id: services.newId(),
    sourceId: source.id,
    datasetId: source.datasetId,
    likeVersionId: shape.version.id,
    mode,
    sealEvery,
    ...periodAt(at, sealEvery),
    openedAt,
    state: 'open',
    revision: 0,
    rows: 0,
    characters: 0,
    widths: shape.columns.map(() => [0, 0]),
    lastAt: at,
    uploadId: null,
    versionId: null,
    outcome: null,
  };
  await insertPeriod(trx, period);
  return period;
}

interface Growth {
  text: { cells: string; typed: string };
  widths: Period['widths'];
  at: Date;
}

function grown(period: Period, { cells }: ReadDelivery, { text, widths, at }: Growth): Period {
  const characters = text.cells.length + text.typed.length;
  const next = { ...period, revision: period.revision + 1, lastAt: at };
  return period.mode === 'replace'
    ? { ...next, rows: cells.length, characters, widths }
    : {
        ...next,
        rows: period.rows + cells.length,
        characters: period.characters + characters,
        widths: widest(period.widths, widths),
      };
}
