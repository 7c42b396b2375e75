import { reachOf } from '../../../rules/access/permissions.ts';
import type { SpotCheckEvent, SpotCheckState } from '../../../rules/spot-checks/spot-check.machine.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { checksIn } from './spot-check.queries.ts';
import { clockOf, eventsFor } from './spot-check.view.ts';

type Kind = Extract<Task['kind'], 'answer-spot-check' | 'mend-found' | 'judge-spot-check'>;
const MOST = 200;

/** Checks that the data user answers, and what they mend; those that the office which opened them judges. */
export async function spotCheckTasks(call: Call): Promise<Task[]> {
  const { actor } = call;
  if (reachOf(actor, 'spot-check.answer') === 'own')
    return [
      ...(await tasks(call, 'answer-spot-check', ['asked'], 'answer')),
      ...(await tasks(call, 'mend-found', ['rectifying'], 'rectify')),
    ];
  if (reachOf(actor, 'spot-check.judge') === null) return [];
  const open: readonly SpotCheckState[] = ['asked', 'answered', 'rectifying', 'rectified'];
  return tasks(call, 'judge-spot-check', open, 'refer');
}

async function tasks(
  call: Call,
  kind: Kind,
  states: readonly SpotCheckState[],
  doing: SpotCheckEvent,
): Promise<Task[]> {
  const { accountId, organisationId, bodyId } = call.actor;
  const isOwn = kind !== 'judge-spot-check';
  const { items } = await checksIn(call.services.db, {
    ...{ of: isOwn ? { accountId, organisationId } : null, bodyId: isOwn ? null : bodyId },
    ...{ district: null, states, limit: MOST, after: null },
  });
  return items
    .filter((check) => eventsFor(call, check).includes(doing))
    .map((check) => ({
      ...{ kind, thingId: check.id, datasetId: check.dataset.id, title: check.dataset.name },
      notes: [isOwn ? check.publisher.name : check.holder, check.code],
      since: (check.rectifiedAt ?? check.judgedAt ?? check.answeredAt ?? check.openedAt).toISOString(),
      clock: check.answeredAt === null ? clockOf(call, check) : null,
    }));
}
