import { expressionProblem } from '../../rules/expressions/expression-problem.ts';
import { Problem } from '../../rules/problems/problems.ts';

/** Whether the database is lost with this error; another must be opened. */
export const isFatal = (error: unknown): boolean =>
  error instanceof Error && /^(?:FATAL|INTERNAL) Error/.test(error.message);

/**
 * The engine's errors as callers may know them; what is ours to fix stays an error with its cause. `reason` is that of an
 * interruption, where there was one.
 */
export function toEngineProblem(error: unknown, reason?: unknown): Error {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (reason instanceof Problem && message.startsWith('INTERRUPT')) return reason;
  // Somebody else's query broke the database; the next attempt finds a new one.
  if (message.startsWith('FATAL')) return new Problem('unavailable', { retryAfter: 1 });
  if (message.startsWith('Out of Memory')) return new Problem('too-large', { limit: 'memory' });
  if (/^(?:Out of Range|Conversion) Error/.test(message) || message.includes('Max expression depth')) {
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
