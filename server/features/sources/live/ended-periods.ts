import type { Services } from '../../../context.ts';
import { close } from './deliver.ts';
import { liveTablesOf } from './live-tables.ts';
import { lockEndedPeriods, unsealedPeriods } from './period.queries.ts';
import { SEAL_PERIODS_OF } from './deliver.ts';

/** Closes the open periods whose end has come, to be sealed; answers how many. Safe beside other nodes. */
export async function closeEndedPeriods(services: Services): Promise<number> {
  return services.db.transaction().execute(async (trx) => {
    const ended = await lockEndedPeriods(trx, services.clock.now());
    for (const period of ended) await close(trx, { services }, period);
    return ended.length;
  });
}

/** After a start: what was delivered can be read again, and what was being sealed goes on. */
export async function resumePeriods(services: Services): Promise<void> {
  const periods = await unsealedPeriods(services.db);
  const tables = liveTablesOf(services);
  for (const { id } of periods) tables.wake(id);
  const sealing = new Set(periods.filter(({ state }) => state === 'sealing').map(({ sourceId }) => sourceId));
  await services.db.transaction().execute(async (trx) => {
    for (const sourceId of sealing) await services.jobs.send(trx, SEAL_PERIODS_OF, { sourceId });
  });
  await tables.settle();
}
