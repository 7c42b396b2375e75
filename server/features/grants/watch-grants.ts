import { cityDay } from '../../../rules/time/clock.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { lockGrant } from './grant.queries.ts';
import { moveGrant } from './grant-life.ts';
import { overdueGrants } from './overdue-grants.queries.ts';

/** Ends grants whose last day has passed, 100 at a time. Safe beside other nodes. */
export async function expireGrants(services: Services): Promise<void> {
  const call = systemCall(services);
  const { db, clock } = services;
  const day = cityDay(clock.now());
  for (const id of await overdueGrants(db, day))
    await db.transaction().execute(async (trx) => {
      const grant = await lockGrant(trx, id);
      if (!grant || grant.state === 'revoked' || grant.state === 'expired') return;
      await moveGrant(trx, call, grant, 'expire', { terms: grant.terms, reason: null });
    });
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once; answers how to stop. What is over is not served meanwhile: the door looks at the day. */
export function watchGrants(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => expireGrants(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'grants that are over were not ended');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
