import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import type { ClockLimits } from '../profile/profile.schema.ts';
import { cityDay } from './clock.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

/** A clock in working days as both sides see it. The day on which it starts does not count. */
export const ClockView = Type.Object({
  state: Literals(['running', 'past-target', 'due-today', 'overdue', 'done']),
  /** The present or closing day of the clock, 1-based; 0 on the day it starts. */
  day: Type.Integer(),
  limit: Type.Integer(),
  target: Type.Union([Type.Integer(), Type.Null()]),
  dueOn: Type.String({ format: 'date' }),
  targetOn: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
  basis: Type.Union([Type.String(), Type.Null()]),
});
export type ClockView = Static<typeof ClockView>;

export function clockView(
  limits: ClockLimits,
  startedAt: Date,
  now: Date,
  stoppedAt: Date | null = null,
): ClockView {
  const start = cityDay(startedAt);
  const today = cityDay(stoppedAt ?? now);
  const { limit, target, basis } = limits;
  const dueOn = addWorkingDays(start, limit);
  const targetOn = target === null ? null : addWorkingDays(start, target);
  return {
    state: stoppedAt ? 'done' : stateOn(today, dueOn, targetOn),
    day: workingDaysBetween(start, today),
    limit,
    target,
    dueOn,
    targetOn,
    basis,
  };
}

/** By days of the calendar: on the day off after the due day it is overdue, not due today. */
function stateOn(today: string, dueOn: string, targetOn: string | null): ClockView['state'] {
  if (today > dueOn) return 'overdue';
  if (today === dueOn) return 'due-today';
  return targetOn !== null && today > targetOn ? 'past-target' : 'running';
}
