import { classFollowsGrade, isComplete } from '../../../rules/datasets/check-entry.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import { workOrderMachine, type WorkOrderThing } from '../../../rules/work-orders/work-order.machine.ts';
import type { ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { WorkOrderSummary } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import type { OrderHead, WorkOrder } from './work-order.queries.ts';

/** What is asked anew whenever somebody looks at an order or acts on it. */
export interface Standing {
  findings: readonly Finding[];
  secrecyPassed: boolean;
}

export const workOrderThing = (
  order: WorkOrder,
  { findings, reasons, secrecyPassed }: Standing & { reasons: readonly ReturnReason[] },
): WorkOrderThing => ({
  state: order.state,
  bodyId: order.publisher.id,
  preparedBy: order.preparedBy,
  submittedBy: order.submittedBy,
  reasons,
  entryIsComplete: isComplete(findings),
  classFollowsGrade: classFollowsGrade(findings),
  secrecyPassed,
  stateSecret: order.stateSecret,
});

/** The clock runs from the submission to the decision; before that there is none. */
export function clockOf({ submittedAt, decidedAt }: OrderHead, { services }: Call): ClockView | null {
  if (submittedAt === null) return null;
  return clockView(services.profile.clocks.listChange, submittedAt, services.clock.now(), decidedAt);
}

export const viewSummary = (order: OrderHead, call: Call): WorkOrderSummary => ({
  id: order.id,
  code: order.code,
  kind: 'list-change',
  state: order.state,
  datasetId: order.datasetId,
  datasetCode: order.datasetCode,
  name: order.name,
  publisher: { id: order.publisher.id, code: order.publisher.code, name: order.publisher.name },
  preparedBy: order.preparedByName,
  preparedAt: order.preparedAt.toISOString(),
  submittedAt: order.submittedAt?.toISOString() ?? null,
  decidedAt: order.decidedAt?.toISOString() ?? null,
  clock: clockOf(order, call),
});

/** A return needs reasons, which come with the act: for the button it is enough that they could be given. */
const WITH_REASONS: ReturnReason[] = [{ ground: 'other', text: '…' }];

export const abilities = (order: WorkOrder, standing: Standing, { actor }: Call): Record<string, boolean> =>
  Object.fromEntries(
    permitted(workOrderMachine, workOrderThing(order, { ...standing, reasons: WITH_REASONS }), actor).map(
      (event) => [event, true],
    ),
  );
