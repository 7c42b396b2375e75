import { closestNames } from '../../../rules/datasets/similar-names.ts';
import type { listSimilarNames } from '../../../rules/datasets/similar-names.operations.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import { namesOnTheList } from './similar-names.queries.ts';

/** For those who write or judge names; the list itself is public. */
export const similarNames: UseCase<typeof listSimilarNames> = async (
  { actor, services },
  { name, except, limit },
) => {
  scopeOf(actor, 'draft.read');
  const names = await namesOnTheList(services.db);
  return {
    items: closestNames(
      name,
      names.filter(({ id }) => id !== except),
      limit,
    ),
  };
};
