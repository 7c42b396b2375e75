import { can } from '../../../rules/access/permissions.ts';
import { encodeCursor, idAfter } from '../../../rules/api/cursor.ts';
import type { prepareListChange } from '../../../rules/datasets/drafts.operations.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { workOrderMachine } from '../../../rules/work-orders/work-order.machine.ts';
import type {
  getWorkOrder,
  listWorkOrders,
  stepWorkOrder,
} from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import type { Reader } from '../../store/database.ts';
import { editableDataset, findDataset, findingsOf } from '../datasets/index.ts';
import { historyOf } from '../events/index.ts';
import { guidelineFor, reviewIsPassed } from '../gradings/index.ts';
import { handOn } from './hand-on.ts';
import { takeStep } from './step-work-order.ts';
import {
  findWorkOrder,
  listedBefore,
  listWorkOrders as selectPage,
  lockWorkOrder,
  type WorkOrder,
} from './work-order.queries.ts';
import { abilities, viewSummary, workOrderThing, type Standing } from './work-order.view.ts';

export const prepare: UseCase<typeof prepareListChange> = async (call, { id, reason }) =>
  call.services.db
    .transaction()
    .execute(async (trx) => handOn(trx, call, await editableDataset(trx, call, id), reason));

export const list: UseCase<typeof listWorkOrders> = async (call, { state, limit, cursor }) => {
  const { actor, services } = call;
  const { items, total } = await selectPage(services.db, {
    ...scopeOf(actor, 'work-order.read'),
    states: state === undefined ? null : [state],
    limit,
    after: idAfter(cursor),
  });
  const last = items.at(-1);
  return {
    items: items.map((order) => viewSummary(order, call)),
    total,
    totalIsEstimate: false,
    next: last && items.length === limit ? encodeCursor([last.id]) : null,
  };
};

const mayRead = ({ actor }: Call, { publisher }: WorkOrder): boolean =>
  can(actor, 'work-order.read', { bodyId: publisher.id, district: publisher.district });

const isOpen = ({ state }: WorkOrder): boolean => state === 'prepared' || state === 'submitted';

async function standingOf(db: Reader, call: Call, order: WorkOrder): Promise<Standing> {
  const dataset = await findDataset(db, order.datasetId);
  const { entry } = order.change;
  return {
    findings: dataset ? await findingsOf(db, call, dataset, entry) : [],
    secrecyPassed: await reviewIsPassed(db, order.datasetId, entry.fields),
  };
}
const DECIDED: Standing = { findings: [], secrecyPassed: false };

export const get: UseCase<typeof getWorkOrder> = async (call, { id }) => {
  const { db } = call.services;
  const order = await findWorkOrder(db, id);
  if (!order || !mayRead(call, order)) throw new Problem('not-found');
  const standing = order.decidedAt === null ? await standingOf(db, call, order) : DECIDED;
  return {
    ...viewSummary(order, call),
    change: order.change,
    before: isOpen(order) ? order.before : await listedBefore(db, order),
    findings: [...standing.findings],
    secrecyPassed: standing.secrecyPassed,
    guideline: (await guidelineFor(db, order.publisher.id)).guideline,
    reasons: order.reasons,
    submittedBy: order.submittedByName,
    decidedBy: order.decidedByName,
    history: await historyOf(db, 'work-order', [id]),
    can: abilities(order, standing, call),
  };
};

export const stepOne: UseCase<typeof stepWorkOrder> = async (call, { id, event, reasons }) =>
  call.services.db
    .transaction()
    .execute(async (trx) => {
      const order = await lockWorkOrder(trx, id);
      if (!order || !mayRead(call, order)) throw new Problem('not-found');
      const standing = await standingOf(trx, call, order);
      const outcome = await takeStep(trx, call, order, { event, reasons, ...standing });
      const after = { ...workOrderThing(order, { ...standing, reasons }), state: outcome.state };
      return {
        id,
        state: outcome.state,
        provision: outcome.basis,
        next: permitted(workOrderMachine, after, call.actor),
      };
    })
    .finally(() => forgetDatasets(call.services));
