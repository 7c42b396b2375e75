import { step } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { faultsOf, type Assessment } from '../../../rules/reviews/assessment.ts';
import { reviewItemMachine, type ReviewItemState } from '../../../rules/reviews/review-item.machine.ts';
import type {
  confirmReviewItems,
  prepareReviewItems,
  ReviewEffect,
} from '../../../rules/reviews/reviews.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { knownCampaign } from './campaign.use-cases.ts';
import { accountOf, recordStep } from './item.use-cases.ts';
import { lockLike, saveDecided, savePrepared, type Likeness, type ReviewItem } from './item.queries.ts';
import { subjectOf, thingOf } from './item.view.ts';

/** More at once would hold a body's items for too long. */
const MOST = 2000;
const LISTED = 20;

interface Asked extends Partial<Likeness> {
  id: string;
  preview: boolean;
  count?: number;
}
interface Unfit {
  item: ReviewItem;
  why: string[];
}
interface Sorted {
  fit: ReviewItem[];
  unfit: Unfit[];
}

export const prepareAll: UseCase<typeof prepareReviewItems> = async (call, asked) => {
  const { assessment } = asked;
  return inBulk(call, asked, 'review.prepare', ['due', 'returned'], {
    sort: (items) => sortForPreparing(items, assessment, call),
    act: async (trx, items) => {
      const at = call.services.clock.now();
      const ids = items.map(({ id }) => id);
      await savePrepared(trx, { ids, state: 'prepared', by: accountOf(call), at, assessment });
      const data = { decision: assessment.decision, together: items.length };
      for (const item of items)
        await recordStep(trx, call, item, { event: 'prepare', reasons: [assessment.reason], data });
    },
  });
};

function sortForPreparing(items: readonly ReviewItem[], assessment: Assessment, { actor, t }: Call): Sorted {
  return sorted(items, (item) => {
    const faults = faultsOf(subjectOf(item), assessment).map((fault) => t(`review.fault.${fault}`));
    if (faults.length > 0) return faults;
    const outcome = step(reviewItemMachine, thingOf(item, { assessment }), 'prepare', actor);
    return outcome.ok ? [] : [t(`${outcome.code}.title`)];
  });
}

export const confirmAll: UseCase<typeof confirmReviewItems> = async (call, asked) =>
  inBulk(call, asked, 'review.confirm', ['prepared'], {
    sort: (items) =>
      sorted(items, (item) => {
        const outcome = step(reviewItemMachine, thingOf(item), 'confirm', call.actor);
        if (outcome.ok) return [];
        const faults = item.assessment ? faultsOf(subjectOf(item), item.assessment) : [];
        return outcome.code === 'invalid-input'
          ? faults.map((fault) => call.t(`review.fault.${fault}`))
          : [call.t(`${outcome.code}.title`)];
      }),
    act: async (trx, items) => {
      const at = call.services.clock.now();
      const ids = items.map(({ id }) => id);
      await saveDecided(trx, { ids, state: 'confirmed', by: accountOf(call), at, reasons: [] });
      for (const item of items)
        await recordStep(trx, call, item, {
          event: 'confirm',
          reasons: [],
          data: { together: items.length },
        });
    },
  });

function sorted(items: readonly ReviewItem[], whyNot: (item: ReviewItem) => string[]): Sorted {
  const judged = items.map((item) => ({ item, why: whyNot(item) }));
  return {
    fit: judged.filter(({ why }) => why.length === 0).map(({ item }) => item),
    unfit: judged.filter(({ why }) => why.length > 0),
  };
}

interface Doing {
  sort: (items: readonly ReviewItem[]) => Sorted;
  act: (trx: Trx, items: readonly ReviewItem[]) => Promise<void>;
}

/** The like items of the caller's body; those that do not fit are named and left alone. */
async function inBulk(
  call: Call,
  { id, preview, count, kind = null, openClass = null, q = '', decision = null }: Asked,
  action: 'review.prepare' | 'review.confirm',
  states: readonly ReviewItemState[],
  { sort, act }: Doing,
): Promise<ReviewEffect> {
  const { bodyId } = call.actor;
  return call.services.db.transaction().execute(async (trx) => {
    const campaign = await knownCampaign(trx, call, id);
    permit(call.actor, action, { bodyId });
    if (campaign.state !== 'open') throw new Problem('wrong-state', { provision: 'xz-10' });
    const wanted = {
      bodyId,
      district: null,
      publisher: null,
      reviewId: id,
      states,
      kind,
      openClass,
      q,
      decision,
    };
    const items = await lockLike(trx, wanted, MOST + 1);
    if (items.length > MOST)
      throw new Problem('too-large', { detail: call.t('review.bulk-too-many', { most: MOST }) });
    const { fit, unfit } = sort(items);
    if (!preview && fit.length !== count) throw new Problem('changed-meanwhile');
    if (!preview && fit.length > 0) await act(trx, fit);
    return {
      count: fit.length,
      names: fit.slice(0, LISTED).map(({ name }) => name),
      unfitCount: unfit.length,
      unfit: unfit
        .slice(0, LISTED)
        .map(({ item, why }) => ({ id: item.id, code: item.code, name: item.name, why })),
      done: !preview,
    };
  });
}
