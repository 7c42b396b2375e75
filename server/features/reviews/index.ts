import {
  confirmReviewItems,
  endReview,
  getReview,
  getReviewItem,
  listReviewItems,
  listReviews,
  openReview,
  prepareReviewItem,
  prepareReviewItems,
  stepReviewItem,
} from '../../../rules/reviews/reviews.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { confirmAll, prepareAll } from './bulk.use-cases.ts';
import * as campaigns from './campaign.use-cases.ts';
import * as items from './item.use-cases.ts';

export { collectAll, watchReviews } from './collect.ts';
export { reviewTasks } from './review-tasks.ts';
export const reviewOperations: readonly Handled[] = [
  handle(listReviews, campaigns.list),
  handle(openReview, campaigns.open),
  handle(getReview, campaigns.get),
  handle(endReview, campaigns.end),
  handle(listReviewItems, items.list),
  handle(prepareReviewItems, prepareAll),
  handle(confirmReviewItems, confirmAll),
  handle(getReviewItem, items.get),
  handle(prepareReviewItem, items.prepare),
  handle(stepReviewItem, items.stepOne),
];
