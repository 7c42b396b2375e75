import type { Services } from '../server/context.ts';
import { hasPeople, isBuilt, markBuilt } from '../server/features/demonstration/index.ts';
import { Problem } from '../rules/problems/problems.ts';
import { v7 } from 'uuid';
import { systemCall } from '../server/system-call.ts';
import { importCatalogues } from './catalogue-exports.ts';
import { settle, writeAccounts, type Actors } from './city.ts';
import { DatasetLife } from './dataset-life.ts';
import { ENVIRONMENT } from './datasets/environment.ts';
import { LIFE } from './datasets/life.ts';
import { PLACES } from './datasets/places.ts';
import { TRANSPORT } from './datasets/transport.ts';
import { keepSource } from './keep-source.ts';
import { receiveFile } from './receive-file.ts';
import { editManyDrafts } from './many-drafts.ts';
import { listFastTrackEntries } from './fast-track.ts';
import { leaveRegistrationWaiting, publishRules, registerFirm } from './organisations.ts';
import { planSystems } from './information-systems.ts';
import { beginReview } from './review-campaign.ts';
import { fileApplications } from './applications.ts';
import { checkUse } from './spot-check.ts';
import { letShopUse, reportOnUse } from './use-reports.ts';
import { waitingFile } from './waiting-file.ts';

/** A year of a small invented city: its people, and datasets of every class in every state. */
const DATASETS = [...TRANSPORT, ...ENVIRONMENT, ...LIFE, ...PLACES];

/**
 * Builds the demonstration city, once, through the real use cases under a clock of its own; answers whether there was
 * anything to do. Throws `store-not-ours` where a real city lives.
 */
export async function buildDemonstration(
  services: Services,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<boolean> {
  if (await isBuilt(services.db)) return false;
  if (await hasPeople(services.db)) throw new Problem('store-not-ours', { detail: services.directory.path });
  const now = services.clock.now();
  let present = now;
  const time = { set: (next: Date) => void (present = next) };
  const clock = { now: () => present };
  // What the jobs would do is done here, in the time of the story.
  const jobs = { ...services.jobs, send: () => Promise.resolve() };
  const story: Services = { ...services, clock, jobs, newId: () => v7({ msecs: present.getTime() }) };
  time.set(new Date(now.getTime() - 400 * 86_400_000));
  const settled = await settle(story);
  const actors = await registerFirm(story, settled.actors);
  await publishRules(story, actors);
  await writeAccounts(story, settled.accounts);
  for (const [index, spec] of DATASETS.entries()) {
    await new DatasetLife(story, actors, time, spec, now).live();
    progress(index + 1, DATASETS.length);
  }
  time.set(now);
  await leaveFileWaiting(story, actors);
  const [, daily] = TRANSPORT;
  if (daily) await keepSource(story, actors, daily);
  await planSystems(story, actors);
  await beginReview(story, actors);
  await leaveRegistrationWaiting(story, actors);
  await listFastTrackEntries(story, actors);
  await letShopUse(story, actors, time, settled.accounts);
  await fileApplications(story, actors, time, settled.accounts);
  await reportOnUse(story, actors, time);
  await checkUse(story, actors);
  await editManyDrafts(story, actors);
  await importCatalogues(story, actors);
  await services.db.transaction().execute((trx) => markBuilt(trx, now));
  return true;
}

async function leaveFileWaiting(story: Services, actors: Actors): Promise<void> {
  const editor = actors.get('jtw-editor');
  if (!editor) throw new Error('the demonstration has no jtw-editor');
  const { name, bytes } = waitingFile();
  await receiveFile(systemCall(story, editor), name, bytes);
}
