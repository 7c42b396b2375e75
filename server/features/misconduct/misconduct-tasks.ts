import { can } from '../../../rules/access/permissions.ts';
import type { MisconductEvent, MisconductState } from '../../../rules/misconduct/misconduct.machine.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { misconductIn, type Misconduct } from './misconduct.queries.ts';
import { clockOf, dataUserOf, eventsFor } from './misconduct.view.ts';

type Kind = Extract<Task['kind'], 'examine-misconduct' | 'measure-misconduct' | 'decide-appeal'>;
const MOST = 200;

/** Reports to examine and appeals to decide; what was recorded and waits for a measure. Nobody gets their own. */
export async function misconductTasks(call: Call): Promise<Task[]> {
  const { actor } = call;
  const { bodyId } = actor;
  if (can(actor, 'misconduct.examine')) {
    return [
      ...(await tasks(call, 'examine-misconduct', ['reported', 'examining'], ['examine', 'record'])),
      ...(await tasks(call, 'decide-appeal', ['recorded', 'measured'], ['lift'])),
    ];
  }
  if (!can(actor, 'misconduct.measure', { bodyId })) return [];
  return tasks(call, 'measure-misconduct', ['recorded'], ['close']);
}

async function tasks(
  call: Call,
  kind: Kind,
  states: readonly MisconductState[],
  doing: readonly MisconductEvent[],
): Promise<Task[]> {
  const { bodyId } = call.actor;
  const wanted = { of: null, bodyId, district: null, states, limit: MOST, after: null };
  const { items } = await misconductIn(call.services.db, wanted);
  return items
    .filter((record) => eventsFor(record, call.actor).some((event) => doing.includes(event)))
    .map((record) => toTask(call, kind, record));
}

const toTask = (call: Call, kind: Kind, record: Misconduct): Task => ({
  kind,
  thingId: record.id,
  datasetId: null,
  title: dataUserOf(record) || (record.dataset?.name ?? record.code),
  notes: [record.code],
  since: (record.appealedAt ?? record.decidedAt ?? record.reportedAt).toISOString(),
  clock: kind === 'measure-misconduct' ? null : clockOf(call, record),
});
