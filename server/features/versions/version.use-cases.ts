import type { Stepped } from '../../../rules/api/views.ts';
import { can } from '../../../rules/access/permissions.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { versionMachine } from '../../../rules/versions/version.machine.ts';
import type {
  discardVersion,
  getVersion,
  publishVersion,
  releaseVersion,
  VersionView,
} from '../../../rules/versions/versions.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { recordEvent } from '../events/index.ts';
import { publish } from './publish.ts';
import { versionThing } from './version-thing.ts';
import { findVersion, lockVersion, saveState, type DataVersion } from './version.queries.ts';

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
    findings: mayReadRows({ actor }, version) ? version.findings : version.findings.map(withoutExamples),
    preparedBy: version.preparedByName,
    publishedBy: version.publishedByName,
    createdAt: version.createdAt.toISOString(),
    publishedAt: version.publishedAt?.toISOString() ?? null,
    can: {
      release: next.includes('release'),
      publish: next.includes('publish'),
      discard: next.includes('discard'),
    },
  };
}

const withoutExamples = ({ examples: _examples, ...finding }: Finding): Finding => finding;

const isPublic = ({ state, dataset, createdAt }: DataVersion): boolean =>
  state === 'published' &&
  dataset.state === 'open' &&
  dataset.openClass === 'unconditional' &&
  (dataset.withheldBefore === null || createdAt >= dataset.withheldBefore);

const placeOf = ({ dataset: { bodyId, district } }: DataVersion) => ({ bodyId, district });

/** Published versions are public with their dataset; the others are seen by those who see drafts. */
export const mayRead = ({ actor }: Pick<Call, 'actor'>, version: DataVersion): boolean =>
  can(actor, 'draft.read', placeOf(version)) || isPublic(version);

/** Its values: of what is not public, only those who may look into the files that it came from see them. */
export const mayReadRows = ({ actor }: Pick<Call, 'actor'>, version: DataVersion): boolean =>
  can(actor, 'upload.read', placeOf(version)) || isPublic(version);

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

export const discard: UseCase<typeof discardVersion> = (call, { id }) => settle(call, id, 'discard', []);

export const release: UseCase<typeof releaseVersion> = (call, { id, reason }) =>
  settle(call, id, 'release', [reason]);

/** A version that is not published goes on or is given up. */
const settle = (
  call: Call,
  id: string,
  event: 'discard' | 'release',
  reasons: readonly string[],
): Promise<Stepped> =>
  call.services.db.transaction().execute(async (trx) => {
    const version = await lockVersion(trx, id);
    if (!version || !mayRead(call, version)) throw new Problem('not-found');
    const outcome = step(versionMachine, versionThing(version), event, call.actor);
    if (!outcome.ok) throw refusal(outcome);
    await saveState(trx, id, outcome.state);
    await recordEvent(trx, call, {
      action: `version.${event}`,
      thing: 'version',
      thingId: id,
      provision: outcome.basis,
      reasons: [...reasons],
      data: { datasetId: version.datasetId },
    });
    return { id, state: outcome.state, provision: outcome.basis, next: [] };
  });
