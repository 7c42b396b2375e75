import { can, reachOf } from '../../../rules/access/permissions.ts';
import type { SystemState } from '../../../rules/systems/system.machine.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { listSystems, type System } from './system.queries.ts';

type Kind = Extract<Task['kind'], 'mend-system' | 'confirm-system' | 'decide-system'>;

/** Schemes to confirm, systems that came back, and acceptances to decide. */
export async function systemTasks(call: Call): Promise<Task[]> {
  const { actor, services } = call;
  const { bodyId } = actor;
  const found: Task[] = [];
  const inBody = bodyId === null ? {} : { bodyId };
  if (bodyId !== null && can(actor, 'system.write', inBody))
    found.push(...(await tasksIn(call, 'mend-system', 'returned', bodyId)));
  if (bodyId !== null && can(actor, 'system.confirm', inBody))
    found.push(...(await tasksIn(call, 'confirm-system', 'planned', bodyId)));
  const decides = services.profile.systemAcceptance.decidedBy.some((role) => role === actor.role);
  if (decides && reachOf(actor, 'system.decide') === 'city')
    found.push(...(await tasksIn(call, 'decide-system', 'acceptance-requested', null)));
  return found;
}

async function tasksIn(call: Call, kind: Kind, state: SystemState, bodyId: string | null): Promise<Task[]> {
  const wanted = { bodyId, district: null, state, limit: 200, after: null };
  const { items } = await listSystems(call.services.db, wanted);
  const mine = items.filter(
    ({ preparedBy, items: scheme }) =>
      kind === 'mend-system' || (preparedBy !== call.actor.accountId && scheme.length > 0),
  );
  return mine.map((system) => toTask(kind, system, call));
}

const toTask = (kind: Kind, system: System, { services }: Call): Task => ({
  kind,
  thingId: system.id,
  datasetId: null,
  title: system.name,
  notes: [system.publisher.name, system.code],
  since: (system.decidedAt ?? system.requestedAt ?? system.createdAt).toISOString(),
  clock:
    kind === 'decide-system' && system.requestedAt
      ? clockView(services.profile.clocks.systemAcceptance, system.requestedAt, services.clock.now())
      : null,
});
