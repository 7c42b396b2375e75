import { dueAt } from '../../../rules/messages/delivery.ts';
import type {
  dropSearch,
  listSavedSearches,
  saveSearch,
} from '../../../rules/messages/messages.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { recordEvent } from '../events/index.ts';
import { reader } from './message.use-cases.ts';
import { deleteSearch, insertSearch, searchesOf } from './saved-search.queries.ts';
import { searchIn } from './saved-searches.ts';

const MOST = 50;

export const list: UseCase<typeof listSavedSearches> = async (call) => ({
  items: await searchesOf(call.services.db, reader(call, 'message.read')),
});

export const save: UseCase<typeof saveSearch> = async (call, { name, query }) => {
  const accountId = reader(call, 'message.manage');
  searchIn(query);
  const { db, clock, newId } = call.services;
  if ((await searchesOf(db, accountId)).length >= MOST) throw new Problem('wrong-state');
  const [id, at] = [newId(), clock.now()];
  await db.transaction().execute(async (trx) => {
    const made = await insertSearch(trx, { id, accountId, name, query, at, lookAt: dueAt('daily', at) });
    if (!made) throw new Problem('already-exists');
    await recordEvent(trx, call, { action: 'saved-search.save', thing: 'saved-search', thingId: id });
  });
  return { id, name, query, createdAt: at.toISOString() };
};

export const drop: UseCase<typeof dropSearch> = async (call, { id }) => {
  const accountId = reader(call, 'message.manage');
  await call.services.db.transaction().execute(async (trx) => {
    if (!(await deleteSearch(trx, accountId, id))) throw new Problem('not-found');
    await recordEvent(trx, call, { action: 'saved-search.drop', thing: 'saved-search', thingId: id });
  });
  return null;
};
