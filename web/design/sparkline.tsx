import styles from './sparkline.module.css';
import { classesOf } from './classes.ts';

const css = classesOf(styles);

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 2;

/** Values in order as a line from zero, with a dot on the latest. `label` is one sentence: what it tells. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values);
  const points = values.map((value, place) => [
    EDGE + (place / Math.max(1, values.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE),
  ]);
  const path = points.map(
    ([x = 0, y = 0], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`,
  );
  const [x = 0, y = 0] = points.at(-1) ?? [];
  return (
    <svg
      className={css('line')}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={label}
    >
      <path className={css('stroke')} d={path.join('')} />
      <circle className={css('dot')} cx={x} cy={y} r="2" />
    </svg>
  );
}

/** A length out of the longest of its column, drawn beside its number. */
export function LengthBar({ share }: { share: number }) {
  return (
    <span className={css('track')} aria-hidden="true">
      <span className={css('bar')} style={{ inlineSize: `${String(Math.round(share * 1000) / 10)}%` }} />
    </span>
  );
}
