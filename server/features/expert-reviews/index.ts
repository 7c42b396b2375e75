import {
  askExperts,
  getExpertOpinion,
  getExpertReview,
  listExpertOpinions,
  recuseExpert,
  signExpertOpinion,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { ask, get, getReview, list, recuse, sign } from './expert-review.use-cases.ts';

export { lapseOpinions, watchReviewing } from './hear-experts.ts';
export { expertTasks } from './expert-review.use-cases.ts';
export const expertReviewOperations: readonly Handled[] = [
  handle(getExpertReview, getReview),
  handle(askExperts, ask),
  handle(listExpertOpinions, list),
  handle(getExpertOpinion, get),
  handle(signExpertOpinion, sign),
  handle(recuseExpert, recuse),
];
