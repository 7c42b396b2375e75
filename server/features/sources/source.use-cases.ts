import { isDeepStrictEqual } from 'node:util';
import { can } from '../../../rules/access/permissions.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { scheduleFault, type Schedule } from '../../../rules/sources/schedule.ts';
import { sourceMachine, type SourceThing } from '../../../rules/sources/source.machine.ts';
import type { PullView, SourceView } from '../../../rules/sources/source.schema.ts';
import type {
  changeSource,
  createSource,
  getSource,
  listSources,
  pullSource,
  stepSource,
} from '../../../rules/sources/sources.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { seal } from '../accounts/index.ts';
import { findDataset, lockDataset, mayReadDraft } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { knownSource, mayReadSource } from './known-source.ts';
import { deliveriesOf, periodsOf } from './live/period.queries.ts';
import { exampleRow } from './live/shape.ts';
import { PULL_SOURCE, SECRET_KEY } from './pull-source.ts';
import {
  hasLiveSource,
  insertSource,
  lastPulls,
  lockSource,
  pullsOf,
  saveSource,
  saveSourceState,
  sourcesOf,
  type Source,
} from './source.queries.ts';

const thingOf = ({ state, bodyId, preparedBy }: Source): SourceThing => ({ state, bodyId, preparedBy });

function view(call: Call, source: Source, lastPull: PullView | null): SourceView {
  const next = permitted(sourceMachine, thingOf(source), call.actor);
  const mine = can(call.actor, 'source.write', { bodyId: source.bodyId });
  return {
    id: source.id,
    name: source.name,
    state: source.state,
    bodyId: source.bodyId,
    bodyName: source.bodyName,
    datasetId: source.datasetId,
    datasetName: source.datasetName,
    address: source.address,
    hasSecret: source.secret !== null,
    everySeconds: source.everySeconds,
    live: source.live,
    revision: source.revision,
    preparedBy: source.preparedByName,
    approvedBy: source.approvedByName,
    approvedAt: source.approvedAt?.toISOString() ?? null,
    nextPullAt: source.state === 'approved' ? (source.nextPullAt?.toISOString() ?? null) : null,
    lastPull,
    can: {
      ...Object.fromEntries(sourceMachine.events.map((event) => [event, next.includes(event)])),
      pull: mine && source.state === 'approved' && source.address.kind !== 'push',
    },
  };
}

export const list: UseCase<typeof listSources> = async (call) => {
  const { db } = call.services;
  const sources = await sourcesOf(db, scopeOf(call.actor, 'source.read'));
  const last = await lastPulls(
    db,
    sources.map(({ id }) => id),
  );
  return { items: sources.map((source) => view(call, source, last.get(source.id) ?? null)) };
};

/** Locked; throws `not-found`, also for what is hidden from the caller. */
async function lockKnown(trx: Trx, call: Call, id: string): Promise<Source> {
  const source = await lockSource(trx, id);
  if (!source || !mayReadSource(call, source)) throw new Problem('not-found');
  return source;
}

async function shown(call: Call, id: string): Promise<SourceView> {
  const last = await lastPulls(call.services.db, [id]);
  return view(call, await knownSource(call, id), last.get(id) ?? null);
}

export const get: UseCase<typeof getSource> = async (call, { id }) => {
  const source = await knownSource(call, id);
  const { db } = call.services;
  const [pulls, periods, deliveries, example] = await Promise.all([
    pullsOf(db, id),
    periodsOf(db, id),
    deliveriesOf(db, id),
    source.address.kind === 'push' ? exampleRow(call.services, source.datasetId) : null,
  ]);
  return { source: view(call, source, pulls[0] ?? null), pulls, periods, deliveries, example };
};

/** Bound to the source: moved to another row it no longer opens. An empty one is none. */
async function sealed({ services }: Call, id: string, secret: string): Promise<Buffer | null> {
  return secret === '' ? null : seal(await services.directory.secret(SECRET_KEY), id, secret);
}

function refuseSchedule({ t }: Call, schedule: Schedule): void {
  const fault = scheduleFault(schedule);
  if (!fault) return;
  const { pointer, reason, args } = fault;
  throw new Problem('invalid-input', { errors: [{ pointer, detail: t(`source.schedule.${reason}`, args) }] });
}

/** Two sources of one open period would undo each other. */
async function refuseSecond(trx: Trx, datasetId: string, id: string): Promise<void> {
  await lockDataset(trx, datasetId);
  if (!(await hasLiveSource(trx, datasetId, id))) return;
  throw new Problem('already-exists', { words: (translate) => translate('source.second-live') });
}

