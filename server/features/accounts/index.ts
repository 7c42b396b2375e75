import {
  changePassword,
  closeAccount,
  confirmSecondFactor,
  createAccount,
  enrolSecondFactor,
  getAccount,
  getPermissions,
  grantMembership,
  listAccounts,
  resetPassword,
  revokeMembership,
  unlockAccount,
} from '../../../rules/accounts/accounts.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { close, create, list, permissions, reset, show, unlock } from './accounts.use-cases.ts';
import { grant, revoke } from './memberships.use-cases.ts';
import { changeOwnPassword, confirm, enrol } from './own-account.use-cases.ts';

export { callerActingAs } from './acting.ts';
export { lockedOut, prove, secondFactorOf } from './credentials.ts';
export { findCredentials, findCredentialsByUserName } from './credentials.queries.ts';
export { giveMembership } from './give-membership.ts';
export { accountVouchedFor, holderVouchedFor } from './vouched-account.ts';
export { findHolder, type Holder } from './holder.queries.ts';
export { isLastAdministrator, toOrganisationRole, toRole } from './memberships.queries.ts';
export { openAccount, type NewPerson } from './open-account.ts';
export { needLevel } from './levels.ts';
export { hashPassword, verifyPassword } from './passwords.ts';
export { seal, unseal } from './second-factor.ts';
export { identitiesOf, keepIdentity } from './verified-identity.ts';
export const accountOperations: readonly Handled[] = [
  handle(getPermissions, permissions),
  handle(listAccounts, list),
  handle(getAccount, show),
  handle(createAccount, create),
  handle(closeAccount, close),
  handle(resetPassword, reset),
  handle(unlockAccount, unlock),
  handle(changePassword, changeOwnPassword),
  handle(enrolSecondFactor, enrol),
  handle(confirmSecondFactor, confirm),
  handle(grantMembership, grant),
  handle(revokeMembership, revoke),
];
