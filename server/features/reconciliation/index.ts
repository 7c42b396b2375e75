import {
  explainMismatch,
  getMismatch,
  getReconciliation,
  listMismatches,
} from '../../../rules/reconciliation/reconciliation.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { explain, get, list, rates } from './reconciliation.use-cases.ts';

export { standingOf } from './mismatch.queries.ts';
export { reconcile, watchOpenness } from './reconcile.ts';
export const reconciliationOperations: readonly Handled[] = [
  handle(getReconciliation, rates),
  handle(listMismatches, list),
  handle(getMismatch, get),
  handle(explainMismatch, explain),
];
