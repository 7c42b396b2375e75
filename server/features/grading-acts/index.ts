import {
  getDatasetGrading,
  recordConsent,
  recordSecrecyReview,
  revokeConsent,
} from '../../../rules/gradings/gradings.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { record, revoke } from './consent.use-cases.ts';
import { get } from './dataset-grading.ts';
import { review } from './secrecy-review.use-cases.ts';

export const gradingOperations: readonly Handled[] = [
  handle(getDatasetGrading, get),
  handle(recordConsent, record),
  handle(revokeConsent, revoke),
  handle(recordSecrecyReview, review),
];
