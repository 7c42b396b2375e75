import { reachOf } from '../../../rules/access/permissions.ts';
import { isDataUser } from '../../../rules/agreements/agreement.machine.ts';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { listAgreements, type Agreement } from './agreement.queries.ts';
import { whoseFor } from './agreement.use-cases.ts';
import { destructionClock, summaryOf } from './agreement.view.ts';

type Kind = Extract<
  Task['kind'],
  'sign-agreement' | 'examine-agreement' | 'answer-changes' | 'state-destruction'
>;

/** What the caller's side has to sign, to answer or to destroy, or the authority to examine. */
export async function agreementTasks(call: Call): Promise<Task[]> {
  const { actor } = call;
  if (reachOf(actor, 'agreement.examine') !== null)
    return tasksIn(call, 'examine-agreement', 'examining', ['pass']);
  if (reachOf(actor, 'agreement.sign') === null) return [];
  const changes = await tasksIn(call, 'answer-changes', 'negotiating', ['accept-changes']);
  if (!isDataUser(actor))
    return [...changes, ...(await tasksIn(call, 'sign-agreement', 'user-signed', ['sign-as-publisher']))];
  return [
    ...changes,
    ...(await tasksIn(call, 'sign-agreement', 'offered', ['sign-as-user'])),
    ...(await tasksIn(call, 'state-destruction', 'terminated', ['state-destruction'])),
    ...(await tasksIn(call, 'state-destruction', 'expired', ['state-destruction'])),
  ];
}

async function tasksIn(
  call: Call,
  kind: Kind,
  state: AgreementState,
  events: readonly string[],
): Promise<Task[]> {
  const wanted = { ...whoseFor(call), state, filed: false, limit: 200, after: null };
  const { items } = await listAgreements(call.services.db, wanted);
  const mine = items.filter((agreement) => {
    const { can } = summaryOf(agreement, call);
    return events.some((event) => can[event] === true);
  });
  return mine.map((agreement) => toTask(call, kind, agreement));
}

function toTask(call: Call, kind: Kind, agreement: Agreement): Task {
  const { id, code, part, user, publisher, offeredAt, endedAt } = agreement;
  const ends = kind === 'state-destruction';
  return {
    kind,
    thingId: id,
    datasetId: part.dataset.id,
    title: part.dataset.name,
    notes: [user.name, publisher.name, code],
    since: (ends && endedAt ? endedAt : offeredAt).toISOString(),
    clock: ends ? destructionClock(agreement, call) : null,
  };
}
