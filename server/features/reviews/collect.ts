import type { Call, Services } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { collectItems, hasOpenCampaign, lockOpenCampaigns, newestAct } from './collect.queries.ts';

/** Brings the items of an open campaign up to what is on the list and in the catalogue now; one event says how many. */
export async function collect(trx: Trx, call: Call, campaign: { id: string; year: number }): Promise<void> {
  const changed = await collectItems(trx, campaign, call.services.clock.now());
  if (Object.values(changed).every((count) => count === 0)) return;
  await recordEvent(trx, call, {
    action: 'review.collect',
    thing: 'review',
    thingId: campaign.id,
    provision: 'xz-10',
    data: changed,
  });
}

/** Brings the items of every open campaign up to date. Safe beside other nodes. */
export async function collectAll(services: Services): Promise<void> {
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    for (const campaign of await lockOpenCampaigns(trx)) await collect(trx, call, campaign);
  });
}

const LOOK_EVERY_MS = 5000;

/** Collects whenever something was done, and once more after it, as an act may commit after a later one; answers how to stop. */
export function watchReviews(services: Services): () => Promise<void> {
  let collected: number | null = null;
  let again = true;
  const look = async (): Promise<void> => {
    if (!(await hasOpenCampaign(services.db))) return;
    const newest = await newestAct(services.db);
    if (newest === collected && !again) return;
    again = newest !== collected;
    await collectAll(services);
    collected = newest;
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      services.log.error({ err: error }, 'the yearly review was not brought up to date');
    });
  }, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
