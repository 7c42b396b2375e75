export { offerAgreement } from './offer-agreement.ts';