export const create: UseCase<typeof createSource> = async (call, input) => {
  const { services, actor } = call;
  const { name, address, everySeconds, live } = input;
  const { accountId } = actor;
  const dataset = await findDataset(services.db, input.datasetId);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  permit(actor, 'source.write', { bodyId: dataset.publisher.id });
  if (accountId === null) throw new Problem('not-found');
  if (dataset.state === 'withdrawn') throw new Problem('wrong-state');
  refuseSchedule(call, input);
  const id = services.newId();
  const secret = await sealed(call, id, input.secret ?? '');
  const owners = { bodyId: dataset.publisher.id, datasetId: dataset.id, preparedBy: accountId };
  const at = services.clock.now();
  await services.db.transaction().execute(async (trx) => {
    if (live) await refuseSecond(trx, dataset.id, id);
    await insertSource(trx, { id, ...owners, name, address, everySeconds, live, secret, at });
    const data = { datasetId: dataset.id, kind: address.kind, everySeconds, live };
    await recordEvent(trx, call, {
      action: 'source.create',
      thing: 'source',
      thingId: id,
      provision: 'xz-16-2',
      data,
    });
  });
  return shown(call, id);
};

export const change: UseCase<typeof changeSource> = async (call, { id, revision, secret, ...written }) => {
  const { services, actor } = call;
  refuseSchedule(call, written);
  const fresh = secret === undefined ? null : { sealed: await sealed(call, id, secret) };
  await services.db.transaction().execute(async (trx) => {
    const source = await lockKnown(trx, call, id);
    permit(actor, 'source.write', { bodyId: source.bodyId });
    if (source.state === 'ended' || actor.accountId === null) throw new Problem('wrong-state');
    if (source.revision !== revision) throw new Problem('changed-meanwhile');
    const { name, everySeconds, live, address } = written;
    if (live) await refuseSecond(trx, source.datasetId, id);
    const isMoved =
      fresh !== null || !isDeepStrictEqual(address, source.address) || !isDeepStrictEqual(live, source.live);
    const outcome = isMoved ? step(sourceMachine, thingOf(source), 'change', actor) : null;
    if (outcome && !outcome.ok) throw refusal(outcome);
    const moved = isMoved
      ? { address, secret: fresh ? fresh.sealed : source.secret, preparedBy: actor.accountId }
      : null;
    await saveSource(trx, id, { name, everySeconds, live, moved });
    await recordEvent(trx, call, {
      action: 'source.change',
      thing: 'source',
      thingId: id,
      version: revision + 1,
      provision: 'xz-16-2',
      data: { everySeconds, live, addressChanged: isMoved },
    });
  });
  return shown(call, id);
};

/** What the list calls no longer updated is not updated (`xz-10-1`). */
async function refuseStatic(trx: Trx, datasetId: string): Promise<void> {
  const dataset = await lockDataset(trx, datasetId);
  if (!dataset?.staticSince) return;
  throw new Problem('wrong-state', {
    provision: 'xz-10-1',
    words: (translate) => translate('source.static-dataset'),
  });
}

export const stepOne: UseCase<typeof stepSource> = async (call, { id, event }) =>
  call.services.db.transaction().execute(async (trx) => {
    const source = await lockKnown(trx, call, id);
    const outcome = step(sourceMachine, thingOf(source), event, call.actor);
    if (!outcome.ok) throw refusal(outcome);
    if (outcome.state === 'approved') await refuseStatic(trx, source.datasetId);
    const at = call.services.clock.now();
    const approval = event === 'approve' ? { approval: { by: call.actor.accountId, at } } : {};
    const nextPullAt = outcome.state === 'approved' && source.address.kind !== 'push' ? at : null;
    await saveSourceState(trx, id, { state: outcome.state, nextPullAt, ...approval });
    await recordEvent(trx, call, {
      action: `source.${event}`,
      thing: 'source',
      thingId: id,
      version: source.revision,
      provision: outcome.basis,
      data: { datasetId: source.datasetId },
    });
    const after = permitted(sourceMachine, { ...thingOf(source), state: outcome.state }, call.actor);
    return { id, state: outcome.state, provision: outcome.basis, next: after };
  });

export const pullNow: UseCase<typeof pullSource> = async (call, { id }) => {
  await call.services.db.transaction().execute(async (trx) => {
    const source = await lockKnown(trx, call, id);
    permit(call.actor, 'source.write', { bodyId: source.bodyId });
    if (source.state !== 'approved' || source.address.kind === 'push') throw new Problem('wrong-state');
    await recordEvent(trx, call, {
      action: 'source.pull',
      thing: 'source',
      thingId: id,
      provision: 'xz-16-2',
    });
    await call.services.jobs.send(trx, PULL_SOURCE, { sourceId: id });
  });
  return shown(call, id);
};
