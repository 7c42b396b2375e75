import type { Services } from '../../context.ts';
import { closeEndedPeriods } from './live/ended-periods.ts';
import { PULL_SOURCE } from './pull-source.ts';
import { lockDueSources, saveNextPull } from './source.queries.ts';

const LOOK_EVERY_MS = 1000;
const SECOND_MS = 1000;

/** Queues a pull of every source whose time has come, and sets its next time; answers how many. Safe beside other nodes. */
export async function queueDueSources({ db, clock, jobs }: Services): Promise<number> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const due = await lockDueSources(trx, now);
    for (const { id, everySeconds } of due) {
      await saveNextPull(trx, id, new Date(now.getTime() + everySeconds * SECOND_MS));
      await jobs.send(trx, PULL_SOURCE, { sourceId: id });
    }
    return due.length;
  });
}

/** Looks for due sources and for periods that are over, every second; answers how to stop. */
export function watchSources(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  let isLooking = false;
  const look = (): void => {
    if (isLooking) return;
    isLooking = true;
    looking = looking
      .then(() => queueDueSources(services))
      .then(() => closeEndedPeriods(services))
      .then(
        () => undefined,
        (error: unknown) => services.log.error({ err: error }, 'due sources were not looked for'),
      )
      .finally(() => {
        isLooking = false;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
