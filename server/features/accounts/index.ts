export { callerActingAs } from './acting.ts';
export { endSessionsOf } from './accounts.queries.ts';
export { lockedOut, prove, secondFactorOf } from './credentials.ts';
export { findCredentialsByUserName } from './credentials.queries.ts';
export { findHolder, type Holder } from './holder.queries.ts';
export { verifyPassword } from './passwords.ts';
export { toRole } from './memberships.queries.ts';
