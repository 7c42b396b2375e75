import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const GUIDELINE_STATES = [
  'drafted',
  'proposed',
  'agreed',
  'in-force',
  'superseded',
  'dropped',
] as const;
export type GuidelineState = (typeof GUIDELINE_STATES)[number];
export const GUIDELINE_EVENTS = ['propose', 'return', 'agree', 'enforce', 'supersede', 'drop'] as const;
export type GuidelineEvent = (typeof GUIDELINE_EVENTS)[number];

/** What the life cycle of a version of the grading guideline looks at. */
export interface GuidelineThing {
  state: GuidelineState;
  /** Who wrote what it says now; null for the one that came with the platform. */
  draftedBy: string | null;
  /** Nothing is missing in it. */
  isComplete: boolean;
}
type To = Transition<GuidelineState, GuidelineThing>;

const fourEyes: Guard<GuidelineThing> = {
  basis: 'xz-13',
  code: 'four-eyes',
  holds: ({ draftedBy }, { accountId }) => accountId !== draftedBy,
};
const complete: Guard<GuidelineThing> = {
  basis: 'xz-13',
  code: 'incomplete-guideline',
  holds: ({ isComplete }) => isComplete,
};
const propose: To = { to: 'proposed', basis: 'xz-13', guards: [complete] };
const giveBack: To = { to: 'drafted', basis: 'xz-13', guards: [] };
// 会同市大数据中心: the operator's agreement is the second pair of eyes.
const agree: To = { to: 'agreed', basis: 'xz-13', guards: [fourEyes, complete] };
const enforce: To = { to: 'in-force', basis: 'xz-13', guards: [complete] };
const supersede: To = { to: 'superseded', basis: 'xz-13', guards: [] };
const drop: To = { to: 'dropped', basis: 'xz-13', guards: [] };
const none = {
  propose: null,
  return: null,
  agree: null,
  enforce: null,
  supersede: null,
  drop: null,
} as const;

/** Grading guideline: drafted by the authority → proposed → agreed by the operator → in force → superseded (`xz-13`). */
export const guidelineMachine: Machine<GuidelineState, GuidelineEvent, GuidelineThing> = {
  name: 'guideline',
  states: GUIDELINE_STATES,
  events: GUIDELINE_EVENTS,
  needs: {
    propose: 'guideline.write',
    return: 'guideline.agree',
    agree: 'guideline.agree',
    enforce: 'guideline.enforce',
    supersede: 'guideline.enforce',
    drop: 'guideline.write',
  },
  target: () => ({}),
  transitions: {
    drafted: { ...none, propose, drop },
    proposed: { ...none, return: giveBack, agree, drop },
    agreed: { ...none, return: giveBack, enforce, drop },
    'in-force': { ...none, supersede },
    superseded: none,
    dropped: none,
  },
};
