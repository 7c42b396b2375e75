import { Type } from 'typebox';
import { Id } from '../api/views.ts';
import type { ProblemCode } from '../problems/problems.ts';

/** Which grant a call is made under. */
export const GrantId = Type.Unsafe<string>({
  ...Id,
  description: 'Of conditional data: the grant to take it under, where the caller has several',
});

/** What calls for conditional data can answer besides. */
export const GRANT_PROBLEMS = [
  'grant-ambiguous',
  'grant-suspended',
  'grant-ended',
  'grant-changed',
  'grant-not-in-term',
  'grant-system',
  'grant-address',
  'grant-rows-used-up',
  'grant-key-only',
  'grant-calls-used-up',
  'beyond-grant',
] as const satisfies readonly ProblemCode[];
