import {
  createSystem,
  getSystem,
  listSystems,
  saveSystem,
  stepSystem,
} from '../../../rules/systems/systems.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { create, get, list, save, stepOne } from './system.use-cases.ts';

export { systemTasks } from './system-tasks.ts';
export const systemOperations: readonly Handled[] = [
  handle(listSystems, list),
  handle(getSystem, get),
  handle(createSystem, create),
  handle(saveSystem, save),
  handle(stepSystem, stepOne),
];
