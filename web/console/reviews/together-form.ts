import { OPEN_CLASSES, type OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import { REVIEW_DECISIONS, type ReviewDecision } from '../../../rules/reviews/assessment.ts';
import { REVIEW_KINDS } from '../../../rules/reviews/reviews.operations.ts';
import { choiceOf, textOf } from '../form-data.ts';

/** Which items are alike; absent parts leave that side open. */
export interface WrittenLikeness {
  kind?: (typeof REVIEW_KINDS)[number];
  openClass?: OpenClass;
  decided?: ReviewDecision;
  q?: string;
}

export function likenessFrom(form: FormData): WrittenLikeness {
  const kind = choiceOf(form, 'kind', REVIEW_KINDS);
  const openClass = choiceOf(form, 'openClass', OPEN_CLASSES);
  const decided = choiceOf(form, 'decided', REVIEW_DECISIONS);
  const q = textOf(form, 'q');
  return {
    ...(kind && { kind }),
    ...(openClass && { openClass }),
    ...(decided && { decided }),
    ...(q && { q }),
  };
}
