import type { Port } from '../../../rules/api/port.ts';
import {
  recordConsent,
  recordSecrecyReview,
  revokeConsent,
  REVIEW_RESULTS,
} from '../../../rules/gradings/gradings.operations.ts';
import { choiceOf, textOf } from '../form-data.ts';

export const GRADING_INTENTS = ['review', 'consent', 'revoke-consent'] as const;
type GradingIntent = (typeof GRADING_INTENTS)[number];

/** A review, a consent or its revocation, as their forms hold them. */
export function actOnGrading(
  port: Port,
  id: string,
  form: FormData,
  intent: GradingIntent,
): Promise<unknown> {
  const evidence = textOf(form, 'evidence');
  switch (intent) {
    case 'review':
      return port.call(recordSecrecyReview, {
        id,
        result: choiceOf(form, 'result', REVIEW_RESULTS) ?? 'not-passed',
        evidence,
      });
    case 'consent':
      return port.call(recordConsent, {
        id,
        holders: textOf(form, 'holders'),
        opens: choiceOf(form, 'opens', ['unconditional', 'conditional']) ?? 'conditional',
        fields: form.getAll('fields').filter((field) => typeof field === 'string'),
        evidence,
      });
    case 'revoke-consent':
      return port.call(revokeConsent, {
        id,
        consentId: textOf(form, 'consentId'),
        reason: textOf(form, 'reason'),
      });
  }
}

/** Back to where the form stood: the work order that is being decided on, else the dataset. */
export function gradingPath(id: string, form: FormData, intent: GradingIntent): string {
  const order = textOf(form, 'workOrderId');
  const done = `done=${intent}`;
  if (/^[0-9a-f-]{36}$/.test(order)) return `/console/work-orders/${order}?${done}`;
  return `/console/datasets/${id}?${done}#${intent === 'review' ? 'review' : 'consents'}`;
}
