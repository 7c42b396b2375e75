import type { Task, WorkOrderSummary } from '../../../rules/work-orders/work-orders.operations.ts';
import { hasGap, workingDaysFrom } from '../work-clock.ts';

export interface TaskGroups {
  /** Due today or over, or past the city's own target: nothing else comes before them. */
  today: Task[];
  /** With a day ahead. */
  next: Task[];
  /** Without a clock, oldest first. */
  undated: Task[];
}

/** Tasks by when they must be done; the order within a group is the given one. */
export function groupTasks(tasks: readonly Task[]): TaskGroups {
  const groups: TaskGroups = { today: [], next: [], undated: [] };
  for (const task of tasks) groups[groupOf(task)].push(task);
  return groups;
}

function groupOf({ clock }: Task): keyof TaskGroups {
  if (clock === null || clock.state === 'done') return 'undated';
  return clock.state === 'running' ? 'next' : 'today';
}

export const TASK_GROUPS = ['today', 'next', 'undated'] as const;
/** Rows of a group at a time: after an import there can be hundreds. */
export const ROWS = 40;

export interface TaskPart {
  kind: keyof TaskGroups;
  /** On this page of it, of so many. */
  tasks: Task[];
  total: number;
  /** Pages count from 1; null: nothing follows. */
  page: number;
  nextPage: number | null;
}

/** The beginning of every group that has tasks, or one page of one group. */
export function partsOf(
  groups: TaskGroups,
  wanted: { kind: keyof TaskGroups; page: number } | null,
): TaskPart[] {
  const kinds = wanted === null ? TASK_GROUPS : [wanted.kind];
  const page = wanted?.page ?? 1;
  return kinds.flatMap((kind) => {
    const all = groups[kind];
    const tasks = all.slice((page - 1) * ROWS, page * ROWS);
    if (tasks.length === 0) return [];
    return [{ kind, tasks, total: all.length, page, nextPage: page * ROWS < all.length ? page + 1 : null }];
  });
}

export interface StripDay {
  day: string;
  /** Days off lie before it. */
  gap: boolean;
  /** The month is new since the day before. */
  newMonth: boolean;
  isToday: boolean;
  /** Due on this day, the first of them; the first day also holds what is over. */
  tasks: Task[];
  /** Due on this day and not among the first. */
  more: number;
}

const DAYS = 10;
const MARKS = 24;

/** The next ten working days with what falls due on each. */
export function dueStrip(tasks: readonly Task[], today: string): StripDay[] {
  const days = workingDaysFrom(today, DAYS);
  return days.map((day, place) => {
    const before = days[place - 1];
    const due = tasks.filter(({ clock }) => clock !== null && fallsOn(clock.dueOn, day, place === 0));
    return {
      day,
      gap: before !== undefined && hasGap(before, day),
      newMonth: before?.slice(0, 7) !== day.slice(0, 7),
      isToday: day === today,
      tasks: due.slice(0, MARKS),
      more: Math.max(0, due.length - MARKS),
    };
  });
}

const fallsOn = (dueOn: string, day: string, first: boolean): boolean =>
  first ? dueOn <= day : dueOn === day;

/** Where each kind of task is done: by its thing, or by the dataset of it. */
const DONE_AT: Record<Task['kind'], string> = {
  'confirm-reading': '/console/uploads/{thing}',
  'approve-source': '/console/sources/{thing}',
  'mend-source': '/console/sources/{thing}',
  'mend-mismatches': '/console/reconciliation?state=found',
  'prepare-review': '/console/reviews/{thing}/items?state=due',
  'confirm-review': '/console/reviews/{thing}/items?state=prepared',
  'carry-out-review': '/console/reviews/{thing}/items?state=confirmed',
  'mend-system': '/console/systems/{thing}',
  'confirm-system': '/console/systems/{thing}',
  'decide-system': '/console/systems/{thing}',
  'sign-agreement': '/console/agreements/{thing}',
  'examine-agreement': '/console/agreements/{thing}',
  'answer-changes': '/console/agreements/{thing}',
  'state-destruction': '/console/agreements/{thing}',
  'decide-organisation': '/console/organisations/{thing}',
  'mend-organisation': '/console/organisations/{thing}',
  'file-use-report': '/console/use-reports/{thing}',
  'decide-use-report': '/console/use-reports/{thing}',
  'answer-suggestion': '/console/use-reports/{thing}',
  'answer-spot-check': '/console/spot-checks/{thing}',
  'mend-found': '/console/spot-checks/{thing}',
  'judge-spot-check': '/console/spot-checks/{thing}',
  'examine-misconduct': '/console/misconduct/{thing}',
  'measure-misconduct': '/console/misconduct/{thing}',
  'decide-appeal': '/console/misconduct/{thing}',
  'confirm-emergency': '/console/emergencies/{thing}',
  'review-emergency': '/console/emergencies/{thing}',
  'take-in-application': '/console/applications/{thing}',
  'prepare-opinion': '/console/applications/{thing}',
  'decide-application': '/console/applications/{thing}',
  'mend-application': '/console/applications/{thing}',
  'answer-publisher': '/console/applications/{thing}',
  'decide-offer': '/console/applications/{thing}',
  'overdue-application': '/console/applications/{thing}',
  'reconsider-application': '/console/applications/{thing}',
  'prepare-fast-track': '/console/applications/{thing}/fast-track',
  'decide-fast-track': '/console/applications/{thing}/fast-track',
  'give-expert-opinion': '/console/expert-opinions/{thing}',
  'submit-list-change': '/console/work-orders/{thing}',
  'decide-list-change': '/console/work-orders/{thing}',
  'publish-version': '/console/datasets/{dataset}#version',
  'mend-quarantined': '/console/datasets/{dataset}#version',
  'agree-guideline': '/console/guidelines/{thing}',
  'enforce-guideline': '/console/guidelines/{thing}',
  'mend-binding': '/console/datasets/{thing}#lost',
  'decide-disputed': '/console/catalogue/{thing}',
  'mend-imported': '/console/datasets/{dataset}',
  regrade: '/console/datasets/{dataset}',
  'mend-returned': '/console/datasets/{dataset}',
  'finish-draft': '/console/datasets/{dataset}',
};

export const taskPath = ({
  kind,
  thingId,
  datasetId,
}: Pick<Task, 'kind' | 'thingId' | 'datasetId'>): string =>
  DONE_AT[kind].replace('{thing}', thingId).replace('{dataset}', datasetId ?? thingId);

/** Work orders of the viewer's body that someone else must move on. */
export const waitingForOthers = (
  orders: readonly WorkOrderSummary[],
  mine: readonly Task[],
): WorkOrderSummary[] => {
  const tasks = new Set(mine.map(({ thingId }) => thingId));
  return orders.filter(({ id, state }) => (state === 'prepared' || state === 'submitted') && !tasks.has(id));
};
