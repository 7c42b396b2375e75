import { classesOf } from '../classes.ts';
import { useFormat } from '../language.tsx';
import { decimalsOf } from './axes.tsx';
import type { ChartPoint } from './chart.types.ts';
import styles from './distribution.module.css';
import { roundTicks } from './scale.ts';

const css = classesOf(styles);
const HEIGHT = 100;
/** Of a bar's place, how much of it the bar takes. */
const BAR = 0.9;

interface DistributionProps {
  /** In their order; at least two. */
  bins: readonly ChartPoint[];
  /** One sentence: what the picture tells. It also stands above it. */
  says: string;
  xName: string;
  yName: string;
}

/**
 * How the values of a column lie, in one picture that is as wide as there is room: its bars are one path, its words are
 * the page's own and as large on a phone.
 */
export function Distribution({ bins, says, xName, yName }: DistributionProps) {
  const format = useFormat();
  const ticks = roundTicks(0, Math.max(1, ...bins.map(({ value }) => value)), 3);
  const top = ticks.at(-1) ?? 1;
  const decimals = decimalsOf(ticks);
  const upTo = (value: number): number => (value / top) * HEIGHT;
  const bars = bins.map(({ value }, place) => barPath(place, upTo(value))).join('');
  const lines = ticks.map((tick) => `M0 ${(HEIGHT - upTo(tick)).toFixed(1)}H${String(bins.length)}`).join('');
  return (
    <figure className={css('figure')}>
      <figcaption className={css('says')}>{says}</figcaption>
      <div className={css('plot')} aria-hidden="true">
        <span className={css('name')}>{yName}</span>
        {ticks.map((tick) => (
          <span key={tick} className={css('tick')} style={{ insetBlockEnd: `${String(upTo(tick))}%` }}>
            {format.number(tick, decimals)}
          </span>
        ))}
        <svg
          className={css('picture')}
          viewBox={`0 0 ${String(bins.length)} ${String(HEIGHT)}`}
          preserveAspectRatio="none"
        >
          <path className={css('lines')} d={lines} />
          <path className={css('bars')} d={bars} />
        </svg>
      </div>
      <p className={css('along')} aria-hidden="true">
        <span>{bins[0]?.label}</span>
        <span className={css('name')}>{xName}</span>
        <span>{bins.at(-1)?.label}</span>
      </p>
    </figure>
  );
}

const barPath = (place: number, height: number): string =>
  height > 0
    ? `M${(place + (1 - BAR) / 2).toFixed(2)} ${String(HEIGHT)}v-${height.toFixed(1)}h${String(BAR)}v${height.toFixed(1)}z`
    : '';
