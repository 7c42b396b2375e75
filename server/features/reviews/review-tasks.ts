import { can } from '../../../rules/access/permissions.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { toCarryOut, waitingItems } from './item.queries.ts';

type Kind = Extract<Task['kind'], 'prepare-review' | 'confirm-review' | 'carry-out-review'>;
type Waiting = NonNullable<Awaited<ReturnType<typeof waitingItems>>>;

/** One task for all items of a body that wait alike: there can be thousands. */
export async function reviewTasks(call: Call): Promise<Task[]> {
  const { bodyId, accountId } = call.actor;
  if (bodyId === null) return [];
  const { db } = call.services;
  const found: [Kind, Waiting | null][] = [];
  if (can(call.actor, 'review.prepare', { bodyId })) {
    found.push(
      ['prepare-review', await waitingItems(db, { bodyId, states: ['due', 'returned'], exceptBy: null })],
      ['carry-out-review', await toCarryOut(db, bodyId)],
    );
  }
  if (can(call.actor, 'review.confirm', { bodyId })) {
    const waiting = await waitingItems(db, { bodyId, states: ['prepared'], exceptBy: accountId });
    found.push(['confirm-review', waiting]);
  }
  return found.flatMap(([kind, waiting]) => (waiting ? [toTask(kind, waiting, call)] : []));
}

function toTask(kind: Kind, { reviewId, count, since }: Waiting, { services, t }: Call): Task {
  return {
    kind,
    thingId: reviewId,
    datasetId: null,
    title: t(`review.task.${kind}`, { count }),
    notes: [],
    since: since.toISOString(),
    clock:
      kind === 'carry-out-review'
        ? null
        : clockView(services.profile.clocks.listReview, since, services.clock.now()),
  };
}
