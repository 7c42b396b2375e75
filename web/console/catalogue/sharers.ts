import type { LoaderFunctionArgs } from 'react-router';
import { listPublishers } from '../../../rules/bodies/bodies.operations.ts';
import { load } from '../../app/load.ts';
import type { Sharer } from './entry-fields.tsx';

/** The bodies that a body can have got data from: all but itself. */
export async function sharersFor(
  context: LoaderFunctionArgs['context'],
  bodyId: string | null,
): Promise<Sharer[]> {
  const { items } = await load(context, listPublishers, {});
  return items.filter(({ id }) => id !== bodyId).map(({ id, name }) => ({ id, name }));
}
