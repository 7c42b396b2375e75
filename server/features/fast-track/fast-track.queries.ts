import type { FastTrackState } from '../../../rules/fast-track/fast-track.machine.ts';
import { FAST_TRACK_KINDS, type FastTrackEntry } from '../../../rules/fast-track/fast-track.operations.ts';
import { SCENARIO_KINDS } from '../../../rules/applications/application.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';

const selectEntries = (db: Reader) => db.selectFrom('fast_track_entry').selectAll('fast_track_entry');
type Row = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>;

const toEntry = (row: Row): FastTrackEntry => ({
  id: row.id,
  kind: FAST_TRACK_KINDS.find((kind) => kind === row.kind) ?? 'scenario',
  name: row.name,
  description: row.description,
  scenarioKind: SCENARIO_KINDS.find((kind) => kind === row.scenario_kind) ?? null,
  creditCode: row.credit_code,
  from: row.from_day,
  until: row.until_day,
  endedAt: row.ended_at?.toISOString() ?? null,
  endReason: row.end_reason,
});

/** By kind, the newest first. */
export async function entries(db: Reader): Promise<FastTrackEntry[]> {
  const rows = await selectEntries(db).orderBy('kind').orderBy('id', 'desc').limit(2000).execute();
  return rows.map(toEntry);
}

export async function findEntry(db: Reader, id: string): Promise<FastTrackEntry | null> {
  const row = await selectEntries(db).where('id', '=', id).executeTakeFirst();
  return row ? toEntry(row) : null;
}

export async function insertEntry(
  trx: Trx,
  entry: Omit<FastTrackEntry, 'endedAt' | 'endReason'>,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('fast_track_entry')
    .values({
      ...{ id: entry.id, kind: entry.kind, name: entry.name, description: entry.description },
      ...{ scenario_kind: entry.scenarioKind, credit_code: entry.creditCode },
      ...{ from_day: entry.from, until_day: entry.until, added_by: by, added_at: at },
    })
    .execute();
}

/** False when it was ended before. */
export async function endEntry(
  trx: Trx,
  id: string,
  { by, at, reason }: { by: string; at: Date; reason: string },
): Promise<boolean> {
  const done = await trx
    .updateTable('fast_track_entry')
    .set({ ended_by: by, ended_at: at, end_reason: reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export interface Request {
  applicationId: string;
  entryId: string;
  state: FastTrackState;
  noticeVersion: number;
  noticeHash: string;
  signedByName: string;
  signedAt: Date;
  preparedBy: string | null;
  preparedByName: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  reasons: string[];
}

export async function findRequest(db: Reader, applicationId: string): Promise<Request | null> {
  const row = await db
    .selectFrom('fast_track_request')
    .innerJoin('account as signer', 'signer.id', 'fast_track_request.signed_by')
    .leftJoin('account as preparer', 'preparer.id', 'fast_track_request.prepared_by')
    .leftJoin('account as decider', 'decider.id', 'fast_track_request.decided_by')
    .selectAll('fast_track_request')
    .select(['signer.name as signer_name', 'preparer.name as preparer_name', 'decider.name as decider_name'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...{ applicationId, entryId: row.entry_id, state: row.state as FastTrackState },
    ...{ noticeVersion: row.notice_version, noticeHash: row.notice_hash },
    ...{ signedByName: row.signer_name, signedAt: row.signed_at },
    ...{ preparedBy: row.prepared_by, preparedByName: row.preparer_name },
    ...{ decidedByName: row.decider_name, decidedAt: row.decided_at, reasons: row.reasons },
  };
}

/** Asks, or asks anew after the usual way was pointed to. */
export async function saveAsked(
  trx: Trx,
  asked: {
    applicationId: string;
    entryId: string;
    version: number;
    hash: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  const values = {
    ...{ entry_id: asked.entryId, state: 'asked', notice_version: asked.version, notice_hash: asked.hash },
    ...{ signed_by: asked.by, signed_at: asked.at, prepared_by: null, decided_by: null, decided_at: null },
    reasons: '[]',
  };
  await trx
    .insertInto('fast_track_request')
    .values({ application_id: asked.applicationId, ...values })
    .onConflict((conflict) => conflict.column('application_id').doUpdateSet(values))
    .execute();
}

export async function saveStep(
  trx: Trx,
  applicationId: string,
  step: { state: FastTrackState; by: string; at: Date; reasons: readonly string[] },
): Promise<void> {
  const { state, by, at, reasons } = step;
  await trx
    .updateTable('fast_track_request')
    .set(
      state === 'prepared'
        ? { state, prepared_by: by }
        : { state, decided_by: by, decided_at: at, reasons: JSON.stringify(reasons) },
    )
    .where('application_id', '=', applicationId)
    .execute();
}

/** The credit code of an organisation. */
export async function creditCodeOf(db: Reader, organisationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('organisation')
    .select('credit_code')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  return row?.credit_code ?? null;
}

/** Applications whose review in one pass waits in a state, the oldest first. */
export async function waitingIn(db: Reader, state: FastTrackState): Promise<string[]> {
  const rows = await db
    .selectFrom('fast_track_request')
    .select('application_id')
    .where('state', '=', state)
    .where('decided_at', 'is', null)
    .orderBy('signed_at')
    .limit(200)
    .execute();
  return rows.map(({ application_id }) => application_id);
}
