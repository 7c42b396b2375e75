import { faultSentence } from '../../rules/expressions/expression-problem.ts';
import { useT } from '../design/language.tsx';
import type { ProblemView } from './problem-view.ts';

/** What happened in this very case, in the reader's language; undefined when the title says it all. */
export function useProblemDetail(): (problem: ProblemView) => string | undefined {
  const t = useT();
  return ({ fault, detail }) => (fault ? faultSentence(fault, t) : detail);
}
