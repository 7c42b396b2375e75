import { can } from '../../../rules/access/permissions.ts';
import { checkGuideline } from '../../../rules/gradings/check-guideline.ts';
import { guidelineMachine, type GuidelineThing } from '../../../rules/gradings/guideline.machine.ts';
import type { GuidelineContent } from '../../../rules/gradings/guideline.schema.ts';
import type {
  draftGuideline,
  getGuideline,
  getGuidelineInForce,
  GuidelineSummary,
  GuidelineView,
  listGuidelines,
  previewGuideline,
  saveGuideline,
  stepGuideline,
} from '../../../rules/gradings/guidelines.operations.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { countEffect, itemsOfEffect, judge, settleRegradings } from './effect.ts';
import {
  allGuidelines,
  findGuideline,
  guidelineInForce,
  insertGuideline,
  lockGuideline,
  saveContent,
  saveGuidelineStep,
  type Guideline,
} from './guideline.queries.ts';

/** What has been in force is public; drafts are for those who make and watch them. */
const mayRead = ({ actor }: Call, { state }: Guideline): boolean =>
  state === 'in-force' || state === 'superseded' || can(actor, 'guideline.read');

const summary = (guideline: Guideline, { actor }: Call): GuidelineSummary => ({
  id: guideline.id,
  version: guideline.version,
  state: guideline.state,
  // Who wrote it is told to those who may see drafts.
  draftedBy: can(actor, 'guideline.read') ? guideline.draftedByName : null,
  createdAt: guideline.createdAt.toISOString(),
  inForceAt: guideline.inForceAt?.toISOString() ?? null,
  supersededAt: guideline.supersededAt?.toISOString() ?? null,
});

const contentOf = ({ guideline: { version: _version, ...content } }: Guideline): GuidelineContent => content;

async function findingsOf(db: Reader, guideline: Guideline) {
  if (guideline.state === 'in-force' || guideline.state === 'superseded') return [];
  return checkGuideline(guideline.guideline, (await guidelineInForce(db)).guideline);
}

const thingOf = ({ state, draftedBy }: Guideline, findings: readonly unknown[]): GuidelineThing => ({
  state,
  draftedBy,
  isComplete: findings.length === 0,
});

async function view(db: Reader, call: Call, guideline: Guideline): Promise<GuidelineView> {
  const findings = await findingsOf(db, guideline);
  const staff = can(call.actor, 'guideline.read');
  const next = permitted(guidelineMachine, thingOf(guideline, findings), call.actor);
  return {
    ...summary(guideline, call),
    revision: guideline.revision,
    guideline: guideline.guideline,
    findings,
    agreedBy: staff ? guideline.agreedByName : null,
    enforcedBy: staff ? guideline.enforcedByName : null,
    returnedBecause: staff ? guideline.returnedBecause : null,
    effect: staff ? guideline.effect : null,
    can: {
      ...Object.fromEntries(next.map((event) => [event, true])),
      save: guideline.state === 'drafted' && can(call.actor, 'guideline.write'),
      preview: staff,
    },
  };
}

export const list: UseCase<typeof listGuidelines> = async (call) => {
  const all = await allGuidelines(call.services.db);
  return {
    items: all.filter((each) => mayRead(call, each)).map((each) => summary(each, call)),
    can: { draft: can(call.actor, 'guideline.write') },
  };
};

export const inForce: UseCase<typeof getGuidelineInForce> = async (call) => {
  const { db } = call.services;
  return view(db, call, await guidelineInForce(db));
};

export const get: UseCase<typeof getGuideline> = async (call, { id }) => {
  const { db } = call.services;
  const guideline = await findGuideline(db, id);
  if (!guideline || !mayRead(call, guideline)) throw new Problem('not-found');
  return view(db, call, guideline);
};

export const draft: UseCase<typeof draftGuideline> = async (call) => {
  permit(call.actor, 'guideline.write');
  const { services, actor } = call;
  return services.db.transaction().execute(async (trx) => {
    const copied = await guidelineInForce(trx);
    await lockGuideline(trx, copied.id);
    const id = services.newId();
    const at = services.clock.now();
    const content = contentOf(copied);
    const version = await insertGuideline(trx, {
      id,
      state: 'drafted',
      content,
      draftedBy: actor.accountId,
      at,
    });
    await act(trx, call, { action: 'guideline.draft', id, version });
    return { id, version };
  });
};

const act = (
  trx: Trx,
  call: Call,
  { action, id, version, reason = '' }: { action: string; id: string; version: string; reason?: string },
): Promise<void> =>
  recordEvent(trx, call, {
    action,
    thing: 'guideline',
    thingId: id,
    provision: 'xz-13',
    reasons: reason === '' ? [] : [reason],
    data: { guideline: version },
  });

/** A version that the caller may know of, locked; throws `not-found`. */
async function known(trx: Trx, call: Call, id: string): Promise<Guideline> {
  const guideline = await lockGuideline(trx, id);
  if (!guideline || !mayRead(call, guideline)) throw new Problem('not-found');
  return guideline;
}

export const save: UseCase<typeof saveGuideline> = async (call, { id, revision, content }) => {
  const { services, actor } = call;
  return services.db.transaction().execute(async (trx) => {
    const guideline = await known(trx, call, id);
    permit(actor, 'guideline.write');
    if (guideline.state !== 'drafted' || actor.accountId === null) throw new Problem('wrong-state');
    const done = await saveContent(trx, { id, revision, content, by: actor.accountId });
    if (!done) throw new Problem('changed-meanwhile');
    await act(trx, call, { action: 'guideline.save', id, version: guideline.version });
    return view(trx, call, (await findGuideline(trx, id)) ?? guideline);
  });
};

export const preview: UseCase<typeof previewGuideline> = async (call, { id, limit }) => {
  const { db } = call.services;
  const guideline = await findGuideline(db, id);
  if (!guideline || !mayRead(call, guideline)) throw new Problem('not-found');
  permit(call.actor, 'guideline.read');
  const judged = await judge(db, await guidelineInForce(db), guideline);
  return { effect: await countEffect(db, judged), items: await itemsOfEffect(db, judged, limit) };
};

export const stepOne: UseCase<typeof stepGuideline> = async (call, { id, event, reason }) => {
  const { services, actor } = call;
  return services.db.transaction().execute(async (trx) => {
    const guideline = await known(trx, call, id);
    const findings = await findingsOf(trx, guideline);
    const thing = thingOf(guideline, findings);
    const outcome = step(guidelineMachine, thing, event, actor);
    if (!outcome.ok) throw refusal(outcome);
    if (event === 'return' && reason.trim() === '') throw new Problem('invalid-input');
    const at = services.clock.now();
    const judged = event === 'enforce' ? await judge(trx, await guidelineInForce(trx), guideline) : null;
    await saveGuidelineStep(trx, {
      id,
      state: outcome.state,
      by: actor.accountId,
      at,
      reason,
      ...(judged && { effect: await countEffect(trx, judged) }),
    });
    if (judged) {
      const { newId } = services;
      await settleRegradings(trx, judged, { guidelineId: id, guideline: guideline.guideline, newId, at });
    }
    await act(trx, call, { action: `guideline.${event}`, id, version: guideline.version, reason });
    const after = permitted(guidelineMachine, { ...thing, state: outcome.state }, actor);
    return { id, state: outcome.state, provision: outcome.basis, next: after };
  });
};
