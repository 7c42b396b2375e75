import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { overdueEmergencies } from './emergency.queries.ts';
import { expire } from './emergency.use-cases.ts';

/** Ends openings whose time is over. Nothing was served meanwhile: the door looks at the time itself. */
export async function expireEmergencies(services: Services): Promise<void> {
  const call = systemCall(services);
  for (const id of await overdueEmergencies(services.db, services.clock.now()))
    await services.db.transaction().execute((trx) => expire(trx, call, id));
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once; answers how to stop. */
export function watchEmergencies(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => expireEmergencies(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'emergency openings that are over were not ended');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
