import { proposalsFor } from '../../../rules/datasets/proposals.ts';
import type { getProposals } from '../../../rules/datasets/proposals.operations.ts';
import { closestNames } from '../../../rules/datasets/similar-names.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { lastSoundVersion } from '../versions/index.ts';
import { findEntry } from '../catalogue/index.ts';
import { findDataset } from './dataset.queries.ts';
import { mayReadDraft, workingEntry } from './dataset.view.ts';
import { knownNames } from './known-names.ts';
import { listedEntries } from './similar-names.queries.ts';

/** So many datasets with a like name, and so many of the same body, are looked at. */
const CLOSE = 10;
const OF_BODY = 50;

export const proposals: UseCase<typeof getProposals> = async (call, { id }) => {
  const { db } = call.services;
  const dataset = await findDataset(db, id);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  const entry = workingEntry(dataset);
  const names = (await knownNames(db)).filter((each) => each.id !== dataset.id);
  const close = closestNames(entry.name, names, CLOSE);
  const wanted = { ids: close.map((each) => each.id), bodyId: dataset.publisher.id, others: OF_BODY };
  const like = (await listedEntries(db, wanted)).filter(({ code }) => code !== dataset.code);
  const catalogue =
    dataset.catalogueEntryId === null ? undefined : await findEntry(db, dataset.catalogueEntryId);
  const version = await lastSoundVersion(db, dataset.id);
  const columns = version?.manifest?.columns.map(({ type, profile: { min, max } }) => ({ type, min, max }));
  return { items: proposalsFor(entry, like, catalogue?.view ?? null, columns ? { columns } : null) };
};
