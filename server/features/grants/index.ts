export { grantsOf, useGrant, type GrantedUse } from './granted-use.ts';
export { beginGrant, endGrants } from './grant-life.ts';
