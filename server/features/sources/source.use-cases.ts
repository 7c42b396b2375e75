import { isDeepStrictEqual } from 'node:util';
import { can } from '../../../rules/access/permissions.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
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
import { findDataset, mayReadDraft } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { PULL_SOURCE, SECRET_KEY } from './pull-source.ts';
import {
  findSource,
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
const mayRead = ({ actor }: Call, { bodyId, district }: Source): boolean =>
  can(actor, 'source.read', { bodyId, district });

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
    everyMinutes: source.everyMinutes,
    revision: source.revision,
    preparedBy: source.preparedByName,
    approvedBy: source.approvedByName,
    approvedAt: source.approvedAt?.toISOString() ?? null,
    nextPullAt: source.state === 'approved' ? (source.nextPullAt?.toISOString() ?? null) : null,
    lastPull,
    can: {
      ...Object.fromEntries(sourceMachine.events.map((event) => [event, next.includes(event)])),
      pull: mine && source.state === 'approved',
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

async function known(call: Call, id: string): Promise<Source> {
  const source = await findSource(call.services.db, id);
  if (!source || !mayRead(call, source)) throw new Problem('not-found');
  return source;
}

/** Locked; throws `not-found`, also for what is hidden from the caller. */
async function lockKnown(trx: Trx, call: Call, id: string): Promise<Source> {
  const source = await lockSource(trx, id);
  if (!source || !mayRead(call, source)) throw new Problem('not-found');
  return source;
}

async function shown(call: Call, id: string): Promise<SourceView> {
  const last = await lastPulls(call.services.db, [id]);
  return view(call, await known(call, id), last.get(id) ?? null);
}

export const get: UseCase<typeof getSource> = async (call, { id }) => {
  const source = await known(call, id);
  const pulls = await pullsOf(call.services.db, id);
  return { source: view(call, source, pulls[0] ?? null), pulls };
};

/** Bound to the source: moved to another row it no longer opens. An empty one is none. */
async function sealed({ services }: Call, id: string, secret: string): Promise<Buffer | null> {
  return secret === '' ? null : seal(await services.directory.secret(SECRET_KEY), id, secret);
}

export const create: UseCase<typeof createSource> = async (call, input) => {
  const { services, actor } = call;
  const { name, address, everyMinutes } = input;
  const { accountId } = actor;
  const dataset = await findDataset(services.db, input.datasetId);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  permit(actor, 'source.write', { bodyId: dataset.publisher.id });
  if (accountId === null) throw new Problem('not-found');
  if (dataset.state === 'withdrawn') throw new Problem('wrong-state');
  const id = services.newId();
  const secret = await sealed(call, id, input.secret ?? '');
  const owners = { bodyId: dataset.publisher.id, datasetId: dataset.id, preparedBy: accountId };
  const at = services.clock.now();
  await services.db.transaction().execute(async (trx) => {
    await insertSource(trx, { id, ...owners, name, address, everyMinutes, secret, at });
    const data = { datasetId: dataset.id, kind: address.kind, everyMinutes };
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
  const fresh = secret === undefined ? null : { sealed: await sealed(call, id, secret) };
  await services.db.transaction().execute(async (trx) => {
    const source = await lockKnown(trx, call, id);
    permit(actor, 'source.write', { bodyId: source.bodyId });
    if (source.state === 'ended' || actor.accountId === null) throw new Problem('wrong-state');
    if (source.revision !== revision) throw new Problem('changed-meanwhile');
    const { name, everyMinutes, address } = written;
    const isMoved = fresh !== null || !isDeepStrictEqual(address, source.address);
    const outcome = isMoved ? step(sourceMachine, thingOf(source), 'change', actor) : null;
    if (outcome && !outcome.ok) throw refusal(outcome);
    const moved = isMoved
      ? { address, secret: fresh ? fresh.sealed : source.secret, preparedBy: actor.accountId }
      : null;
    await saveSource(trx, id, { name, everyMinutes, moved });
    await recordEvent(trx, call, {
      action: 'source.change',
      thing: 'source',
      thingId: id,
      version: revision + 1,
      provision: 'xz-16-2',
      data: { everyMinutes, addressChanged: isMoved },
    });
  });
  return shown(call, id);
};

export const stepOne: UseCase<typeof stepSource> = async (call, { id, event }) =>
  call.services.db.transaction().execute(async (trx) => {
    const source = await lockKnown(trx, call, id);
    const outcome = step(sourceMachine, thingOf(source), event, call.actor);
    if (!outcome.ok) throw refusal(outcome);
    const at = call.services.clock.now();
    const approval = event === 'approve' ? { approval: { by: call.actor.accountId, at } } : {};
    const nextPullAt = outcome.state === 'approved' ? at : null;
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
    if (source.state !== 'approved') throw new Problem('wrong-state');
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
