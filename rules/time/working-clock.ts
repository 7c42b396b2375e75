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
  const day = workingDaysBetween(start, cityDay(stoppedAt ?? now));
  const { limit, target, basis } = limits;
  return {
    state: stoppedAt ? 'done' : stateOn(day, limits),
    day,
    limit,
    target,
    dueOn: addWorkingDays(start, limit),
    targetOn: target === null ? null : addWorkingDays(start, target),
    basis,
  };
}

function stateOn(day: number, { limit, target }: ClockLimits): ClockView['state'] {
  if (day > limit) return 'overdue';
  if (day === limit) return 'due-today';
  return target !== null && day > target ? 'past-target' : 'running';
}
