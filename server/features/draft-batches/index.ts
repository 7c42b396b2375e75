import {
  editDrafts,
  exportDrafts,
  exportOpenList,
  getDraftBatch,
  listBatchItems,
  listDraftBatches,
  sendListFile,
  stepDraftBatch,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { get, items, list, stepOne } from './batch.use-cases.ts';
import { exportPublic, exportWorking } from './export-list.ts';
import { edit, sendFile } from './start-batch.use-cases.ts';

export const draftBatchOperations: readonly Handled[] = [
  handle(exportOpenList, exportPublic),
  handle(exportDrafts, exportWorking),
  handle(listDraftBatches, list),
  handle(editDrafts, edit),
  handle(sendListFile, sendFile),
  handle(getDraftBatch, get),
  handle(listBatchItems, items),
  handle(stepDraftBatch, stepOne),
];
