import { Problem, type ProblemCode } from '../problems/problems.ts';
import type { Provision } from '../provisions/provisions.ts';
import type { GrantState } from './grant.machine.ts';
import type { GrantTerms } from './grant-terms.schema.ts';

export interface GrantCandidate {
  id: string;
  state: GrantState;
  terms: GrantTerms;
  reason: string | null;
}

export interface GrantAsked {
  /** The id of the grant that the caller names. */
  named: string | undefined;
  /** The caller came with the credentials of a named system. */
  isSystem: boolean;
  /** Today (+08:00). */
  day: string;
}

/** Whether rows may be taken under it today. */
export const isServing = ({ state, terms: { from, until } }: GrantCandidate, day: string): boolean =>
  (state === 'active' || state === 'restricted') && from <= day && day <= until;

/**
 * Which of the caller's grants of a dataset serves a call: the only one that can, or the one that is named. Throws what
 * keeps it from being served: `not-permitted` without any, `grant-suspended`, `grant-ended`, `grant-not-in-term`,
 * `grant-system`, `grant-ambiguous`.
 */
export function chooseGrant<G extends GrantCandidate>(candidates: readonly G[], asked: GrantAsked): G {
  const { named, isSystem, day } = asked;
  const mine = named === undefined ? candidates : candidates.filter(({ id }) => id === named);
  const serving = mine.filter((grant) => isServing(grant, day));
  const usable = serving.filter(({ terms }) => isSystem || terms.system === null);
  const [only, ...others] = usable;
  if (only && others.length === 0) return only;
  if (others.length > 0) throw refused('grant-ambiguous', 'xz-21', { grants: usable.map(({ id }) => id) });
  const [ofSystem] = serving;
  if (ofSystem) throw refused('grant-system', 'xz-21', { system: ofSystem.terms.system });
  const newest = mine.at(-1);
  if (!newest) throw refused('not-permitted', 'xz-18');
  throw whyNot(newest);
}

/** Why a grant that is not {@link isServing} does not serve. */
export function whyNot({ id, state, reason, terms: { from, until } }: GrantCandidate): Problem {
  const said = reason === null ? {} : { reason };
  if (state === 'suspended') return refused('grant-suspended', 'xz-30', { grant: id, ...said });
  if (state === 'revoked') return refused('grant-ended', 'xz-32', { grant: id, ...said });
  return refused('grant-not-in-term', 'xz-21', { grant: id, from, until });
}

const refused = (code: ProblemCode, provision: Provision, more: Record<string, unknown> = {}): Problem =>
  new Problem(code, { provision, ...more });
