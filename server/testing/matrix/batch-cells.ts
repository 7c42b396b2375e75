import { inPlace, free, read, type Cell } from './cell.ts';

const EDIT = { element: 'area', mode: 'set', value: '全市' };
const FILE = '数据集代码,核对码（勿改）\r\nSH-JTW-000001,k\r\n';

/** Operations on the list as a file, and on changes of many drafts at once. */
export const BATCH_CELLS: Record<string, readonly Cell[]> = {
  exportOpenList: [free('the open list', () => ({ path: { format: 'csv' } }))],
  exportDrafts: [inPlace('the drafts', 'draft.read', () => ({ path: { format: 'csv' } }))],
  listDraftBatches: [inPlace('the batches', 'draft.read')],
  editDrafts: [inPlace('an edit of many drafts', 'draft.write', () => ({ body: { edit: EDIT } }))],
  sendListFile: [
    inPlace('a list file', 'draft.write', () => ({
      body: { fileName: '清单.csv', content: Buffer.from(FILE).toString('base64') },
    })),
  ],
  getDraftBatch: [read('a batch', 'draftBatch', 'draft.read')],
  listBatchItems: [read('a batch', 'draftBatch', 'draft.read')],
  stepDraftBatch: (['take', 'drop'] as const).map((event) => ({
    ...read(`${event} of a batch`, 'draftBatch', 'draft.read', ({ thing }) => ({
      path: { id: thing.id, event },
    })),
    basis: 'xz-9',
    needs: 'draft.write',
    spends: true,
  })),
};
