import {
  draftGuideline,
  getGuideline,
  getGuidelineInForce,
  getRefinement,
  listGuidelines,
  previewGuideline,
  saveGuideline,
  saveRefinement,
  stepGuideline,
} from '../../../rules/gradings/guidelines.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import * as guidelines from './guideline.use-cases.ts';
import * as refinements from './refinement.use-cases.ts';

export { consentsOf, insertConsent, saveRevocation } from './consent.queries.ts';
export { closeRegradings, openRegradings, regradingOf, waitingRegradings } from './effect.queries.ts';
export { enterFirstGuideline } from './first-guideline.ts';
export { acceptGrading, gradingsOf, insertGrading } from './grading.queries.ts';
export { allGuidelines } from './guideline.queries.ts';
export { guidelineFor } from './refinement.queries.ts';
export {
  insertReview,
  isOf,
  reviewedVersion,
  reviewIsPassed,
  reviewsOf,
  versionIsReviewed,
} from './secrecy.queries.ts';
export { acceptedGrading, gradeStanding, liftedFrom } from './standing.queries.ts';

export const guidelineOperations: readonly Handled[] = [
  handle(listGuidelines, guidelines.list),
  handle(getGuidelineInForce, guidelines.inForce),
  handle(getGuideline, guidelines.get),
  handle(draftGuideline, guidelines.draft),
  handle(saveGuideline, guidelines.save),
  handle(previewGuideline, guidelines.preview),
  handle(stepGuideline, guidelines.stepOne),
  handle(getRefinement, refinements.get),
  handle(saveRefinement, refinements.save),
];
