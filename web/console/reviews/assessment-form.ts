import {
  FEASIBILITIES,
  REVIEW_DECISIONS,
  SECURITY_RESULTS,
  type Assessment,
} from '../../../rules/reviews/assessment.ts';
import { choiceOf, textOf } from '../form-data.ts';

/** An assessment of which not everything was chosen yet: nothing is chosen for anybody. */
export type WrittenAssessment = {
  [Part in keyof Assessment]: Assessment[Part] | (Part extends 'securityNote' | 'reason' ? never : null);
};

export const assessmentFrom = (form: FormData): WrittenAssessment => ({
  security: choiceOf(form, 'security', SECURITY_RESULTS),
  securityNote: textOf(form, 'securityNote'),
  feasibility: choiceOf(form, 'feasibility', FEASIBILITIES),
  decision: choiceOf(form, 'decision', REVIEW_DECISIONS),
  reason: textOf(form, 'reason'),
});

export const isWhole = (written: WrittenAssessment): written is Assessment =>
  written.security !== null && written.feasibility !== null && written.decision !== null;
