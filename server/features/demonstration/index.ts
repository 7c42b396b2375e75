import {
  enterDemonstration,
  listDemonstrationAccounts,
} from '../../../rules/demonstration/demonstration.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { enter, list } from './demonstration.use-cases.ts';

export { hasPeople, isBuilt, markBuilt } from './demonstration.queries.ts';
export const demonstrationOperations: readonly Handled[] = [
  handle(listDemonstrationAccounts, list),
  handle(enterDemonstration, enter),
];
