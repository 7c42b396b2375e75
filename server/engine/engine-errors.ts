import { expressionProblem } from '../../rules/expressions/expression-problem.ts';
import { Problem } from '../../rules/problems/problems.ts';

/** Why a query was interrupted, kept by whoever interrupts it. */
export type Interruption = 'timeout' | 'left' | null;

/** The engine's errors as callers may know them; what is ours to fix stays an error with its cause. */
export function toEngineProblem(error: unknown, interruption: Interruption): Error {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (interruption === 'timeout' && message.startsWith('INTERRUPT')) return new Problem('query-timeout');
  if (message.startsWith('Out of Memory')) return new Problem('too-large', { limit: 'memory' });
  if (
    /^(?:Out of Range|Conversion|Invalid Input) Error/.test(message) ||
    message.includes('Max expression depth')
  ) {
    return expressionProblem({
      reason: 'expression.out-of-range',
      part: 'where',
      position: 1,
      found: '',
      expected: [],
    });
  }
  return new Error('the query engine failed', { cause: error });
}
