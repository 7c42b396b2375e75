import {
  addFastTrackEntry,
  askFastTrack,
  endFastTrackEntry,
  getFastTrack,
  listFastTrack,
  stepFastTrack,
} from '../../../rules/fast-track/fast-track.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { add, end, list } from './lists.use-cases.ts';
import { ask, get, stepOne } from './request.use-cases.ts';

export { fastTrackTasks } from './fast-track-tasks.ts';
export const fastTrackOperations: readonly Handled[] = [
  handle(listFastTrack, list),
  handle(addFastTrackEntry, add),
  handle(endFastTrackEntry, end),
  handle(getFastTrack, get),
  handle(askFastTrack, ask),
  handle(stepFastTrack, stepOne),
];
