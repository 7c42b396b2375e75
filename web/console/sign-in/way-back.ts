import { returnPath } from '../../../rules/sessions/return-path.ts';

/** Where to go once signed in: what was asked for, else the day's work. */
export const wayBack = (wished: string | null): string => {
  const path = returnPath(wished ?? undefined);
  return path === '/' || path.startsWith('/sign-in') ? '/console' : path;
};
