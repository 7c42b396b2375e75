import { can } from '../../../rules/access/permissions.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { emergenciesIn } from './emergency.queries.ts';
import { viewOf } from './emergency.view.ts';

const MOST = 50;

/** Openings that wait for a second person of the authority: to be confirmed, and afterwards to be reviewed. */
export async function emergencyTasks(call: Call): Promise<Task[]> {
  const { services, actor } = call;
  if (services.profile.emergencyOpening === null || !can(actor, 'emergency.decide')) return [];
  const wanted = { states: ['declared', 'ended'] as const, limit: MOST, after: null };
  const { items } = await emergenciesIn(services.db, wanted);
  return items
    .map((emergency) => viewOf(emergency, call))
    .filter((view) => view.can['confirm'] === true || view.can['review'] === true)
    .map(({ id, code, title, state, declaredBy, declaredAt, endedAt, clock }) => ({
      kind: state === 'declared' ? ('confirm-emergency' as const) : ('review-emergency' as const),
      thingId: id,
      datasetId: null,
      title,
      notes: [declaredBy, code],
      since: endedAt ?? declaredAt,
      clock,
    }));
}
