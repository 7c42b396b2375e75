import {
  answerSpotCheck,
  drawSpotChecks,
  getSpotCheck,
  getSpotCheckDraw,
  listSpotChecks,
  openSpotCheck,
  stepSpotCheck,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { draw, getDraw, open } from './open-checks.ts';
import { answer, get, list, stepOne } from './spot-checks.use-cases.ts';

export { spotCheckTasks } from './spot-check-tasks.ts';
export const spotCheckOperations: readonly Handled[] = [
  handle(listSpotChecks, list),
  handle(getSpotCheck, get),
  handle(openSpotCheck, open),
  handle(drawSpotChecks, draw),
  handle(getSpotCheckDraw, getDraw),
  handle(answerSpotCheck, answer),
  handle(stepSpotCheck, stepOne),
];
