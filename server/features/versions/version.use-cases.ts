import { can } from '../../../rules/access/permissions.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { versionMachine, type VersionThing } from '../../../rules/versions/version.machine.ts';
import type {
  discardVersion,
  getVersion,
  publishVersion,
  VersionView,
} from '../../../rules/versions/versions.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { recordEvent } from '../events/index.ts';
import { publish } from './publish.ts';
import { findVersion, lockVersion, saveDiscard, type DataVersion } from './version.queries.ts';

export const versionThing = ({ state, preparedBy, dataset }: DataVersion): VersionThing => ({
  state,
  preparedBy,
  bodyId: dataset.bodyId,
  datasetState: dataset.state,
});

export function viewVersion(version: DataVersion, { actor }: Pick<Call, 'actor'>): VersionView {
  const next = permitted(versionMachine, versionThing(version), actor);
  return {
    id: version.id,
    datasetId: version.datasetId,
    number: version.number,
    state: version.state,
    manifest: version.manifest,
    originalName: version.originalName,
    originalBytes: version.originalBytes,
    findings: version.findings,
    preparedBy: version.preparedByName,
    publishedBy: version.publishedByName,
    createdAt: version.createdAt.toISOString(),
    publishedAt: version.publishedAt?.toISOString() ?? null,
    can: { publish: next.includes('publish'), discard: next.includes('discard') },
  };
}

/** Published versions are public with their dataset; the others are seen by those who see drafts. */
export const mayRead = (
  { actor }: Pick<Call, 'actor'>,
  { state, dataset, createdAt }: DataVersion,
): boolean =>
  can(actor, 'draft.read', { bodyId: dataset.bodyId, district: dataset.district }) ||
  (state === 'published' &&
    dataset.state === 'open' &&
    dataset.openClass === 'unconditional' &&
    (dataset.withheldBefore === null || createdAt >= dataset.withheldBefore));

export const get: UseCase<typeof getVersion> = async (call, { id }) => {
  const version = await findVersion(call.services.db, id);
  if (!version || !mayRead(call, version)) throw new Problem('not-found');
  return viewVersion(version, call);
};

export const publishOne: UseCase<typeof publishVersion> = async (call, { id }) =>
  call.services.db
    .transaction()
    .execute(async (trx) => {
      const version = await lockVersion(trx, id);
      if (!version || !mayRead(call, version)) throw new Problem('not-found');
      return publish(trx, call, version);
    })
    .finally(() => forgetDatasets(call.services));

export const discard: UseCase<typeof discardVersion> = async (call, { id }) =>
  call.services.db.transaction().execute(async (trx) => {
    const version = await lockVersion(trx, id);
    if (!version || !mayRead(call, version)) throw new Problem('not-found');
    const outcome = step(versionMachine, versionThing(version), 'discard', call.actor);
    if (!outcome.ok) throw refusal(outcome);
    await saveDiscard(trx, id);
    await recordEvent(trx, call, {
      action: 'version.discard',
      thing: 'version',
      thingId: id,
      provision: outcome.basis,
      data: { datasetId: version.datasetId },
    });
    return { id, state: outcome.state, provision: outcome.basis, next: [] };
  });
