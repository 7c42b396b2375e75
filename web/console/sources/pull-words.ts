import type { PullView } from '../../../rules/sources/source.schema.ts';
import { useT } from '../../design/language.tsx';

/** How a pull ended, in a few words. */
export function useOutcome(): (pull: PullView) => string {
  const t = useT();
  return ({ outcome }) => t(`source.outcome.${outcome ?? 'running'}`);
}

/** Why nothing came, with what to do; null when something did. */
export function usePullProblem(): (pull: PullView) => string | null {
  const t = useT();
  return ({ problem }) => problem && t(`source.problem.${problem.reason}`, problem.args);
}
