import {
  getFieldRules,
  previewFieldRules,
  saveFieldRules,
} from '../../../rules/field-rules/field-rules.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { get, preview, save } from './field-rules.use-cases.ts';

export const fieldRuleOperations: readonly Handled[] = [
  handle(getFieldRules, get),
  handle(saveFieldRules, save),
  handle(previewFieldRules, preview),
];
