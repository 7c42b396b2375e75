import type { Widths } from '../../../../rules/sources/delivery.ts';
import type {
  DeliveryView,
  LiveMode,
  PeriodOutcome,
  PeriodState,
  SealPeriod,
  SourcePeriodView,
} from '../../../../rules/sources/live.ts';
import type { Reader, Trx } from '../../../store/database.ts';

const PERIODS_SHOWN = 24;
const DELIVERIES_SHOWN = 20;

/** The rows of a live source between two seals. */
export interface Period {
  id: string;
  sourceId: string;
  datasetId: string;
  /** The version whose columns the rows have. */
  likeVersionId: string;
  mode: LiveMode;
  sealEvery: SealPeriod;
  startsAt: Date;
  endsAt: Date;
  openedAt: Date;
  state: PeriodState;
  /** Deliveries taken. */
  revision: number;
  rows: number;
  characters: number;
  widths: Widths;
  lastAt: Date;
  uploadId: string | null;
  versionId: string | null;
  outcome: PeriodOutcome | null;
}

const selectPeriods = (db: Reader) => db.selectFrom('live_period').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof selectPeriods>['executeTakeFirstOrThrow']>>;

const toPeriod = (row: Row): Period => ({
  id: row.id,
  sourceId: row.source_id,
  datasetId: row.dataset_id,
  likeVersionId: row.like_version_id,
  mode: row.mode as LiveMode,
  sealEvery: row.seal_every as SealPeriod,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  openedAt: row.opened_at,
  state: row.state as PeriodState,
  revision: row.revision,
  rows: row.rows,
  characters: row.characters,
  widths: row.widths,
  lastAt: row.last_at,
  uploadId: row.upload_id,
  versionId: row.version_id,
  outcome: row.outcome as PeriodOutcome | null,
});

export async function findPeriod(db: Reader, id: string): Promise<Period | undefined> {
  const row = await selectPeriods(db).where('id', '=', id).executeTakeFirst();
  return row && toPeriod(row);
}

