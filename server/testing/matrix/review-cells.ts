import { byId, inPlace, office, read, type Cell } from './cell.ts';
import { STAYS_CLOSED } from './things.ts';

const reviewed = (cell: Cell): Cell => ({ ...cell, basis: 'xz-10' });
/** A review itself is known to everybody who has to do with any item of it. */
const ofReview = (on: string, body: object = {}, query: Record<string, string> = {}): Cell =>
  reviewed({
    ...read(on, 'review', 'review.read', ({ thing }) => ({ path: { id: thing.id }, body, query })),
    whose: 'place',
  });

/** Operations on yearly reviews of the open list. */
export const REVIEW_CELLS: Record<string, readonly Cell[]> = {
  listReviews: [reviewed(inPlace('the yearly reviews', 'review.read'))],
  openReview: [
    reviewed(
      office('the review of last year', 'review.open', ({ platform }) => ({
        body: { year: platform.services.clock.now().getFullYear() - 1 },
      })),
    ),
  ],
  getReview: [{ ...ofReview('a review'), ask: byId }],
  endReview: [{ ...ofReview('a review'), needs: 'review.open', answers: 'review-incomplete', ask: byId }],
  listReviewItems: [{ ...ofReview('a review'), ask: byId }],
  prepareReviewItems: [
    { ...ofReview('a review', { assessment: STAYS_CLOSED, preview: true }), needs: 'review.prepare' },
  ],
  confirmReviewItems: [{ ...ofReview('a review', { preview: true }), needs: 'review.confirm' }],
  getReviewItem: [reviewed(read('an item of a review', 'reviewItem', 'review.read'))],
  prepareReviewItem: [
    reviewed({
      ...read('an item of a review', 'reviewItem', 'review.read', ({ thing }) => ({
        path: { id: thing.id },
        body: STAYS_CLOSED,
      })),
      needs: 'review.prepare',
    }),
  ],
  stepReviewItem: (['confirm', 'return'] as const).map((event) =>
    reviewed({
      ...read(`a prepared item to ${event}`, 'preparedReviewItem', 'review.read', ({ thing }) => ({
        path: { id: thing.id, event },
        body: { reasons: event === 'return' ? ['请说明依据哪一条。'] : [] },
      })),
      needs: 'review.confirm',
      spends: true,
    }),
  ),
};
