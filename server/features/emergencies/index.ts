import {
  declareEmergency,
  getEmergency,
  listEmergencies,
  listEmergencyNotices,
  stepEmergency,
} from '../../../rules/emergencies/emergencies.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { declare, get, list, notices, stepOne } from './emergency.use-cases.ts';

export { emergencyTasks } from './emergency-tasks.ts';
export { emergencyUse } from './emergency-use.ts';
export { watchEmergencies } from './watch-emergencies.ts';
export const emergencyOperations: readonly Handled[] = [
  handle(listEmergencies, list),
  handle(getEmergency, get),
  handle(declareEmergency, declare),
  handle(stepEmergency, stepOne),
  handle(listEmergencyNotices, notices),
];
