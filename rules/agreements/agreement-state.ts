export const AGREEMENT_STATES = [
  'offered',
  'negotiating',
  'user-signed',
  'signed',
  'examining',
  'in-force',
  'refused',
  'withdrawn',
  'returned',
  'terminated',
  'replaced',
  'expired',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
