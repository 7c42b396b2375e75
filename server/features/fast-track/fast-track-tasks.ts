import { can } from '../../../rules/access/permissions.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { findApplication } from '../applications/index.ts';
import { waitingIn } from './fast-track.queries.ts';

/** Applications on the fast track that wait for the operator's look or the authority's decision; nobody gets their own. */
export async function fastTrackTasks(call: Call): Promise<Task[]> {
  const prepares = can(call.actor, 'application.intake');
  if (!prepares && !can(call.actor, 'fast-track.decide')) return [];
  const { db } = call.services;
  const ids = await waitingIn(db, prepares ? 'asked' : 'prepared');
  const found = await Promise.all(ids.map((id) => findApplication(db, id)));
  return found.flatMap((application): Task[] => {
    if (!application || application.interested.includes(call.actor.accountId ?? '')) return [];
    const reviewed = application.parts.find(({ state }) => state === 'in-review');
    if (!reviewed) return [];
    return [
      {
        kind: prepares ? 'prepare-fast-track' : 'decide-fast-track',
        thingId: application.id,
        datasetId: null,
        title: application.parts.map(({ dataset }) => dataset.name).join('、'),
        notes: [application.applicant, application.code],
        since: (reviewed.acceptedAt ?? application.createdAt).toISOString(),
        clock: null,
      },
    ];
  });
}
