import {
  followReport,
  getMisconduct,
  listMisconduct,
  listNotices,
  reportMisconduct,
  stepMisconduct,
} from '../../../rules/misconduct/misconduct.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { follow, get, list, notices, report } from './misconduct.use-cases.ts';
import { stepOne } from './step-misconduct.ts';

export { reportFound } from './report-found.ts';
export { misconductTasks } from './misconduct-tasks.ts';
export { serveTerms, watchMeasures } from './serve-terms.ts';
export { refuseRestricted, restrictionsOf } from './standing.ts';
export const misconductOperations: readonly Handled[] = [
  handle(reportMisconduct, report),
  handle(followReport, follow),
  handle(listMisconduct, list),
  handle(getMisconduct, get),
  handle(stepMisconduct, stepOne),
  handle(listNotices, notices),
];
