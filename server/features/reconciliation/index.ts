import {
  explainMismatch,
  getReconciliation,
  listMismatches,
} from '../../../rules/reconciliation/reconciliation.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { explain, list, rates } from './reconciliation.use-cases.ts';

export { reconcile, watchOpenness } from './reconcile.ts';
export const reconciliationOperations: readonly Handled[] = [
  handle(getReconciliation, rates),
  handle(listMismatches, list),
  handle(explainMismatch, explain),
];
