import {
  listAccessRecords,
  readAccessRecordCounts,
} from '../../../rules/access-records/access-records.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { counts, list } from './access-records.use-cases.ts';

export { namesOf } from './access-segments.queries.ts';
export { recentUses, recentUsesMark, useOf, type RecentUse } from './daily-use.queries.ts';
export type { Access } from './access-record.ts';
export { openAccessRecorder, type AccessRecorder } from './access-recorder.ts';
export const accessRecordOperations: readonly Handled[] = [
  handle(listAccessRecords, list),
  handle(readAccessRecordCounts, counts),
];
