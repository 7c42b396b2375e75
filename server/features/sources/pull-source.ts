import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PullOutcome } from '../../../rules/sources/pull.ts';
import type { SourceAddress } from '../../../rules/sources/source.schema.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { unseal } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import { inspectUpload, receivePulled, takeAsLast } from '../uploads/index.ts';
import { validateVersion } from '../versions/index.ts';
import { fetchFolder } from './fetch-folder.ts';
import { fetchHttpApi } from './fetch-http-api.ts';
import { fetchMysql } from './fetch-mysql.queries.ts';
import { fetchPostgresql } from './fetch-postgresql.queries.ts';
import { fetchUrl } from './fetch-url.ts';
import { PULL_LIMITS, type Fetched, type Fetching, type PullLimits } from './fetching.ts';
import { admitting } from './networks.ts';
import { deliverPulled } from './live/deliver-pulled.ts';
import { publishPulled } from './publish-pulled.ts';
import { PullFailure } from './pull-failure.ts';
import {
  deleteOldPulls,
  endBrokenPulls,
  insertPull,
  lockSource,
  savePull,
  saveSeen,
  type PullChange,
  type Source,
} from './source.queries.ts';

export const PULL_SOURCE = 'pull-source';
/** The file in DIR/secrets under which the secrets of sources are sealed. */
export const SECRET_KEY = 'sources';
/** A pull that is under way for so long was broken off: the reading has its own limit beside that of the fetching. */
const BROKEN_AFTER_MS = 60 * 60_000;

interface Pull {
  id: string;
  source: Source;
}
/** How it ended, and what is known of it. */
type Ended = PullChange & { outcome: PullOutcome };

/**
 * Fetches what a source has and takes it as its dataset's next version. Nothing happens when the source is not
 * approved or is being pulled already. Why nothing came is kept with the pull, for people.
 */
export async function pullOnce(
  services: Services,
  sourceId: string,
  limits: PullLimits = PULL_LIMITS,
): Promise<void> {
  const pull = await begin(services, sourceId);
  if (!pull) return;
  const file = join(services.directory.paths.temporary, `pull-${pull.id}`);
  const ended = await fetchAndTake(services, pull, file, limits).catch((error: unknown): Ended => {
    if (error instanceof PullFailure) return { outcome: 'failed', problem: error.problem };
    services.log.error({ err: error, source: sourceId }, 'a pull failed');
    return { outcome: 'failed', problem: { reason: 'broken-off', args: {} } };
  });
  await rm(file, { force: true });
  await end(services, pull, ended);
}

async function begin(services: Services, sourceId: string): Promise<Pull | null> {
  const now = services.clock.now();
  return services.db.transaction().execute(async (trx) => {
    const source = await lockSource(trx, sourceId);
    if (source?.state !== 'approved') return null;
    await endBrokenPulls(trx, sourceId, new Date(now.getTime() - BROKEN_AFTER_MS), now);
    const id = services.newId();
    return (await insertPull(trx, { id, sourceId, at: now })) ? { id, source } : null;
  });
}

async function end(services: Services, { id, source }: Pull, ended: Ended): Promise<void> {
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    await savePull(trx, id, { ...ended, finishedAt: services.clock.now() });
    if (source.live) await deleteOldPulls(trx, source.id);
    // A delivery is an act of its own, with its event.
    if (ended.outcome === 'unchanged' || ended.outcome === 'delivered') return;
    await recordEvent(trx, call, {
      action: 'source.pulled',
      thing: 'source',
      thingId: source.id,
      result: ended.outcome === 'failed' ? 'failed' : 'done',
      reasons: [ended.outcome, ...(ended.problem ? [ended.problem.reason] : [])],
      provision: 'xz-16-2',
      data: { datasetId: source.datasetId, versionId: ended.versionId ?? null },
    });
  });
}

async function fetchAndTake(
  services: Services,
  pull: Pull,
  file: string,
  limits: PullLimits,
): Promise<Ended> {
  const fetched = await fetchInTime(services, pull.source, file, limits);
  if (fetched === 'unchanged') return { outcome: 'unchanged' };
  if (pull.source.live) return deliverPulled(services, pull.source, { ...fetched, file });
  const { digest, bytes } = await services.objects.put({ file, move: true });
  const uploadId = await receive(services, pull, { ...fetched, digest, bytes });
  if (uploadId === null) return { outcome: 'unchanged', digest, bytes };
  await inspectUpload(services, uploadId);
  const taken = await takeAsLast(services, uploadId);
  const seen = { digest, bytes, uploadId };
  if (taken.outcome !== 'taken') return { outcome: taken.outcome, ...seen };
  const { versionId } = taken;
  await validateVersion(services, versionId);
  return { outcome: await publishPulled(services, pull.source, versionId), ...seen, versionId };
}

/** The upload that the file has become; null when it is the file of last time. */
async function receive(
  services: Services,
  { id, source }: Pull,
  fetched: Exclude<Fetched, 'unchanged'> & { digest: string; bytes: number },
): Promise<string | null> {
  const { digest, bytes, fileName, validators } = fetched;
  return services.db.transaction().execute(async (trx) => {
    const locked = await lockSource(trx, source.id);
    // While it was being fetched somebody wrote another address: what came is nobody's any more.
    if (locked?.revision !== source.revision) throw new PullFailure('changed-meanwhile');
    await saveSeen(trx, source.id, { digest, validators });
    if (locked.lastDigest === digest) return null;
    const { bodyId, datasetId, preparedBy: accountId } = source;
    const file = { bodyId, datasetId, sourceId: source.id, accountId, fileName, digest, bytes };
    const uploadId = await receivePulled(trx, systemCall(services), file);
    await savePull(trx, id, { digest, bytes, uploadId });
    return uploadId;
  });
}

async function fetchInTime(
  services: Services,
  source: Source,
  file: string,
  limits: PullLimits,
): Promise<Fetched> {
  const { networks = [], folders = [] } = services.sourceReach ?? {};
  const signal = AbortSignal.timeout(limits.milliseconds);
  const fetching: Fetching = {
    file,
    secret: await secretOf(services, source),
    known: source.validators,
    admits: admitting(networks),
    folders,
    limits,
    signal,
  };
  try {
    return await fetchFrom(source.address, fetching);
  } catch (error) {
    if (signal.aborted)
      throw new PullFailure('timed-out', { seconds: Math.ceil(limits.milliseconds / 1000) });
    throw error;
  }
}

async function secretOf(services: Services, { id, secret }: Source): Promise<string | null> {
  return secret && unseal(await services.directory.secret(SECRET_KEY), id, secret);
}

function fetchFrom(address: SourceAddress, fetching: Fetching): Promise<Fetched> {
  switch (address.kind) {
    case 'url':
      return fetchUrl(address, fetching);
    case 'folder':
      return fetchFolder(address, fetching);
    case 'postgresql':
      return fetchPostgresql(address, fetching);
    case 'mysql':
      return fetchMysql(address, fetching);
    case 'http-api':
      return fetchHttpApi(address, fetching);
    case 'push':
      return Promise.resolve('unchanged');
  }
}
