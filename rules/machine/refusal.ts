import { Problem, type ProblemExtra } from '../problems/problems.ts';
import type { Outcome } from './machine.ts';

/** A refused step as the problem that the caller gets, with what else there is to say of it. */
export const refusal = (
  { code, basis }: Extract<Outcome<string>, { ok: false }>,
  extra: ProblemExtra = {},
): Problem => new Problem(code, { ...(basis === null ? {} : { provision: basis }), ...extra });
