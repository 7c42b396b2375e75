import { permitted } from '../../../rules/machine/machine.ts';
import { faultsOf, type Assessment, type ReviewSubject } from '../../../rules/reviews/assessment.ts';
import { reviewItemMachine, type ReviewItemThing } from '../../../rules/reviews/review-item.machine.ts';
import type { ReviewItemView } from '../../../rules/reviews/reviews.operations.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { ReviewItem } from './item.queries.ts';

export const subjectOf = ({ kind, openClass, updateFrequency }: ReviewItem): ReviewSubject => ({
  kind,
  openClass,
  isStatic: updateFrequency === 'static',
});

interface Proposed {
  assessment?: Assessment | null;
  reasons?: readonly string[];
}

/** The item as its life cycle sees it, with the assessment or the reasons that are about to be given. */
export function thingOf(
  item: ReviewItem,
  { assessment = item.assessment, reasons = [] }: Proposed = {},
): ReviewItemThing {
  return {
    state: item.state,
    bodyId: item.publisher.id,
    campaign: item.review.state,
    preparedBy: item.preparedBy,
    reasons,
    isSound: assessment !== null && faultsOf(subjectOf(item), assessment).length === 0,
    isToReview: item.state !== 'lapsed',
  };
}

export function view(item: ReviewItem, { actor, services }: Call): ReviewItemView {
  const { district: _district, preparedByName, createdAt, decidedAt, ...rest } = item;
  // What will be written decides whether a step is sound, not what stands there.
  const next = permitted(reviewItemMachine, { ...thingOf(item, { reasons: ['-'] }), isSound: true }, actor);
  return {
    ...rest,
    preparedBy: preparedByName,
    decidedAt: decidedAt?.toISOString() ?? null,
    clock: clockView(services.profile.clocks.listReview, createdAt, services.clock.now(), decidedAt),
    can: {
      prepare: next.includes('prepare'),
      confirm: next.includes('confirm'),
      return: next.includes('return'),
    },
  };
}
