import { makeStatic, prepareListChange } from '../../../rules/datasets/drafts.operations.ts';
import {
  getWorkOrder,
  listTasks,
  listWorkOrders,
  stepWorkOrder,
} from '../../../rules/work-orders/work-orders.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { toStatic } from './make-static.use-cases.ts';
import * as tasks from './task.use-cases.ts';
import { get, list, prepare, stepOne } from './work-order.use-cases.ts';

export { tasksOf } from './task.use-cases.ts';
export const workOrderOperations: readonly Handled[] = [
  handle(prepareListChange, prepare),
  handle(makeStatic, toStatic),
  handle(listWorkOrders, list),
  handle(getWorkOrder, get),
  handle(stepWorkOrder, stepOne),
  handle(listTasks, tasks.list),
];
