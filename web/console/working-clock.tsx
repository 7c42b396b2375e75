import type { ClockView } from '../../rules/time/working-clock.ts';
import { cityDay } from '../../rules/time/clock.ts';
import { Clock, LargeClock } from '../design/clock.tsx';
import { useFormat, useT } from '../design/language.tsx';
import { cellsClock, daysOf } from './work-clock.ts';

/** The cells alone; what they mean stands beside them in {@link useDueWords}. */
export const SmallClock = ({ clock }: { clock: ClockView }) => <Clock {...cellsClock(clock)} words={false} />;

export const BigClock = ({ clock }: { clock: ClockView }) => (
  <LargeClock {...cellsClock(clock)} dates={daysOf(clock)} />
);

export interface DueWords {
  /** What matters most, and how it is shown. */
  strong: string;
  kind: 'plain' | 'late' | 'over' | 'done';
  rest: string;
}

/** Where the clock stands, in words: the nearer limit first, then the other. */
export function useDueWords(): (clock: ClockView) => DueWords {
  const t = useT();
  const format = useFormat();
  return ({ state, day, limit, target, dueOn }) => {
    const due = t('console.clock.due', { date: format.day(dueOn, new Date()) });
    switch (state) {
      case 'done':
        return {
          strong: day === 0 ? t('console.clock.done-same-day') : t('console.clock.done', { day }),
          kind: 'done',
          rest: day > limit ? t('console.clock.done-over', { over: day - limit }) : '',
        };
      case 'overdue':
        return { strong: t('console.clock.over', { over: day - limit }), kind: 'over', rest: due };
      case 'due-today':
        // On the days off after the due day no working day has been lost yet, but the day is gone.
        return dueOn < cityDay(new Date())
          ? {
              strong: t('console.clock.was-due', { date: format.day(dueOn, new Date()) }),
              kind: 'over',
              rest: '',
            }
          : { strong: t('console.clock.today'), kind: 'over', rest: '' };
      case 'past-target':
        return {
          strong: t('console.clock.past-target', { past: day - (target ?? day) }),
          kind: 'late',
          rest: t('console.clock.left', { left: limit - day, date: format.day(dueOn, new Date()) }),
        };
      case 'running':
        return {
          strong: t('console.clock.left', { left: limit - day, date: format.day(dueOn, new Date()) }),
          kind: 'plain',
          rest: target !== null && day <= target ? t('console.clock.to-target', { left: target - day }) : '',
        };
    }
  };
}
