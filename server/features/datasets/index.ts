import {
  getDataset,
  getDatasetHistory,
  listDatasets,
  listVersions,
  stepDataset,
} from '../../../rules/datasets/datasets.operations.ts';
import {
  getDraft,
  listDrafts,
  saveDraft as saveDraftOperation,
} from '../../../rules/datasets/drafts.operations.ts';
import { getProposals } from '../../../rules/datasets/proposals.operations.ts';
import { listSimilarNames } from '../../../rules/datasets/similar-names.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { get, history, stepOne, versions } from './dataset.use-cases.ts';
import * as drafts from './draft.use-cases.ts';
import { list } from './list.use-case.ts';
import { proposals } from './proposals.use-cases.ts';
import { similarNames } from './similar-names.use-cases.ts';

export { createDatasetFromFile } from './create-dataset.ts';
export {
  findDataset,
  lockDataset,
  saveDraft,
  saveListing,
  saveState,
  type Dataset,
} from './dataset.queries.ts';
export { draftIds } from './draft-list.queries.ts';
export {
  datasetsBy,
  eachDataset,
  lockDatasets,
  underWayOf,
  type WantedDatasets,
} from './many-datasets.queries.ts';
export {
  bearersOf,
  datasetsOfEntries,
  insertImportedListings,
  lackingOfBody,
  lackingOfSource,
  rewriteImportedListing,
  type BoundDataset,
  type ImportedListing,
} from './imported-datasets.queries.ts';
export { sourcesLost } from './lost-bindings.queries.ts';
export { knownDataset } from './dataset.use-cases.ts';
export { list as findDatasets } from './list.use-case.ts';
export { datasetThing, mayReadDraft, viewDataset, workingEntry } from './dataset.view.ts';
export { refreshDraftFields, updatableDataset } from './update-from-file.ts';
export { editableDataset, findingsOf, keepDraft } from './draft.use-cases.ts';
export { openWorkOrderOf } from './open-work-order.queries.ts';

export const datasetOperations: readonly Handled[] = [
  handle(listDatasets, list),
  handle(getDataset, get),
  handle(listVersions, versions),
  handle(getDatasetHistory, history),
  handle(stepDataset, stepOne),
  handle(listDrafts, drafts.list),
  handle(getDraft, drafts.get),
  handle(saveDraftOperation, drafts.save),
  handle(listSimilarNames, similarNames),
  handle(getProposals, proposals),
];
