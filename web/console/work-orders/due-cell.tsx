import type { ClockView } from '../../../rules/time/working-clock.ts';
import { classesOf } from '../../design/classes.ts';
import { SmallClock, useDueWords } from '../working-clock.tsx';
import styles from './work-orders.module.css';

const css = classesOf(styles);

/** The clock's cells over what they mean, for a table's cell. */
export function DueCell({ clock }: { clock: ClockView }) {
  const { strong, kind } = useDueWords()(clock);
  return (
    <span className={css('due')}>
      <SmallClock clock={clock} />
      <span className={css(kind)}>{strong}</span>
    </span>
  );
}
