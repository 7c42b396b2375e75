import {
  declarePersonalDataset,
  getOwnRecords,
  givePersonalConsent,
  listPersonalConsents,
  listPersonalDatasets,
  revokePersonalConsent,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { give, list, revoke } from './consent.use-cases.ts';
import { declare, listDatasets, ownRecords } from './personal-data.use-cases.ts';

export const personalConsentOperations: readonly Handled[] = [
  handle(listPersonalConsents, list),
  handle(givePersonalConsent, give),
  handle(revokePersonalConsent, revoke),
  handle(listPersonalDatasets, listDatasets),
  handle(declarePersonalDataset, declare),
  handle(getOwnRecords, ownRecords),
];