export async function lockPeriod(trx: Trx, id: string): Promise<Period | undefined> {
  const row = await selectPeriods(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toPeriod(row);
}

/** The period that takes deliveries; whoever asks holds the source's lock. */
export async function openPeriodOf(trx: Trx, sourceId: string): Promise<Period | undefined> {
  const row = await selectPeriods(trx)
    .where('source_id', '=', sourceId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  return row && toPeriod(row);
}

export async function insertPeriod(trx: Trx, period: Period): Promise<void> {
  await trx
    .insertInto('live_period')
    .values({
      id: period.id,
      source_id: period.sourceId,
      dataset_id: period.datasetId,
      like_version_id: period.likeVersionId,
      mode: period.mode,
      seal_every: period.sealEvery,
      starts_at: period.startsAt,
      ends_at: period.endsAt,
      opened_at: period.openedAt,
      state: period.state,
      revision: period.revision,
      rows: period.rows,
      characters: period.characters,
      widths: JSON.stringify(period.widths),
      last_at: period.lastAt,
    })
    .execute();
}

/** What a delivery changes. */
export async function savePeriod(
  trx: Trx,
  { id, revision, rows, characters, widths, lastAt }: Period,
): Promise<void> {
  await trx
    .updateTable('live_period')
    .set({ revision, rows, characters, widths: JSON.stringify(widths), last_at: lastAt })
    .where('id', '=', id)
    .execute();
}

export interface NewDelivery {
  id: string;
  periodId: string;
  number: number;
  at: Date;
  accountId: string | null;
  rows: number;
  /** As they came, as CSV without a header. */
  cells: string;
  /** In their typed form, as the engine takes them. */
  typed: string;
}

export async function insertDelivery(trx: Trx, delivery: NewDelivery): Promise<void> {
  await trx
    .insertInto('live_delivery')
    .values({
      id: delivery.id,
      period_id: delivery.periodId,
      number: delivery.number,
      at: delivery.at,
      account_id: delivery.accountId,
      rows: delivery.rows,
      cells: delivery.cells,
      typed: delivery.typed,
    })
    .execute();
}

/** Lets go of the rows of deliveries before `number`; that they came stays known. */
export async function emptyDeliveries(trx: Trx, periodId: string, before?: number): Promise<void> {
  await trx
    .updateTable('live_delivery')
    .set({ cells: null, typed: null })
    .where('period_id', '=', periodId)
    .$if(before !== undefined, (all) => all.where('number', '<', before ?? 0))
    .where('cells', 'is not', null)
    .execute();
}

/** The rows of deliveries after `from` up to `to`, in order, a few deliveries at a time. */
export async function* deliveredRows(
  db: Reader,
  periodId: string,
  part: 'cells' | 'typed',
  { from, to }: { from: number; to: number },
): AsyncGenerator<string> {
  for (let last = from; last < to;) {
    const rows = await db
      .selectFrom('live_delivery')
      .select(['number', `${part} as text`])
      .where('period_id', '=', periodId)
      .where('number', '>', last)
      .where('number', '<=', to)
      .where(part, 'is not', null)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    for (const { text } of rows) if (text !== null) yield text;
    last = rows.at(-1)?.number ?? to;
  }
}
/** Each has up to 8 MiB. */
const AT_ONCE = 4;

export async function saveSealing(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('live_period').set({ state: 'sealing' }).where('id', '=', id).execute();
}

export async function saveOriginal(trx: Trx, id: string, uploadId: string): Promise<void> {
  await trx.updateTable('live_period').set({ upload_id: uploadId }).where('id', '=', id).execute();
}

/** False when it was sealed already. */
export async function saveSealed(
  trx: Trx,
  id: string,
  { outcome, versionId }: { outcome: PeriodOutcome; versionId: string | null },
): Promise<boolean> {
  const done = await trx
    .updateTable('live_period')
    .set({ state: 'sealed', outcome, version_id: versionId })
    .where('id', '=', id)
    .where('state', '=', 'sealing')
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Open periods whose end has come, locked; those that another process holds are passed over. */
export async function lockEndedPeriods(trx: Trx, now: Date): Promise<Period[]> {
  const rows = await selectPeriods(trx)
    .where('state', '=', 'open')
    .where('ends_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toPeriod);
}

/** The one whose turn it is: versions follow each other as their periods did. */
export async function nextSealing(db: Reader, sourceId: string): Promise<Period | undefined> {
  const row = await selectPeriods(db)
    .where('source_id', '=', sourceId)
    .where('state', '=', 'sealing')
    .orderBy('opened_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && toPeriod(row);
}

export async function unsealedPeriods(db: Reader): Promise<Period[]> {
  const rows = await selectPeriods(db)
    .where('state', '!=', 'sealed')
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map(toPeriod);
}

/** Newest first. */
export async function periodsOf(db: Reader, sourceId: string): Promise<SourcePeriodView[]> {
  const rows = await selectPeriods(db)
    .where('source_id', '=', sourceId)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PERIODS_SHOWN)
    .execute();
  return rows.map(toPeriod).map((period) => ({
    id: period.id,
    state: period.state,
    startsAt: period.startsAt.toISOString(),
    endsAt: period.endsAt.toISOString(),
    deliveries: period.revision,
    rows: period.rows,
    lastAt: period.lastAt.toISOString(),
    outcome: period.outcome,
    uploadId: period.uploadId,
    versionId: period.versionId,
  }));
}

/** Newest first. */
export async function deliveriesOf(db: Reader, sourceId: string): Promise<DeliveryView[]> {
  const rows = await db
    .selectFrom('live_delivery')
    .innerJoin('live_period', 'live_period.id', 'live_delivery.period_id')
    .select(['live_delivery.id', 'live_delivery.at', 'live_delivery.number', 'live_delivery.rows'])
    .where('live_period.source_id', '=', sourceId)
    .orderBy('live_delivery.id', 'desc')
    .limit(DELIVERIES_SHOWN)
    .execute();
  return rows.map(({ id, at, number, rows: count }) => ({
    id,
    at: at.toISOString(),
    revision: number,
    rows: count,
  }));
}

/** Of periods sealed before `before` only the periods themselves are kept. */
export async function deleteOldDeliveries(trx: Trx, sourceId: string, before: Date): Promise<void> {
  await trx
    .deleteFrom('live_delivery')
    .where('at', '<', before)
    .where('period_id', 'in', (of) =>
      of
        .selectFrom('live_period')
        .select('id')
        .where('source_id', '=', sourceId)
        .where('state', '=', 'sealed'),
    )
    .execute();
}
