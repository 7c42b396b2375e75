import type { ApplicationState } from '../../../rules/applications/application-state.ts';

export const STAGES = ['write', 'intake', 'review', 'agree'] as const;
export interface ApplicationStage {
  key: (typeof STAGES)[number];
  state: 'done' | 'now' | 'ahead' | 'stopped';
}

const AT: Record<ApplicationState, [place: number, stopped: boolean]> = {
  draft: [0, false],
  declined: [0, false],
  submitted: [1, false],
  'in-review': [2, false],
  waiting: [2, false],
  approved: [3, false],
  'partly-approved': [3, false],
  rejected: [2, true],
  withdrawn: [0, true],
};

/** The way of an application in four steps, and where it is. */
export function applicationStages(state: ApplicationState): ApplicationStage[] {
  const [at, stopped] = AT[state];
  return STAGES.map((key, place) => ({
    key,
    state: place < at ? 'done' : place > at ? 'ahead' : stopped ? 'stopped' : 'now',
  }));
}
