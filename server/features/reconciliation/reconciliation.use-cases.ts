import { can } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { mismatchMachine, type MismatchThing } from '../../../rules/reconciliation/mismatch.machine.ts';
import type {
  explainMismatch,
  getMismatch,
  getReconciliation,
  listMismatches,
  MismatchView,
} from '../../../rules/reconciliation/reconciliation.operations.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  findMismatch,
  listMismatches as mismatchesIn,
  lockMismatch,
  ratesByBody,
  saveExplained,
  type BodyRate,
  type Mismatch,
} from './mismatch.queries.ts';

const thingOf = ({ state, publisher }: Mismatch): MismatchThing => ({
  state,
  bodyId: publisher.id,
  agrees: false,
});

function view(mismatch: Mismatch, { actor, services }: Call): MismatchView {
  const { district: _district, foundAt, resolvedAt, ...rest } = mismatch;
  const next = permitted(mismatchMachine, thingOf(mismatch), actor);
  return {
    ...rest,
    foundAt: foundAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    clock: clockView(services.profile.clocks.mismatch, foundAt, services.clock.now(), resolvedAt),
    can: { explain: next.includes('explain') },
  };
}

export const list: UseCase<typeof listMismatches> = async (call, asked) => {
  const scope = scopeOf(call.actor, 'mismatch.read');
  const { kind = null, state = null, publisher = null, limit, cursor } = asked;
  const wanted = { ...scope, kind, state, publisher, limit: limit + 1, after: idAfter(cursor) };
  const { items, total } = await mismatchesIn(call.services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => view(each, call)), total, totalIsEstimate: false, next };
};

export const rates: UseCase<typeof getReconciliation> = async ({ actor, services }) => {
  const bodies = await ratesByBody(services.db, scopeOf(actor, 'mismatch.read'));
  const sum = (of: 'declaredOpen' | 'agreeing' | 'mismatches'): number =>
    bodies.reduce((total, body) => total + body[of], 0);
  return {
    declaredOpen: sum('declaredOpen'),
    agreeing: sum('agreeing'),
    mismatches: sum('mismatches'),
    bodies: bodies.map(toRate),
  };
};

const toRate = ({ id, code, name, ...counts }: BodyRate) => ({ publisher: { id, code, name }, ...counts });

/** Throws `not-found`, also for what is hidden from the caller. */
function known({ actor }: Call, mismatch: Mismatch | undefined): Mismatch {
  const target = { bodyId: mismatch?.publisher.id ?? null, district: mismatch?.district ?? null };
  if (!mismatch || !can(actor, 'mismatch.read', target)) throw new Problem('not-found');
  return mismatch;
}

export const get: UseCase<typeof getMismatch> = async (call, { id }) => {
  const { db } = call.services;
  const mismatch = known(call, await findMismatch(db, id));
  return { mismatch: view(mismatch, call), history: await historyOf(db, 'mismatch', [id]) };
};

export const explain: UseCase<typeof explainMismatch> = async (call, { id, explanation }) => {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    const mismatch = known(call, await lockMismatch(trx, id));
    const outcome = step(mismatchMachine, thingOf(mismatch), 'explain', actor);
    if (!outcome.ok) throw refusal(outcome);
    if (actor.accountId === null) throw new Problem('not-permitted');
    const at = services.clock.now();
    await saveExplained(trx, { id, state: outcome.state, explanation, by: actor.accountId, at });
    await recordEvent(trx, call, {
      action: 'mismatch.explain',
      thing: 'mismatch',
      thingId: id,
      reasons: [explanation],
      provision: outcome.basis,
      data: { code: mismatch.code, kind: mismatch.kind },
    });
    const next = permitted(mismatchMachine, { ...thingOf(mismatch), state: outcome.state }, actor);
    return { id, state: outcome.state, provision: outcome.basis, next };
  });
};
