import type { Stepped } from '../../../rules/api/views.ts';
import { datasetMachine } from '../../../rules/datasets/dataset.machine.ts';
import { isGraded } from '../../../rules/datasets/list-entry.schema.ts';
import { step } from '../../../rules/machine/machine.ts';
import { SYSTEM } from '../../../rules/access/roles.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { versionMachine } from '../../../rules/versions/version.machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { failPoint } from '../../store/fail-points.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { versionIsReviewed } from '../gradings/index.ts';
import { versionThing } from './version-thing.ts';
import { savePublication, type DataVersion } from './version.queries.ts';

/**
 * Publishes within the caller's transaction: until it commits readers see the old version, then the new one. The
 * objects are there already. `by: 'system'` when an accepted list change carries its first version along.
 */
export async function publish(
  trx: Trx,
  call: Call,
  version: DataVersion,
  by: 'caller' | 'system' = 'caller',
): Promise<Stepped> {
  const actor = by === 'system' ? SYSTEM : call.actor;
  const { dataset } = version;
  const outcome = step(versionMachine, versionThing(version), 'publish', actor);
  if (!outcome.ok) throw refusal(outcome);
  const wanted = { ...dataset, hasPublishedVersion: true, isGraded: isGraded(dataset.entry) };
  const opening = step(datasetMachine, wanted, 'open', actor);
  if (!opening.ok) throw refusal(opening);
  await refuseUnlessReviewed(trx, version);
  const at = call.services.clock.now();
  failPoint('publication.before');
  const number = await savePublication(trx, {
    id: version.id,
    datasetId: version.datasetId,
    publishedBy: call.actor.accountId,
    at,
  });
  const data = {
    versionId: version.id,
    rows: version.manifest?.rows ?? 0,
    digest: version.manifest?.data.digest ?? '',
  };
  await recordEvent(trx, call, {
    action: 'version.publish',
    thing: 'dataset',
    thingId: version.datasetId,
    version: number,
    provision: outcome.basis,
    data,
  });
  failPoint('publication.before-commit');
  return { id: version.id, state: 'published', provision: outcome.basis, next: [] };
}

/**
 * A file that bears secrecy marks is opened only after somebody reviewed this very version; what was closed stays closed
 * in the versions from before it was processed.
 */
async function refuseUnlessReviewed(
  trx: Trx,
  { id, datasetId, scan, createdAt, dataset }: DataVersion,
): Promise<void> {
  if (dataset.withheldBefore !== null && createdAt < dataset.withheldBefore)
    throw new Problem('against-grading', { provision: 'xz-14-1' });
  if ((scan?.marks.length ?? 0) === 0 || (await versionIsReviewed(trx, datasetId, id))) return;
  throw new Problem('secrecy-review-missing', { provision: 'grading2019' });
}
