import type { Provision } from '../provisions/provisions.ts';

/** What a data user is put on record for: the five grounds of `xz-32`, in its order. */
export const GROUNDS = [
  'platform-rules',
  'unlawful-means',
  'rights-of-others',
  'beyond-scenario',
  'other-breach',
] as const;
export type Ground = (typeof GROUNDS)[number];

export const GROUND_PROVISION: Record<Ground, Provision> = {
  'platform-rules': 'xz-32-1',
  'unlawful-means': 'xz-32-2',
  'rights-of-others': 'xz-32-3',
  'beyond-scenario': 'xz-32-4',
  'other-breach': 'xz-32-5',
};

/** Only the first ground names an article of the platform's own rules. */
export const needsArticle = (ground: Ground): boolean => ground === 'platform-rules';
