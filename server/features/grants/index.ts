export { beginGrant, endGrants } from './grant-life.ts';
