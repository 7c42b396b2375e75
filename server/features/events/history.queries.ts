import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { Reader } from '../../store/database.ts';

const LIMIT = 200;

/** The newest acts on a thing, newest first, at most 200. */
export async function historyOf(db: Reader, thing: string, thingIds: string[]): Promise<HistoryItem[]> {
  if (thingIds.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .leftJoin('account', 'account.id', 'event.actor_id')
    .leftJoin('public_body', 'public_body.id', 'event.body_id')
    .select([
      'event.id',
      'event.at',
      'event.role',
      'event.action',
      'event.result',
      'event.provision',
      'event.body',
    ])
    .select(['account.name as actor_name', 'public_body.name as body_name'])
    .where('event.thing', '=', thing)
    .where('event.thing_id', 'in', thingIds)
    .orderBy('event.position', 'desc')
    .limit(LIMIT)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actorName: row.actor_name ?? '',
    role: row.role,
    bodyName: row.body_name,
    action: row.action,
    result: row.result,
    reasons: (JSON.parse(row.body) as { reasons: string[] }).reasons,
    provision: row.provision,
  }));
}
