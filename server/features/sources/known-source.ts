import { can } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { findSource, type Source } from './source.queries.ts';

export const mayReadSource = ({ actor }: Pick<Call, 'actor'>, { bodyId, district }: Source): boolean =>
  can(actor, 'source.read', { bodyId, district });

/** Throws `not-found`, also for what is hidden from the caller. */
export async function knownSource(call: Call, id: string): Promise<Source> {
  const source = await findSource(call.services.db, id);
  if (!source || !mayReadSource(call, source)) throw new Problem('not-found');
  return source;
}
