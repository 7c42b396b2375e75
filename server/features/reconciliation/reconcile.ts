import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { mismatchesOf } from '../../../rules/reconciliation/mismatch.ts';
import { mismatchMachine } from '../../../rules/reconciliation/mismatch.machine.ts';
import type { Call, Services } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import {
  allCompared,
  insertMismatch,
  lockStanding,
  newestAct,
  saveResolved,
  type StandingMismatch,
} from './compare.queries.ts';

type Found = Omit<StandingMismatch, 'id' | 'state'>;
const keyOf = ({ entryId, datasetId, kind }: Found): string => JSON.stringify([entryId, datasetId, kind]);

/**
 * Compares what the catalogue declares open with the list and its open data. Every disagreement becomes a work order,
 * every one that is gone is resolved; answers how many. Safe beside other nodes.
 */
export async function reconcile(services: Services): Promise<{ found: number; resolved: number }> {
  const call = systemCall(services);
  return services.db.transaction().execute(async (trx) => {
    const gone = new Map((await lockStanding(trx)).map((each) => [keyOf(each), each]));
    let found = 0;
    for await (const each of disagreements(trx)) {
      if (gone.delete(keyOf(each))) continue;
      await enter(trx, call, each);
      found += 1;
    }
    for (const each of gone.values()) await resolve(trx, call, each);
    return { found, resolved: gone.size };
  });
}

async function* disagreements(trx: Trx): AsyncGenerator<Found> {
  for await (const portion of allCompared(trx)) {
    for (const { entryId, bodyId, declared, listed } of portion) {
      for (const mismatch of mismatchesOf(declared, listed)) yield { ...mismatch, entryId, bodyId };
    }
  }
}

async function enter(trx: Trx, call: Call, found: Found): Promise<void> {
  const id = call.services.newId();
  await insertMismatch(trx, { ...found, id, at: call.services.clock.now() });
  await recordEvent(trx, call, {
    action: 'mismatch.find',
    thing: 'mismatch',
    thingId: id,
    provision: 'plan2023-2.3',
    data: { kind: found.kind, catalogueEntryId: found.entryId, datasetId: found.datasetId },
  });
}

async function resolve(trx: Trx, call: Call, mismatch: StandingMismatch): Promise<void> {
  const outcome = step(mismatchMachine, { ...mismatch, agrees: true }, 'resolve', call.actor);
  if (!outcome.ok) throw refusal(outcome);
  await saveResolved(trx, mismatch.id, outcome.state, call.services.clock.now());
  await recordEvent(trx, call, {
    action: 'mismatch.resolve',
    thing: 'mismatch',
    thingId: mismatch.id,
    provision: outcome.basis,
    data: { kind: mismatch.kind, catalogueEntryId: mismatch.entryId, datasetId: mismatch.datasetId },
  });
}

const LOOK_EVERY_MS = 5000;
/** Of the time: a comparison that took long is done less often. */
const SHARE = 1 / 20;

/**
 * Compares whenever something was done, and once more after it, as an act may commit after a later one; answers how to
 * stop.
 */
export function watchOpenness(services: Services): () => Promise<void> {
  let compared: number | null = null;
  let again = true;
  let resting = 0;
  const look = async (): Promise<void> => {
    if (performance.now() < resting) return;
    const newest = await newestAct(services.db);
    if (newest === compared && !again) return;
    again = newest !== compared;
    const began = performance.now();
    await reconcile(services);
    compared = newest;
    const now = performance.now();
    resting = now + (now - began) / SHARE;
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      services.log.error({ err: error }, 'catalogue and list were not compared');
    });
  }, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
