import { closestNames } from '../../../rules/datasets/similar-names.ts';
import type { listSimilarNames } from '../../../rules/datasets/similar-names.operations.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import { knownNames } from './known-names.ts';
import { bearersOfNames } from './similar-names.queries.ts';

/** For those who write or judge names; the list itself is public. */
export const similarNames: UseCase<typeof listSimilarNames> = async (
  { actor, services },
  { name, except, limit },
) => {
  scopeOf(actor, 'draft.read');
  const { db } = services;
  const names = (await knownNames(db)).filter(({ id }) => id !== except);
  const close = closestNames(name, names, limit);
  const bearers = await bearersOfNames(
    db,
    close.map(({ id }) => id),
  );
  return {
    items: close.map((each) => ({ ...each, ...(bearers.get(each.id) ?? { code: '', publisher: '' }) })),
  };
};
