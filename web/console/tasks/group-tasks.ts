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

/** Where each kind of task is done. */
export function taskPath({ kind, thingId, datasetId }: Pick<Task, 'kind' | 'thingId' | 'datasetId'>): string {
  switch (kind) {
    case 'confirm-reading':
      return `/console/uploads/${thingId}`;
    case 'approve-source':
    case 'mend-source':
      return `/console/sources/${thingId}`;
    case 'mend-mismatches':
      return '/console/reconciliation?state=found';
    case 'prepare-review':
      return `/console/reviews/${thingId}/items?state=due`;
    case 'confirm-review':
      return `/console/reviews/${thingId}/items?state=prepared`;
    case 'carry-out-review':
      return `/console/reviews/${thingId}/items?state=confirmed`;
    case 'mend-system':
    case 'confirm-system':
    case 'decide-system':
      return `/console/systems/${thingId}`;
    case 'sign-agreement':
    case 'examine-agreement':
    case 'answer-changes':
    case 'state-destruction':
      return `/console/agreements/${thingId}`;
    case 'decide-organisation':
    case 'mend-organisation':
      return `/console/organisations/${thingId}`;
    case 'file-use-report':
    case 'decide-use-report':
    case 'answer-suggestion':
      return `/console/use-reports/${thingId}`;
    case 'answer-spot-check':
    case 'mend-found':
    case 'judge-spot-check':
      return `/console/spot-checks/${thingId}`;
    case 'examine-misconduct':
    case 'measure-misconduct':
    case 'decide-appeal':
      return `/console/misconduct/${thingId}`;
    case 'confirm-emergency':
    case 'review-emergency':
      return `/console/emergencies/${thingId}`;
    case 'take-in-application':
    case 'prepare-opinion':
    case 'decide-application':
    case 'mend-application':
    case 'answer-publisher':
    case 'decide-offer':
    case 'overdue-application':
    case 'reconsider-application':
      return `/console/applications/${thingId}`;
    case 'prepare-fast-track':
    case 'decide-fast-track':
      return `/console/applications/${thingId}/fast-track`;
    case 'give-expert-opinion':
      return `/console/expert-opinions/${thingId}`;
    case 'submit-list-change':
    case 'decide-list-change':
      return `/console/work-orders/${thingId}`;
    case 'publish-version':
    case 'mend-quarantined':
      return `/console/datasets/${datasetId ?? thingId}#version`;
    case 'agree-guideline':
    case 'enforce-guideline':
      return `/console/guidelines/${thingId}`;
    case 'mend-binding':
      return `/console/datasets/${thingId}#lost`;
    case 'decide-disputed':
      return `/console/catalogue/${thingId}`;
    case 'mend-imported':
    case 'regrade':
    case 'mend-returned':
    case 'finish-draft':
      return `/console/datasets/${datasetId ?? thingId}`;
  }
}

/** Work orders of the viewer's body that someone else must move on. */
export const waitingForOthers = (
  orders: readonly WorkOrderSummary[],
  mine: readonly Task[],
): WorkOrderSummary[] => {
  const tasks = new Set(mine.map(({ thingId }) => thingId));
  return orders.filter(({ id, state }) => (state === 'prepared' || state === 'submitted') && !tasks.has(id));
};
