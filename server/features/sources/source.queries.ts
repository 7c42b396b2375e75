import type { PullOutcome, PullProblem } from '../../../rules/sources/pull.ts';
import type { SourceState } from '../../../rules/sources/source.machine.ts';
import type { LiveSetting } from '../../../rules/sources/live.ts';
import type { PullView, SourceAddress } from '../../../rules/sources/source.schema.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import type { Validators } from './fetching.ts';

const MOST_LISTED = 500;
const PULLS_SHOWN = 50;
const PULLS_KEPT = 200;

export interface Source {
  id: string;
  name: string;
  state: SourceState;
  bodyId: string;
  bodyName: string;
  district: string | null;
  datasetId: string;
  datasetName: string;
  address: SourceAddress;
  /** Sealed. */
  secret: Buffer | null;
  everySeconds: number | null;
  live: LiveSetting | null;
  revision: number;
  preparedBy: string;
  preparedByName: string;
  approvedBy: string | null;
  approvedByName: string | null;
  approvedAt: Date | null;
  nextPullAt: Date | null;
  lastDigest: string | null;
  validators: Validators | null;
}

const selectSources = (db: Reader) =>
  db
    .selectFrom('source')
    .innerJoin('public_body', 'public_body.id', 'source.body_id')
    .innerJoin('dataset', 'dataset.id', 'source.dataset_id')
    .innerJoin('account as preparer', 'preparer.id', 'source.prepared_by')
    .leftJoin('account as approver', 'approver.id', 'source.approved_by')
    .selectAll('source')
    .select(['public_body.name as body_name', 'public_body.district', 'dataset.code'])
    .select(['dataset.name as dataset_name', 'dataset.draft'])
    .select(['preparer.name as preparer_name', 'approver.name as approver_name']);

type Row = Awaited<ReturnType<ReturnType<typeof selectSources>['executeTakeFirstOrThrow']>>;

const toSource = (row: Row): Source => ({
  id: row.id,
  name: row.name,
  state: row.state as SourceState,
  bodyId: row.body_id,
  bodyName: row.body_name,
  district: row.district,
  datasetId: row.dataset_id,
  datasetName: row.dataset_name ?? (row.draft?.name || row.code),
  address: row.address,
  secret: row.secret,
  everySeconds: row.every_seconds,
  live: row.live,
  revision: row.revision,
  preparedBy: row.prepared_by,
  preparedByName: row.preparer_name,
  approvedBy: row.approved_by,
  approvedByName: row.approver_name,
  approvedAt: row.approved_at,
  nextPullAt: row.next_pull_at,
  lastDigest: row.last_digest,
  validators: row.validators,
});

export async function findSource(db: Reader, id: string): Promise<Source | undefined> {
  const row = await selectSources(db).where('source.id', '=', id).executeTakeFirst();
  return row && toSource(row);
}

export async function lockSource(trx: Trx, id: string): Promise<Source | undefined> {
  await trx.selectFrom('source').select('id').where('id', '=', id).forUpdate().execute();
  return findSource(trx, id);
}

