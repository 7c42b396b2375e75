import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const USE_REPORT_STATES = ['due', 'overdue', 'filed', 'returned', 'accepted'] as const;
export type UseReportState = (typeof USE_REPORT_STATES)[number];
export const USE_REPORT_EVENTS = ['file', 'accept', 'return', 'fall-overdue'] as const;
export type UseReportEvent = (typeof USE_REPORT_EVENTS)[number];

/** What the life cycle of a report on use looks at. */
export interface UseReportThing {
  state: UseReportState;
  ownerId: string;
  organisationId: string | null;
  bodyId: string;
  district: string | null;
  filedBy: string | null;
  /** Accounts of the data user's side, which accept nothing of their own. */
  interested: readonly string[];
  /** Nothing that `xz-29` asks for is left out. */
  isComplete: boolean;
  /** Every outcome says where its data is from. */
  isCited: boolean;
  /** The last day of its clock has passed. */
  isLate: boolean;
  reasons: readonly string[];
}
type On = Guard<UseReportThing>;
type To = Transition<UseReportState, UseReportThing>;

const complete: On = { basis: 'xz-29', code: 'incomplete-report', holds: ({ isComplete }) => isComplete };
const cited: On = { basis: 'xz-29', code: 'outcome-uncited', holds: ({ isCited }) => isCited };
const late: On = { basis: 'xz-29', code: 'wrong-state', holds: ({ isLate }) => isLate };
const reasoned: On = {
  basis: 'xz-29',
  code: 'invalid-input',
  holds: ({ reasons }) => reasons.some((reason) => reason.trim() !== ''),
};
const byAnother: On = {
  basis: 'xz-29',
  code: 'four-eyes',
  holds: ({ filedBy, interested }, { accountId }) =>
    accountId === null || (accountId !== filedBy && !interested.includes(accountId)),
};

const file: To = { to: 'filed', basis: 'xz-29', guards: [complete, cited] };
const fallOverdue: To = { to: 'overdue', basis: 'xz-29', guards: [late] };
const none = { file: null, accept: null, return: null, 'fall-overdue': null };

/** A report on the use of data (`xz-29`): due → filed → accepted | returned → filed again; overdue when its day passes. */
export const useReportMachine: Machine<UseReportState, UseReportEvent, UseReportThing> = {
  name: 'use-report',
  states: USE_REPORT_STATES,
  events: USE_REPORT_EVENTS,
  needs: {
    file: 'use-report.file',
    accept: 'use-report.decide',
    return: 'use-report.decide',
    'fall-overdue': 'use-report.decide',
  },
  target: ({ ownerId, organisationId, bodyId, district }) => ({ ownerId, organisationId, bodyId, district }),
  transitions: {
    due: { ...none, file, 'fall-overdue': fallOverdue },
    overdue: { ...none, file },
    filed: {
      ...none,
      accept: { to: 'accepted', basis: 'xz-29', guards: [byAnother] },
      return: { to: 'returned', basis: 'xz-29', guards: [byAnother, reasoned] },
    },
    returned: { ...none, file, 'fall-overdue': fallOverdue },
    accepted: none,
  },
};
