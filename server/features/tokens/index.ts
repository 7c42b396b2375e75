import { createToken, listTokens, revokeToken } from '../../../rules/tokens/tokens.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { create, list, revoke } from './tokens.use-cases.ts';

export { makeToken } from './make-token.ts';
export { callerByToken } from './token-caller.ts';
export const tokenOperations: readonly Handled[] = [
  handle(listTokens, list),
  handle(createToken, create),
  handle(revokeToken, revoke),
];
