import { misconductMachine } from '../../../rules/misconduct/misconduct.machine.ts';
import { step } from '../../../rules/machine/machine.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { endMeasures } from './end-measures.ts';
import { servedRecords } from './measure.queries.ts';
import { lockMisconduct, saveMisconduct } from './misconduct.queries.ts';
import { thingOf } from './misconduct.view.ts';

/** Ends measures whose last day has passed, and with the last of them the record. Safe beside other nodes. */
export async function serveTerms(services: Services): Promise<void> {
  const day = cityDay(services.clock.now());
  for (const id of await servedRecords(services.db, day)) await serveOne(services, id, day);
}

async function serveOne(services: Services, id: string, day: string): Promise<void> {
  const call = systemCall(services);
  const reason = call.t('misconduct.served');
  await services.db.transaction().execute(async (trx) => {
    const record = await lockMisconduct(trx, id);
    if (!record) return;
    const running = record.measures.filter(({ endedAt }) => endedAt === null);
    const over = running.filter(({ until }) => until !== null && until < day);
    await endMeasures(trx, call, over, reason);
    const said = { isGrounded: true, hasTerm: true, isServed: over.length === running.length, reasons: [] };
    const outcome = step(misconductMachine, thingOf(record, call.actor, said), 'serve', call.actor);
    if (!outcome.ok) return;
    await saveMisconduct(trx, { ...record, state: outcome.state }, services.clock.now());
    await recordEvent(trx, call, {
      ...{ action: 'misconduct.serve', thing: 'misconduct', thingId: id, provision: outcome.basis },
      ...{ reasons: [reason], data: { code: record.code } },
    });
  });
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once; answers how to stop. */
export function watchMeasures(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => serveTerms(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'measures that are over were not ended');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
