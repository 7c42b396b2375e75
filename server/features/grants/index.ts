import {
  createGrantSecret,
  getGrant,
  listGrants,
  revokeGrantSecret,
  stepGrant,
} from '../../../rules/grants/grants.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { traceCopy } from '../../../rules/grants/trace.operations.ts';
import { trace } from './marks/trace-copy.ts';
import { createSecret, get, list, revokeSecret, step } from './grants.use-cases.ts';

export { grantedParts, grantsOf, useGrant, type GrantedUse } from './granted-use.ts';
export { beginGrant, endGrants } from './grant-life.ts';
export { followAgreement } from './follow-agreement.ts';
export { withMark } from './marks/mark-terms.ts';
export { haltGrants, resumeGrants } from './halt-grants.ts';
export { holdGrant, letGrantGo } from './hold-grant.ts';
export { knownGrant } from './grants.use-cases.ts';
export { measuredUse } from './measured-use.queries.ts';
export { callerByPass } from './passes.ts';
export { openCursor, sealCursor } from './sealed-cursor.ts';
export { expireGrants, watchGrants } from './watch-grants.ts';
export { serveTokens } from './token-endpoint.routes.ts';
export const grantOperations: readonly Handled[] = [
  handle(listGrants, list),
  handle(getGrant, get),
  handle(stepGrant, step),
  handle(createGrantSecret, createSecret),
  handle(revokeGrantSecret, revokeSecret),
  handle(traceCopy, trace),
];
