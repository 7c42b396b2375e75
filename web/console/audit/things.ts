/** What acts are recorded on, as the trail can be narrowed to it. */
export const THINGS = [
  'dataset',
  'version',
  'work-order',
  'upload',
  'source',
  'catalogue-entry',
  'catalogue-import',
  'mismatch',
  'review',
  'review-item',
  'guideline',
  'public-body',
  'account',
  'session',
  'token',
  'installation',
] as const;
