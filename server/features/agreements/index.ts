import {
  answerAgreementChanges,
  getAgreement,
  getAgreementOdrl,
  getAgreementPdf,
  listAgreements,
  proposeAgreementChanges,
  signAgreement,
  stateDestruction,
  stepAgreement,
  verifyAgreement,
} from '../../../rules/agreements/agreements.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { get, list, odrl, pdf } from './agreement.use-cases.ts';
import { answer, destroy, propose } from './negotiate.use-cases.ts';
import { sign, stepOne } from './step-agreement.ts';
import { verify } from './verify.use-case.ts';

export { agreementTasks } from './agreement-tasks.ts';
export { withdrawOffer } from './step-agreement.ts';
export { offerAgreement } from './offer-agreement.ts';
export { expireAgreements, watchAgreements } from './watch-agreements.ts';
export const agreementOperations: readonly Handled[] = [
  handle(listAgreements, list),
  handle(getAgreement, get),
  handle(getAgreementOdrl, odrl),
  handle(getAgreementPdf, pdf),
  handle(signAgreement, sign),
  handle(verifyAgreement, verify),
  handle(proposeAgreementChanges, propose),
  handle(answerAgreementChanges, answer),
  handle(stateDestruction, destroy),
  handle(stepAgreement, stepOne),
];
