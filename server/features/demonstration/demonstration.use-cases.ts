import type {
  enterDemonstration,
  listDemonstrationAccounts,
} from '../../../rules/demonstration/demonstration.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { findHolder } from '../accounts/index.ts';
import { openSession } from '../sessions/index.ts';
import { roleHolders } from './demonstration.queries.ts';

/** In a real city none of this exists. */
function onlyInDemonstration({ demonstration }: Services): void {
  if (!demonstration) throw new Problem('not-found');
}

export const list: UseCase<typeof listDemonstrationAccounts> = async ({ services }) => {
  onlyInDemonstration(services);
  return { items: await roleHolders(services.db) };
};

export const enter: UseCase<typeof enterDemonstration> = async (call, { accountId }) => {
  onlyInDemonstration(call.services);
  const holder = await findHolder(call.services.db, accountId);
  const viewer = holder && (await openSession(call, holder, 'demonstration'));
  if (!viewer) throw new Problem('not-found');
  return viewer;
};
