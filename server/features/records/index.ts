import {
  downloadOriginal,
  exportDataset,
  getDatasetOpenApi,
  getProfile,
  listRecords,
} from '../../../rules/datasets/datasets.operations.ts';
import { querySql } from '../../../rules/datasets/sql.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { datasetOpenApi } from './dataset-openapi.ts';
import { exportOne, original, profile, records } from './records.use-cases.ts';
import { sql } from './sql.use-case.ts';

export { cacheHeaders, entityTag, notModified } from './caching.ts';
export { givenOut } from './given-out.ts';
export { workOf } from './made-export.ts';
export { queryFor } from './remembered-query.ts';
export { rowsByRight, servedRows, type Served } from './served-version.ts';

export const recordOperations: readonly Handled[] = [
  handle(listRecords, records),
  handle(exportDataset, exportOne),
  handle(querySql, sql),
  handle(getProfile, profile),
  handle(downloadOriginal, original),
  handle(getDatasetOpenApi, datasetOpenApi),
];
