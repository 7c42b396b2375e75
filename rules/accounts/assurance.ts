import type { AssuranceLevel } from '../access/roles.ts';

/** What of the platform asks for a real-name level; which one is the profile's (`guide2020-3`). */
export const LEVELLED_FUNCTIONS = [
  'register-organisation',
  'join-organisation',
  'apply',
  'sign',
  'own-records',
] as const;
export type LevelledFunction = (typeof LEVELLED_FUNCTIONS)[number];
export type AssuranceNeeds = Record<LevelledFunction, AssuranceLevel>;

/** The level that is lacking for a function; null: the one held is enough. */
export const lackingIn = (
  needs: AssuranceNeeds,
  name: LevelledFunction,
  held: AssuranceLevel,
): AssuranceLevel | null => (held < needs[name] ? needs[name] : null);
