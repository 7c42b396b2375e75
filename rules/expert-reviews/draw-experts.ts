/** An expert of the panel with what could tie them to a request. */
export interface Candidate {
  accountId: string;
  /** Public bodies and organisations in which they hold a role. */
  bodyIds: readonly string[];
  organisationIds: readonly string[];
  /** They have recused themselves from a request of this applicant. */
  recused: boolean;
}

/** The request on which experts are heard. */
export interface HeardRequest {
  bodyId: string;
  organisationId: string | null;
  /** Accounts of the applicant, and of whoever prepared or decided anything of it. */
  interested: readonly string[];
  /** Were drawn for it before. */
  drawn: readonly string[];
}

/** True when the expert is of the body, of the applicant, or has recused themselves (`xz-19-1`). */
export const hasConflict = (
  { accountId, bodyIds, organisationIds, recused }: Candidate,
  { bodyId, organisationId, interested }: HeardRequest,
): boolean =>
  recused ||
  interested.includes(accountId) ||
  bodyIds.includes(bodyId) ||
  (organisationId !== null && organisationIds.includes(organisationId));

/**
 * So many different experts without a conflict of interest, by lot; `below(n)` answers a whole number from 0 to n − 1.
 * Fewer where the panel has no more.
 */
export function drawExperts(
  panel: readonly Candidate[],
  request: HeardRequest,
  count: number,
  below: (n: number) => number,
): string[] {
  const urn = panel
    .filter((expert) => !hasConflict(expert, request) && !request.drawn.includes(expert.accountId))
    .map(({ accountId }) => accountId);
  const drawn: string[] = [];
  while (drawn.length < count && urn.length > 0) drawn.push(...urn.splice(below(urn.length), 1));
  return drawn;
}

/** Why hearing experts is proposed: many rows at once, many sources put together. */
export function whyExperts(
  asked: { rows: number | null; sources: number },
  from: { fromRows: number; fromSources: number },
): ('many-rows' | 'many-sources')[] {
  return [
    ...((asked.rows ?? 0) >= from.fromRows ? (['many-rows'] as const) : []),
    ...(asked.sources >= from.fromSources ? (['many-sources'] as const) : []),
  ];
}
