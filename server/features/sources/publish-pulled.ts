import { Problem } from '../../../rules/problems/problems.ts';
import type { PullOutcome } from '../../../rules/sources/pull.ts';
import type { Services } from '../../context.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import type { Trx } from '../../store/database.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { findVersion, lockVersion, publish, type DataVersion } from '../versions/index.ts';
import { lockSource, type Source } from './source.queries.ts';

/**
 * Publishes a validated version of an approved source: who approved the source approved what it gives as long as the
 * columns are those of the open list. Anything else waits as usual. `along` is done in the same transaction. Answers
 * where the version stands.
 */
export async function publishPulled(
  services: Services,
  source: Source,
  versionId: string,
  along?: (trx: Trx) => Promise<unknown>,
): Promise<Extract<PullOutcome, 'published' | 'validated' | 'quarantined'>> {
  const isPublished = await tryPublish(services, { source, versionId, ...(along && { along }) }).finally(() =>
    forgetDatasets(services),
  );
  if (isPublished) return 'published';
  const version = await findVersion(services.db, versionId);
  return version?.state === 'quarantined' || version?.state === 'published' ? version.state : 'validated';
}

interface Publishing {
  source: Source;
  versionId: string;
  along?: (trx: Trx) => Promise<unknown>;
}

async function tryPublish(services: Services, { source, versionId, along }: Publishing): Promise<boolean> {
  const call = systemCall(services);
  try {
    return await services.db.transaction().execute(async (trx) => {
      const now = await lockSource(trx, source.id);
      // Paused, ended or changed since the pull began: what was approved is no longer so.
      if (now?.state !== 'approved' || now.revision !== source.revision) return false;
      const version = await lockVersion(trx, versionId);
      if (!version || !isAsListed(version)) return false;
      await publish(trx, call, version, 'system');
      await recordEvent(trx, call, {
        action: 'source.publish',
        thing: 'dataset',
        thingId: version.datasetId,
        provision: 'xz-16-2',
        data: { sourceId: now.id, versionId, approvedBy: now.approvedBy, approvedAt: now.approvedAt },
      });
      await along?.(trx);
      return true;
    });
  } catch (error) {
    // The dataset is not on the list, suspended or closed: a person decides.
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Validation has compared the columns with the fields of the open list: without them there is nothing to be like. */
const isAsListed = ({ state, dataset, findings }: DataVersion): boolean =>
  state === 'validated' && (dataset.entry?.fields.length ?? 0) > 0 && !findings.some(({ blocks }) => blocks);
