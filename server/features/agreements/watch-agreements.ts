import { cityDay } from '../../../rules/time/clock.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { overdueAgreements, succeededAgreements } from './agreement.queries.ts';
import { expire, giveWay } from './step-agreement.ts';

/** Ends agreements whose last day has passed or whose successor's first has come, 100 at a time, and their grants. Safe beside other nodes. */
export async function expireAgreements(services: Services): Promise<void> {
  const call = systemCall(services);
  const day = cityDay(services.clock.now());
  for (const id of await overdueAgreements(services.db, day))
    await services.db.transaction().execute((trx) => expire(trx, call, id));
  for (const id of await succeededAgreements(services.db, day))
    await services.db.transaction().execute((trx) => giveWay(trx, call, id));
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once; answers how to stop. What is over is not served meanwhile: grants end by their date. */
export function watchAgreements(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => expireAgreements(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'agreements that are over were not ended');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
