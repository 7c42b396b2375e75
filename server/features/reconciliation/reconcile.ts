import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { mismatchesOf } from '../../../rules/reconciliation/mismatch.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import { mismatchMachine } from '../../../rules/reconciliation/mismatch.machine.ts';
import type { Call, Services } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvents, type Act } from '../events/index.ts';
import {
  allCompared,
  insertMismatches,
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
    for await (const portion of disagreements(trx)) {
      const fresh = portion.filter((each) => !gone.delete(keyOf(each)));
      await enter(trx, call, fresh);
      found += fresh.length;
    }
    await resolve(trx, call, [...gone.values()]);
    return { found, resolved: gone.size };
  });
}

async function* disagreements(trx: Trx): AsyncGenerator<Found[]> {
  for await (const portion of allCompared(trx)) {
    yield portion.flatMap(({ entryId, bodyId, declared, listed }) =>
      mismatchesOf(declared, listed).map((mismatch) => ({ ...mismatch, entryId, bodyId })),
    );
  }
}

/** So many rows a statement: after an import there are thousands. */
const AT_ONCE = 1000;

async function enter(trx: Trx, call: Call, found: readonly Found[]): Promise<void> {
  const { newId, clock } = call.services;
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE).map((each) => ({ ...each, id: newId() }));
    await insertMismatches(trx, some, clock.now());
    await recordEvents(
      trx,
      call,
      some.map((each) => eventOf('mismatch.find', 'plan2023-2.3', each)),
    );
  }
}

async function resolve(trx: Trx, call: Call, gone: readonly StandingMismatch[]): Promise<void> {
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    const some = gone.slice(from, from + AT_ONCE).map((mismatch) => {
      const outcome = step(mismatchMachine, { ...mismatch, agrees: true }, 'resolve', call.actor);
      if (!outcome.ok) throw refusal(outcome);
      return { mismatch, outcome };
    });
    const at = call.services.clock.now();
    for (const [state, alike] of Map.groupBy(some, ({ outcome }) => outcome.state)) {
      const ids = alike.map(({ mismatch }) => mismatch.id);
      await saveResolved(trx, ids, state, at);
    }
    await recordEvents(
      trx,
      call,
      some.map(({ mismatch, outcome }) => eventOf('mismatch.resolve', outcome.basis, mismatch)),
    );
  }
}

const eventOf = (action: string, provision: Provision, mismatch: Found & { id: string }): Act => ({
  action,
  thing: 'mismatch',
  thingId: mismatch.id,
  provision,
  data: { kind: mismatch.kind, catalogueEntryId: mismatch.entryId, datasetId: mismatch.datasetId },
});

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
