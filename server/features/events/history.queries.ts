import type { Static } from 'typebox';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { TrailItem } from '../../../rules/events/events.operations.ts';
import type { Reader } from '../../store/database.ts';

const LIMIT = 200;

const selectEvents = (db: Reader) =>
  db
    .selectFrom('event')
    .leftJoin('account', 'account.id', 'event.actor_id')
    .leftJoin('public_body', 'public_body.id', 'event.body_id')
    .select(['event.id', 'event.at', 'event.role', 'event.action', 'event.result', 'event.provision'])
    .select(['event.body', 'event.thing', 'event.thing_id', 'event.trace_id', 'event.position'])
    .select(['account.name as actor_name', 'public_body.name as body_name']);

type Row = Awaited<ReturnType<ReturnType<typeof selectEvents>['executeTakeFirstOrThrow']>>;

const toItem = (row: Row): HistoryItem => ({
  id: row.id,
  at: row.at.toISOString(),
  actorName: row.actor_name ?? '',
  role: row.role,
  bodyName: row.body_name,
  action: row.action,
  result: row.result,
  reasons: (JSON.parse(row.body) as { reasons: string[] }).reasons,
  provision: row.provision,
});

/** The newest acts on a thing, newest first, at most 200. */
export async function historyOf(db: Reader, thing: string, thingIds: string[]): Promise<HistoryItem[]> {
  if (thingIds.length === 0) return [];
  const rows = await selectEvents(db)
    .where('event.thing', '=', thing)
    .where('event.thing_id', 'in', thingIds)
    .orderBy('event.position', 'desc')
    .limit(LIMIT)
    .execute();
  return rows.map(toItem);
}

export interface TrailFilter {
  action?: string;
  thing?: string;
  thingId?: string;
}

/** The trail before a position (null: from the newest), newest first. */
export async function trailPage(
  db: Reader,
  filter: TrailFilter,
  limit: number,
  before: number | null,
): Promise<{ position: number; item: Static<typeof TrailItem> }[]> {
  let query = selectEvents(db);
  if (filter.action !== undefined) query = query.where('event.action', '=', filter.action);
  if (filter.thing !== undefined) query = query.where('event.thing', '=', filter.thing);
  if (filter.thingId !== undefined) query = query.where('event.thing_id', '=', filter.thingId);
  if (before !== null) query = query.where('event.position', '<', before);
  const rows = await query.orderBy('event.position', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    position: row.position,
    item: { ...toItem(row), thing: row.thing, thingId: row.thing_id, traceId: row.trace_id },
  }));
}

/** Positions count up, with gaps where a transaction failed: an estimate that needs no scan. */
export async function trailEstimate(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('position').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}
