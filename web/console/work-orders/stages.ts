import type { WorkOrderView } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Stage } from '../../design/workflow.tsx';

export interface OrderStage {
  key: 'prepared' | 'submitted' | 'decided';
  state: Stage['state'];
  at: string | null;
}

type Dated = Pick<WorkOrderView, 'state' | 'preparedAt' | 'submittedAt' | 'decidedAt'>;

/** Prepared by the editor, submitted by the reviewer, decided by the operator; a return or a cancellation stops it. */
export function orderStages({ state, preparedAt, submittedAt, decidedAt }: Dated): OrderStage[] {
  const stopped = state === 'returned' || state === 'cancelled';
  const submitted = submittedAt !== null;
  return [
    { key: 'prepared', state: 'done', at: preparedAt },
    {
      key: 'submitted',
      state: submitted ? 'done' : stopped ? 'stopped' : 'now',
      at: submittedAt ?? (stopped ? decidedAt : null),
    },
    {
      key: 'decided',
      state: state === 'accepted' ? 'done' : !submitted ? 'ahead' : stopped ? 'stopped' : 'now',
      at: submitted ? decidedAt : null,
    },
  ];
}
