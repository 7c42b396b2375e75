import type { PartState } from './application-part.machine.ts';
import type { OpinionOutcome } from './application.schema.ts';
import type { Precedent } from './applications.operations.ts';

const YES: readonly PartState[] = ['approved', 'narrower-offered'];

/**
 * Codes of the decisions on the same dataset for the same kind of use that were the other way, where they are the most of
 * them: like is treated alike, or it is said why not (`xz-19-1`). Full and narrower approval are alike.
 */
export function unlikePrecedents(outcome: OpinionOutcome, precedents: readonly Precedent[]): string[] {
  const like = precedents.filter(({ sameDataset, sameScenario }) => sameDataset && sameScenario);
  const other = like.filter(({ state }) => YES.includes(state) === (outcome === 'reject'));
  return other.length * 2 > like.length ? other.map(({ code }) => code) : [];
}
