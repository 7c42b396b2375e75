import { Problem } from '../../../rules/problems/problems.ts';
import { isId } from '../../../rules/api/views.ts';
import { schemaChanges } from '../../../rules/versions/version-changes.ts';
import type { getVersionChanges, VersionRef } from '../../../rules/versions/version-changes.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { knownDataset, type Dataset } from '../datasets/index.ts';
import {
  findVersion,
  mayReadRows,
  mayReadVersion,
  publishedVersion,
  type DataVersion,
} from '../versions/index.ts';
import { differencesOf, type Held } from './remembered-changes.ts';

export const changes: UseCase<typeof getVersionChanges> = async (call, { id, version, from, limit }) => {
  const { dataset } = await knownDataset(call, id);
  const now = await readable(call, dataset, version);
  const before = await readable(call, dataset, from ?? usualFrom(dataset, now));
  const [past, present] = [held(before), held(now)];
  call.transport.note({ datasetId: dataset.id, version: now.number, format: 'changes' });
  const { examples, ...counts } = await differencesOf(call, past, present, limit);
  const shown = mayReadRows(call, now) && mayReadRows(call, before);
  return {
    datasetId: dataset.id,
    from: refOf(before, past),
    to: refOf(now, present),
    schema: schemaChanges(past.manifest.columns, present.manifest.columns),
    rows: { ...counts, examples: shown ? examples : null },
  };
};

/** By its number or its id; throws `not-found` also for what is hidden from the caller. */
async function readable(call: Call, { id }: Dataset, wanted: string): Promise<DataVersion> {
  const { db } = call.services;
  const version = isId(wanted)
    ? await findVersion(db, wanted)
    : await publishedVersion(db, id, Number(wanted));
  if (version?.datasetId !== id || !mayReadVersion(call, version)) throw new Problem('not-found');
  return version;
}

function usualFrom({ currentVersionId }: Dataset, { number }: DataVersion): string {
  if (number === null) return currentVersionId ?? nothingBefore();
  return number > 1 ? String(number - 1) : nothingBefore();
}

function nothingBefore(): never {
  throw new Problem('not-found');
}

function held({ id, datasetId, manifest }: DataVersion): Held {
  if (!manifest) throw new Problem('no-data-yet');
  return { id, datasetId, manifest };
}

const refOf = ({ id, number, state, publishedAt }: DataVersion, { manifest }: Held): VersionRef => ({
  id,
  number,
  state,
  rows: manifest.rows,
  publishedAt: publishedAt?.toISOString() ?? null,
});
