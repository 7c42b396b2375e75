import type { PullProblem } from '../../../rules/sources/pull.ts';

/** A source gave nothing, for a reason that a person can mend. */
export class PullFailure extends Error {
  readonly problem: PullProblem;

  constructor(reason: PullProblem['reason'], args: PullProblem['args'] = {}) {
    super(reason);
    this.name = 'PullFailure';
    this.problem = { reason, args };
  }
}

/** The code of an error of Node or of a database; empty when it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
