import type { CellKind } from './cell.tsx';

/** Working days of one clock. All counts are whole working days. */
export interface ClockState {
  /** The law's limit. */
  limit: number;
  /** The city's own target, when it is shorter. */
  target?: number;
  /** Days fully used; today's is the next one while the clock runs. */
  used: number;
  state: 'running' | 'paused' | 'done';
}

type Standing = 'in-target' | 'past-target' | 'due-today' | 'over' | 'paused' | 'done';

/** Where the clock stands on the day that is running now. */
export function standingOf({ limit, target = limit, used, state }: ClockState): Standing {
  if (state !== 'running') return state;
  if (used >= limit) return 'over';
  if (used === limit - 1) return 'due-today';
  return used >= target ? 'past-target' : 'in-target';
}

const usedKind = (place: number, target: number, limit: number): CellKind =>
  place >= limit ? 'over' : place >= target ? 'late' : 'used';

function todayKind(clock: ClockState): CellKind {
  switch (standingOf(clock)) {
    case 'over':
      return 'over';
    case 'due-today':
      return 'today-due';
    case 'past-target':
      return 'today-late';
    default:
      return 'today';
  }
}

function kindAt(place: number, clock: ClockState): CellKind {
  const { limit, target = limit, used, state } = clock;
  if (place < used) return state === 'done' && place < target ? 'done' : usedKind(place, target, limit);
  if (place === used && state === 'running') return todayKind(clock);
  if (place === used && state === 'paused') return 'paused';
  return place < target && target < limit ? 'spare' : 'left';
}

/** One kind per working day, up to the limit or as far past it as the clock has run. */
export function cellsOf(clock: ClockState): CellKind[] {
  const running = clock.state === 'done' ? clock.used : clock.used + 1;
  return Array.from({ length: Math.max(clock.limit, running) }, (_, place) => kindAt(place, clock));
}
