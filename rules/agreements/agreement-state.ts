export const AGREEMENT_STATES = [
  'offered',
  'user-signed',
  'signed',
  'examining',
  'in-force',
  'refused',
  'withdrawn',
  'returned',
  'terminated',
  'expired',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
