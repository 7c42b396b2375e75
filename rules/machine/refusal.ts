import { Problem } from '../problems/problems.ts';
import type { Outcome } from './machine.ts';

/** A refused step as the problem that the caller gets. */
export const refusal = ({ code, basis }: Extract<Outcome<string>, { ok: false }>): Problem =>
  new Problem(code, basis === null ? {} : { provision: basis });
