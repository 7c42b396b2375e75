import {
  acceptPlatformRules,
  getRulesDraft,
  getRulesStanding,
  listPlatformRules,
  publishPlatformRules,
  saveRulesDraft,
} from '../../../rules/platform-rules/platform-rules.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { accept, draft, list, publish, save, standing } from './platform-rules.use-cases.ts';

export { newestAccepted } from './platform-rules.queries.ts';
export { needRules } from './platform-rules.use-cases.ts';
export const platformRulesOperations: readonly Handled[] = [
  handle(listPlatformRules, list),
  handle(getRulesStanding, standing),
  handle(acceptPlatformRules, accept),
  handle(getRulesDraft, draft),
  handle(saveRulesDraft, save),
  handle(publishPlatformRules, publish),
];
