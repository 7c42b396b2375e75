import { can } from '../../../rules/access/permissions.ts';
import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { CHANGES_THE_LIST, decisionsFor, faultsOf } from '../../../rules/reviews/assessment.ts';
import { reviewItemMachine } from '../../../rules/reviews/review-item.machine.ts';
import type {
  FollowUp,
  getReviewItem,
  listReviewItems,
  prepareReviewItem,
  stepReviewItem,
} from '../../../rules/reviews/reviews.operations.ts';
import type { WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { knownCampaign } from './campaign.use-cases.ts';
import {
  findItem,
  ledTo,
  listItems,
  lockItem,
  saveDecided,
  savePrepared,
  type ReviewItem,
} from './item.queries.ts';
import { subjectOf, thingOf, view } from './item.view.ts';

export const list: UseCase<typeof listReviewItems> = async (call, asked) => {
  const { id, state, kind = null, openClass = null, q = '', decision = null, publisher = null } = asked;
  const { db } = call.services;
  await knownCampaign(db, call, id);
  const scope = scopeOf(call.actor, 'review.read');
  const states = state === undefined ? null : [state];
  const wanted = { ...scope, reviewId: id, states, kind, openClass, q, decision, publisher };
  const { limit, cursor } = asked;
  const [after = null] = cursor === undefined ? [] : decodeCursor(cursor, 1);
  const { items, total } = await listItems(db, wanted, { limit: limit + 1, after });
  const { shown, next } = pageOf(items, limit, ({ code }) => [code]);
  return { items: shown.map((each) => view(each, call)), total, totalIsEstimate: false, next };
};

function known(item: ReviewItem | undefined, { actor }: Call): ReviewItem {
  const target = { bodyId: item?.publisher.id ?? null, district: item?.district ?? null };
  if (!item || !can(actor, 'review.read', target)) throw new Problem('not-found');
  return item;
}

export const get: UseCase<typeof getReviewItem> = async (call, { id }) => {
  const { db } = call.services;
  const item = known(await findItem(db, id), call);
  return {
    item: view(item, call),
    decisions: decisionsFor(subjectOf(item)),
    followUp: await followUpOf(item, call),
    history: await historyOf(db, 'review-item', [id]),
  };
};

async function followUpOf(item: ReviewItem, { services }: Call): Promise<FollowUp | null> {
  const { state, assessment, catalogueEntryId } = item;
  if (state !== 'confirmed' || !assessment || !CHANGES_THE_LIST.includes(assessment.decision)) return null;
  const { datasetId, workOrder, carriedOut } = await ledTo(services.db, item);
  return {
    datasetId,
    catalogueEntryId,
    workOrder: workOrder && { ...workOrder, state: workOrder.state as WorkOrderState },
    carriedOut,
  };
}

export const prepare: UseCase<typeof prepareReviewItem> = async (call, { id, ...assessment }) => {
  const { actor, services, t } = call;
  return services.db.transaction().execute(async (trx) => {
    const item = known(await lockItem(trx, id), call);
    const outcome = step(reviewItemMachine, thingOf(item, { assessment }), 'prepare', actor);
    if (!outcome.ok && outcome.code === 'invalid-input') {
      const faults = faultsOf(subjectOf(item), assessment);
      throw new Problem('invalid-input', {
        provision: 'xz-10',
        errors: faults.map((fault) => ({ pointer: '/decision', detail: t(`review.fault.${fault}`) })),
      });
    }
    if (!outcome.ok) throw refusal(outcome);
    const by = accountOf(call);
    await savePrepared(trx, { ids: [id], state: outcome.state, by, at: services.clock.now(), assessment });
    await recordStep(trx, call, item, {
      event: 'prepare',
      reasons: [assessment.reason],
      data: { decision: assessment.decision },
    });
    return stepped(item, outcome, call);
  });
};

export const stepOne: UseCase<typeof stepReviewItem> = async (call, { id, event, reasons }) => {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    const item = known(await lockItem(trx, id), call);
    const outcome = step(reviewItemMachine, thingOf(item, { reasons }), event, actor);
    if (!outcome.ok) throw outcome.code === 'invalid-input' ? unsound(item, event, call) : refusal(outcome);
    const by = accountOf(call);
    await saveDecided(trx, { ids: [id], state: outcome.state, by, at: services.clock.now(), reasons });
    await recordStep(trx, call, item, { event, reasons });
    return stepped(item, outcome, call);
  });
};

/** A return without a reason, or a confirmation of what does not fit any more since it was prepared. */
function unsound(item: ReviewItem, event: 'confirm' | 'return', { t }: Call): Problem {
  const faults = item.assessment ? faultsOf(subjectOf(item), item.assessment) : [];
  const said =
    event === 'return' ? [t('review.reasons-needed')] : faults.map((fault) => t(`review.fault.${fault}`));
  const errors = said.map((detail) => ({ pointer: event === 'return' ? '/reasons' : '/decision', detail }));
  return new Problem('invalid-input', { provision: 'xz-10', errors });
}

export function accountOf({ actor }: Call): string {
  if (actor.accountId === null) throw new Problem('not-permitted');
  return actor.accountId;
}

interface Recorded {
  event: 'prepare' | 'confirm' | 'return';
  reasons: string[];
  data?: Record<string, unknown>;
}

export const recordStep = (trx: Trx, call: Call, item: ReviewItem, done: Recorded): Promise<void> =>
  recordEvent(trx, call, {
    action: `review-item.${done.event}`,
    thing: 'review-item',
    thingId: item.id,
    reasons: done.reasons,
    provision: 'xz-10',
    data: { code: item.code, ...done.data },
  });

function stepped(
  item: ReviewItem,
  { state, basis }: { state: ReviewItem['state']; basis: string },
  { actor }: Call,
) {
  const thing = { ...thingOf(item, { reasons: ['-'] }), state, isSound: true };
  return { id: item.id, state, provision: basis, next: permitted(reviewItemMachine, thing, actor) };
}
