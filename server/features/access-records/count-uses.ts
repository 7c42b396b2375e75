import { isId } from '../../../rules/api/views.ts';
import { uncountedSegments, type SealedSegment } from './access-segments.queries.ts';
import { addUses } from './daily-use.queries.ts';
import { USE } from './read-accesses.ts';
import { holdAll, type Vault } from './seal-segments.ts';

/** Puts the uses in every segment that is not counted into the days of its datasets, each once. */
export async function countUses(vault: Vault): Promise<void> {
  for (const segment of await uncountedSegments(vault.db)) await count(vault, segment);
}

async function count({ db, objects, archive, clock }: Vault, segment: SealedSegment): Promise<void> {
  using files = await holdAll(objects, [segment]);
  const all = { from: segment.firstAt.toISOString() };
  const days = await archive.uses({ sealed: files.paths, unsealed: [] }, all, USE);
  const known = days.filter(({ dataset }) => isId(dataset));
  await addUses(db, { segment: segment.id, days: known, at: clock.now() });
}