export async function sourcesOf(db: Reader, { bodyId, district }: Scope): Promise<Source[]> {
  const rows = await selectSources(db)
    .$if(bodyId !== null, (all) => all.where('source.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district))
    .orderBy('source.id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(toSource);
}

export interface NewSource {
  id: string;
  bodyId: string;
  datasetId: string;
  name: string;
  address: SourceAddress;
  secret: Buffer | null;
  everySeconds: number | null;
  live: LiveSetting | null;
  preparedBy: string;
  at: Date;
}

export async function insertSource(trx: Trx, source: NewSource): Promise<void> {
  await trx
    .insertInto('source')
    .values({
      id: source.id,
      body_id: source.bodyId,
      dataset_id: source.datasetId,
      name: source.name,
      state: 'drafted',
      address: JSON.stringify(source.address),
      secret: source.secret,
      every_seconds: source.everySeconds,
      live: source.live && JSON.stringify(source.live),
      prepared_by: source.preparedBy,
      created_at: source.at,
    })
    .execute();
}

/** Whether another source than `exceptId` delivers into the dataset's open period. */
export async function hasLiveSource(db: Reader, datasetId: string, exceptId: string): Promise<boolean> {
  const row = await db
    .selectFrom('source')
    .select('id')
    .where('dataset_id', '=', datasetId)
    .where('live', 'is not', null)
    .where('state', '!=', 'ended')
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What is written of a source; with `moved` it is another one, which nobody has approved and of which nothing is known. */
export interface SourceChange {
  name: string;
  everySeconds: number | null;
  live: LiveSetting | null;
  moved: { address: SourceAddress; secret: Buffer | null; preparedBy: string } | null;
}

export async function saveSource(
  trx: Trx,
  id: string,
  { name, everySeconds, live, moved }: SourceChange,
): Promise<void> {
  await trx
    .updateTable('source')
    .set({
      name,
      every_seconds: everySeconds,
      live: live && JSON.stringify(live),
      ...(moved && {
        state: 'drafted',
        address: JSON.stringify(moved.address),
        secret: moved.secret,
        prepared_by: moved.preparedBy,
        approved_by: null,
        approved_at: null,
        next_pull_at: null,
        last_digest: null,
        validators: null,
      }),
    })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

interface SourceStep {
  state: SourceState;
  nextPullAt: Date | null;
  /** Of an approval. */
  approval?: { by: string | null; at: Date };
}

export async function saveSourceState(
  trx: Trx,
  id: string,
  { state, nextPullAt, approval }: SourceStep,
): Promise<void> {
  await trx
    .updateTable('source')
    .set({
      state,
      next_pull_at: nextPullAt,
      ...(approval && { approved_by: approval.by, approved_at: approval.at }),
    })
    .where('id', '=', id)
    .execute();
}

/** Sources whose time has come, locked; those that another process holds are passed over. */
export async function lockDueSources(trx: Trx, now: Date): Promise<{ id: string; everySeconds: number }[]> {
  const rows = await trx
    .selectFrom('source')
    .select(['id', 'every_seconds'])
    .where('state', '=', 'approved')
    .where('next_pull_at', '<=', now)
    .orderBy('next_pull_at')
    .limit(MOST_LISTED)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.flatMap(({ id, every_seconds: everySeconds }) =>
    everySeconds === null ? [] : [{ id, everySeconds }],
  );
}

export async function saveNextPull(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('source').set({ next_pull_at: at }).where('id', '=', id).execute();
}

/** What the next pull compares with. */
export async function saveSeen(
  trx: Trx,
  id: string,
  { digest, validators }: { digest?: string; validators: Validators | null },
): Promise<void> {
  await trx
    .updateTable('source')
    .set({
      ...(digest === undefined ? {} : { last_digest: digest }),
      validators: validators && JSON.stringify(validators),
    })
    .where('id', '=', id)
    .execute();
}

/** Enters a pull as under way; false when another one of the source is. */
export async function insertPull(
  trx: Trx,
  pull: { id: string; sourceId: string; at: Date },
): Promise<boolean> {
  const row = await trx
    .insertInto('source_pull')
    .values({ id: pull.id, source_id: pull.sourceId, at: pull.at })
    .onConflict((conflict) => conflict.column('source_id').where('outcome', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Pulls that were under way before a moment, when the process that did them must have ended. */
export async function endBrokenPulls(trx: Trx, sourceId: string, before: Date, at: Date): Promise<void> {
  await trx
    .updateTable('source_pull')
    .set({
      finished_at: at,
      outcome: 'failed',
      problem: JSON.stringify({ reason: 'broken-off', args: {} } satisfies PullProblem),
    })
    .where('source_id', '=', sourceId)
    .where('outcome', 'is', null)
    .where('at', '<', before)
    .execute();
}

export interface PullChange {
  outcome?: PullOutcome;
  finishedAt?: Date;
  bytes?: number;
  digest?: string;
  uploadId?: string;
  versionId?: string;
  problem?: PullProblem;
}

export async function savePull(trx: Trx, id: string, change: PullChange): Promise<void> {
  const { outcome, finishedAt, bytes, digest, uploadId, versionId, problem } = change;
  await trx
    .updateTable('source_pull')
    .set({
      ...(outcome && { outcome }),
      ...(finishedAt && { finished_at: finishedAt }),
      ...(bytes !== undefined && { bytes }),
      ...(digest && { digest }),
      ...(uploadId && { upload_id: uploadId }),
      ...(versionId && { version_id: versionId }),
      ...(problem && { problem: JSON.stringify(problem) }),
    })
    .where('id', '=', id)
    .execute();
}

/** A live source is polled every few seconds: of pulls that left nothing behind the newest are kept. */
export async function deleteOldPulls(trx: Trx, sourceId: string): Promise<void> {
  await trx
    .deleteFrom('source_pull')
    .where('source_id', '=', sourceId)
    .where('upload_id', 'is', null)
    .where('outcome', 'is not', null)
    .where('id', 'not in', (of) =>
      of
        .selectFrom('source_pull')
        .select('id')
        .where('source_id', '=', sourceId)
        .orderBy('id', 'desc')
        .limit(PULLS_KEPT),
    )
    .execute();
}

/** Newest first. */
export async function pullsOf(db: Reader, sourceId: string): Promise<PullView[]> {
  const rows = await selectPulls(db)
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(PULLS_SHOWN)
    .execute();
  return rows.map(toPull);
}

/** The newest pull of each source that had one. */
export async function lastPulls(db: Reader, sourceIds: readonly string[]): Promise<Map<string, PullView>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await selectPulls(db)
    .distinctOn('source_id')
    .where('source_id', 'in', sourceIds)
    .orderBy('source_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.source_id, toPull(row)]));
}

const selectPulls = (db: Reader) => db.selectFrom('source_pull').selectAll();
type PullRow = Awaited<ReturnType<ReturnType<typeof selectPulls>['executeTakeFirstOrThrow']>>;

const toPull = (row: PullRow): PullView => ({
  id: row.id,
  at: row.at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  outcome: row.outcome as PullOutcome | null,
  bytes: row.bytes,
  digest: row.digest,
  uploadId: row.upload_id,
  versionId: row.version_id,
  problem: row.problem,
});
