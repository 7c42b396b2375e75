import { can } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { lacksOf, type SchemeItem } from '../../../rules/systems/acceptance.ts';
import { systemMachine, type SystemThing } from '../../../rules/systems/system.machine.ts';
import type {
  ComparedItem,
  createSystem,
  getSystem,
  listSystems,
  saveSystem,
  stepSystem,
  SystemView,
} from '../../../rules/systems/systems.operations.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  entriesOfBody,
  findSystem,
  insertSystem,
  listSystems as systemsIn,
  lockSystem,
  nameIsTaken,
  saveSystemStep,
  updateSystem,
  type StoredItem,
  type System,
} from './system.queries.ts';

function compared({ entry, listed, ...item }: StoredItem): ComparedItem {
  return { ...item, lacks: lacksOf(item, { entry, listed }) };
}

function thingOf(system: System, { services }: Call, reasons: readonly string[] = []): SystemThing {
  return {
    state: system.state,
    bodyId: system.publisher.id,
    preparedBy: system.preparedBy,
    requestedBy: system.requestedBy,
    deciders: services.profile.systemAcceptance.decidedBy,
    hasScheme: system.items.length > 0,
    isComplete: system.items.every((item) => compared(item).lacks.length === 0),
    reasons,
  };
}

/** What the caller could try; whether it is complete is said by the attempt, with all that is missing. */
const eventsFor = (system: System, call: Call): string[] =>
  permitted(systemMachine, { ...thingOf(system, call, ['-']), isComplete: true }, call.actor);

function view(system: System, call: Call): SystemView {
  const {
    district: _district,
    items,
    preparedByName,
    requestedBy: _by,
    requestedAt,
    decidedAt,
    ...rest
  } = system;
  const { services } = call;
  const next = eventsFor(system, call);
  const limits = services.profile.clocks.systemAcceptance;
  return {
    ...rest,
    scheme: items.map(compared),
    preparedBy: preparedByName,
    clock: requestedAt && clockView(limits, requestedAt, services.clock.now(), decidedAt),
    createdAt: system.createdAt.toISOString(),
    can: Object.fromEntries(systemMachine.events.map((event) => [event, next.includes(event)])),
  };
}

export const list: UseCase<typeof listSystems> = async (call, { state = null, limit, cursor }) => {
  const scope = scopeOf(call.actor, 'system.read');
  const wanted = { ...scope, state, limit: limit + 1, after: idAfter(cursor) };
  const { items, total } = await systemsIn(call.services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => view(each, call)), total, totalIsEstimate: false, next };
};

function known(system: System | undefined, { actor }: Call): System {
  const target = { bodyId: system?.publisher.id ?? null, district: system?.district ?? null };
  if (!system || !can(actor, 'system.read', target)) throw new Problem('not-found');
  return system;
}

export const get: UseCase<typeof getSystem> = async (call, { id }) => {
  const { db } = call.services;
  const system = known(await findSystem(db, id), call);
  return { system: view(system, call), history: await historyOf(db, 'system', [id]) };
};

export const create: UseCase<typeof createSystem> = async (call, input) => {
  const { actor, services } = call;
  const { bodyId, accountId: by } = actor;
  permit(actor, 'system.write', { bodyId });
  if (bodyId === null || by === null) throw new Problem('not-permitted');
  return services.db.transaction().execute(async (trx) => {
    const id = services.newId();
    await refuseForeignEntries(trx, call, bodyId, input.scheme);
    if (!(await insertSystem(trx, { id, bodyId, input, by, at: services.clock.now() })))
      throw new Problem('already-exists');
    await record(trx, call, id, { event: 'create', data: { name: input.name, items: input.scheme.length } });
    return view(known(await findSystem(trx, id), call), call);
  });
};

export const save: UseCase<typeof saveSystem> = async (call, { id, revision, ...input }) => {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    const system = known(await lockSystem(trx, id), call);
    const outcome = step(systemMachine, thingOf(system, call), 'save', actor);
    if (!outcome.ok) throw refusal(outcome);
    if (actor.accountId === null) throw new Problem('not-permitted');
    if (system.revision !== revision) throw new Problem('changed-meanwhile');
    if (await nameIsTaken(trx, system, input.name)) throw new Problem('already-exists');
    await refuseForeignEntries(trx, call, system.publisher.id, input.scheme);
    await updateSystem(trx, { id, input, by: actor.accountId });
    await record(trx, call, id, { event: 'save', data: { code: system.code, items: input.scheme.length } });
    return view(known(await findSystem(trx, id), call), call);
  });
};

/** A scheme is carried out by the body's own catalogue. */
async function refuseForeignEntries(
  trx: Trx,
  { t }: Call,
  bodyId: string,
  scheme: readonly SchemeItem[],
): Promise<void> {
  const ids = scheme.flatMap(({ catalogueEntryId }) => catalogueEntryId ?? []);
  const own = await entriesOfBody(trx, bodyId, ids);
  const errors = scheme.flatMap(({ name, catalogueEntryId }, place) =>
    catalogueEntryId === null || own.has(catalogueEntryId)
      ? []
      : [
          {
            pointer: `/scheme/${String(place)}/catalogueEntryId`,
            detail: t('system.foreign-entry', { name }),
          },
        ],
  );
  if (errors.length > 0) throw new Problem('invalid-input', { errors, provision: 'xz-23' });
}

export const stepOne: UseCase<typeof stepSystem> = async (call, { id, event, reasons }) => {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    const system = known(await lockSystem(trx, id), call);
    const outcome = step(systemMachine, thingOf(system, call, reasons), event, actor);
    if (!outcome.ok && outcome.code === 'system-incomplete') throw incomplete(system, call);
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw new Problem('invalid-input', {
        errors: [{ pointer: '/reasons', detail: call.t('system.reasons-needed') }],
      });
    if (!outcome.ok) throw refusal(outcome);
    if (actor.accountId === null) throw new Problem('not-permitted');
    const at = services.clock.now();
    const decided = event === 'accept' || event === 'return';
    const requested = event === 'request' ? { requested: { by: actor.accountId, at } } : {};
    await saveSystemStep(trx, {
      id,
      state: outcome.state,
      reasons,
      decidedAt: decided ? at : null,
      ...requested,
    });
    await record(trx, call, id, { event, reasons, data: { code: system.code } });
    const next = eventsFor({ ...system, state: outcome.state }, call);
    return { id, state: outcome.state, provision: outcome.basis, next };
  });
};

/** Every missing thing, at once. */
const incomplete = ({ items }: System, { t }: Call): Problem =>
  new Problem('system-incomplete', {
    provision: 'xz-23',
    errors: items.map(compared).flatMap(({ name, lacks }, place) =>
      lacks.map((lack) => ({
        pointer: `/scheme/${String(place)}`,
        detail: t(`system.lack.${lack}`, { name }),
      })),
    ),
  });

interface Recorded {
  event: string;
  reasons?: string[];
  data: Record<string, unknown>;
}

const record = (trx: Trx, call: Call, id: string, { event, reasons = [], data }: Recorded): Promise<void> =>
  recordEvent(trx, call, {
    action: `system.${event}`,
    thing: 'system',
    thingId: id,
    reasons,
    provision: 'xz-23',
    data,
  });
