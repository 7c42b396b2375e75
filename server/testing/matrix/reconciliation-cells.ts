import { inPlace, read, type Cell } from './cell.ts';

/** Operations on mismatches between catalogue and open list. */
export const RECONCILIATION_CELLS: Record<string, readonly Cell[]> = {
  getReconciliation: [{ ...inPlace('the open rate', 'mismatch.read'), basis: 'plan2023-2.3' }],
  listMismatches: [{ ...inPlace('the mismatches', 'mismatch.read'), basis: 'plan2023-2.3' }],
  getMismatch: [{ ...read('a mismatch', 'mismatch', 'mismatch.read'), basis: 'plan2023-2.3' }],
  explainMismatch: [
    {
      ...read('a mismatch', 'mismatch', 'mismatch.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { explanation: '数据正在整理，本月底前列入清单。' },
      })),
      basis: 'plan2023-2.3',
      needs: 'mismatch.explain',
    },
  ],
};
