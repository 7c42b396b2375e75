import type { suggest } from '../../../rules/finding/suggest.operations.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { openListIndexOf } from '../../search/open-list-index.ts';

export const suggestions: UseCase<typeof suggest> = async ({ services, language }, { q, limit }) => {
  const known = await openListIndexOf(services).known();
  return { items: known.suggestions.suggest(q, limit, language) };
};
