import type { AgreedChanges } from '../../../rules/agreements/agreed-changes.ts';
import {
  answerAgreementChanges,
  proposeAgreementChanges,
  stateDestruction,
} from '../../../rules/agreements/agreements.operations.ts';
import type { PageContext } from '../../app/page-context.ts';
import { integerOf, linesOf, textOf } from '../form-data.ts';

export const NEGOTIATION_ACTS = ['propose', 'accept', 'decline', 'destruction'] as const;
type Act = (typeof NEGOTIATION_ACTS)[number];

/** Does what one of the forms of negotiation and of the end says; answers the agreement to be shown then. */
export function negotiate(port: PageContext['port'], id: string, act: Act, form: FormData) {
  const reasons = linesOf(form, 'reasons');
  switch (act) {
    case 'propose':
      return port.call(proposeAgreementChanges, {
        id,
        note: textOf(form, 'note'),
        changes: changesIn(form),
        ...(form.has('replaces') && { replaces: textOf(form, 'replaces') || null }),
      });
    case 'accept':
    case 'decline':
      return port.call(answerAgreementChanges, {
        ...{ id, answer: act, reasons },
        proposalId: textOf(form, 'proposalId'),
      });
    case 'destruction':
      return port.call(stateDestruction, {
        id,
        destroyedOn: textOf(form, 'destroyedOn'),
        how: textOf(form, 'how'),
        remains: textOf(form, 'remains'),
      });
  }
}

function changesIn(form: FormData): AgreedChanges {
  const from = textOf(form, 'from');
  return {
    ...(from && { from }),
    until: textOf(form, 'until'),
    reportEveryMonths: integerOf(form, 'reportEveryMonths'),
    safeguards: linesOf(form, 'safeguards'),
    callsPerDay: integerOf(form, 'callsPerDay'),
    rowsInAll: integerOf(form, 'rowsInAll'),
  };
}
