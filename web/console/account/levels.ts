import { ASSURANCE_LEVELS, type AssuranceLevel } from '../../../rules/access/roles.ts';

/** The real-name level of a number that the API gives. */
export const levelOf = (number: number): AssuranceLevel =>
  ASSURANCE_LEVELS.find((level) => level === number) ?? 0;
