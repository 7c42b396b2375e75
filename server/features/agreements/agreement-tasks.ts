import { reachOf } from '../../../rules/access/permissions.ts';
import { isDataUser } from '../../../rules/agreements/agreement.machine.ts';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { listAgreements, type Agreement } from './agreement.queries.ts';
import { whoseFor } from './agreement.use-cases.ts';
import { summaryOf } from './agreement.view.ts';

type Kind = Extract<Task['kind'], 'sign-agreement' | 'examine-agreement'>;

/** Agreements that the caller's side has to sign, or the authority to examine. */
export async function agreementTasks(call: Call): Promise<Task[]> {
  const { actor } = call;
  if (reachOf(actor, 'agreement.examine') !== null) return tasksIn(call, 'examine-agreement', 'examining');
  if (reachOf(actor, 'agreement.sign') === null) return [];
  return tasksIn(call, 'sign-agreement', isDataUser(actor) ? 'offered' : 'user-signed');
}

async function tasksIn(call: Call, kind: Kind, state: AgreementState): Promise<Task[]> {
  const wanted = { ...whoseFor(call), state, limit: 200, after: null };
  const { items } = await listAgreements(call.services.db, wanted);
  const mine = items.filter((agreement) => {
    const { can } = summaryOf(agreement, call);
    return can['sign-as-user'] === true || can['sign-as-publisher'] === true || can['pass'] === true;
  });
  return mine.map((agreement) => toTask(kind, agreement));
}

const toTask = (kind: Kind, { id, code, part, user, publisher, offeredAt }: Agreement): Task => ({
  kind,
  thingId: id,
  datasetId: part.dataset.id,
  title: part.dataset.name,
  notes: [user.name, publisher.name, code],
  since: offeredAt.toISOString(),
  clock: null,
});
