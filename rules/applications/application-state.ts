import type { PartState } from './application-part.machine.ts';

export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'declined',
  'in-review',
  'waiting',
  'approved',
  'partly-approved',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Where an application of several datasets stands: what waits for the applicant first, then what others still do. */
export function applicationState(parts: readonly PartState[]): ApplicationState {
  const kept = parts.filter((state) => state !== 'withdrawn');
  const has = (...states: PartState[]): boolean => kept.some((state) => states.includes(state));
  if (kept.length === 0) return 'withdrawn';
  if (has('draft')) return 'draft';
  if (has('declined')) return 'declined';
  if (has('waiting', 'narrower-offered')) return 'waiting';
  if (has('submitted')) return 'submitted';
  if (has('in-review', 'expert-review', 'reconsidering', 'appealed')) return 'in-review';
  if (!has('approved')) return 'rejected';
  return has('rejected') ? 'partly-approved' : 'approved';
}
