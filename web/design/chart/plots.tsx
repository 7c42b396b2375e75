import { useFormat, useT } from '../language.tsx';
import { decimalsOf, Mark, SIZES, Ticks, useTickRoom, type Drawn } from './axes.tsx';
import type { ChartPoint, ChartSeries } from './chart.types.ts';
import { apart, extentOf, placed, roundTicks, thinned } from './scale.ts';
import { lookOf } from './series-look.tsx';
import { emsOf, fitted } from './text-width.ts';

const MARKS_UP_TO = 60;
const LARGEST_POINT = 9;

/** Every place along, once, in order: series may lack some. */
function alongOf(series: readonly ChartSeries[]): string[] {
  const labels = new Map<string, number>();
  for (const { points } of series)
    for (const [place, { label, at }] of points.entries())
      if (!labels.has(label)) labels.set(label, at ?? place);
  return [...labels].sort(([, a], [, b]) => a - b).map(([label]) => label);
}

const valuesOf = (series: readonly ChartSeries[]): number[] =>
  series.flatMap(({ points }) => points.map(({ value }) => value));

/** Names under the axis, as many as fit without touching. */
function AlongLabels({
  labels,
  place,
  width,
  y,
}: {
  labels: readonly string[];
  place: (n: number) => number;
  width: number;
  y: number;
}) {
  const widest = Math.max(1, ...labels.map((label) => Math.min(emsOf(label), 8)));
  const fit = Math.floor(width / (widest * SIZES.text + 14));
  return (
    <g fill="var(--ink-3)" textAnchor="middle" aria-hidden="true">
      {thinned(labels, fit).map(([label, index]) => (
        <text key={label} x={place(index)} y={y}>
          {fitted(label, 8)}
        </text>
      ))}
    </g>
  );
}

/** Lines over time or another order, a dot on each value where they are few, the name at the last one. */
export function Lines({ chart: { series }, width, height }: Drawn) {
  const labels = alongOf(series);
  const values = valuesOf(series);
  const ticks = roundTicks(...extentOf(values, Math.min(...values) >= 0), 4);
  const left = useTickRoom(ticks);
  const named =
    series.length > 1
      ? Math.min(110, Math.max(...series.map(({ name }) => emsOf(name))) * SIZES.text + 10)
      : 0;
  const right = width - SIZES.right - named;
  const x = placed([0, labels.length - 1], [left + 6, right - 6]);
  const y = placed([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height - SIZES.bottom, SIZES.top]);
  const order = new Map(labels.map((label, place) => [label, place]));
  const spot = ({ label, value }: ChartPoint) => ({ x: x(order.get(label) ?? 0), y: y(value) });
  return (
    <>
      <Ticks ticks={ticks} place={y} left={left} right={right} />
      <AlongLabels labels={labels} place={x} width={right - left} y={height - SIZES.bottom + 18} />
      {series.map((each, which) => (
        <Line key={each.name} series={each} which={which} spot={spot} />
      ))}
      {named > 0 && <Names series={series} y={(value) => y(value)} x={right + 4} room={named - 6} />}
    </>
  );
}

/** The name of each line at its end, moved apart where ends meet. */
function Names({
  series,
  y,
  x,
  room,
}: {
  series: readonly ChartSeries[];
  y: (value: number) => number;
  x: number;
  room: number;
}) {
  const ends = series
    .map(({ name, points }, which) => ({ name, which, y: y(points.at(-1)?.value ?? 0) }))
    .sort((a, b) => a.y - b.y);
  const places = apart(
    ends.map((end) => end.y),
    SIZES.text + 1,
  );
  return (
    <g aria-hidden="true">
      {ends.map((end, place) => (
        <text key={end.name} x={x} y={(places[place] ?? end.y) + 4} fill={lookOf(end.which).stroke}>
          {fitted(end.name, room / SIZES.text)}
        </text>
      ))}
    </g>
  );
}

interface LineProps {
  series: ChartSeries;
  which: number;
  spot: (point: ChartPoint) => { x: number; y: number };
}

function Line({ series: { name, points }, which, spot }: LineProps) {
  const format = useFormat();
  const t = useT();
  const { stroke, dash, mark } = lookOf(which);
  const spots = points.map((point) => ({ point, ...spot(point) }));
  const decimals = decimalsOf(points.map(({ value }) => value));
  const path = spots.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return (
    <g>
      <path d={path} fill="none" stroke={stroke} strokeWidth="2" strokeDasharray={dash} aria-hidden="true" />
      {spots.map(({ point: { label, value }, x, y }, n) => (
        <Mark
          key={label}
          says={t('design.chart.mark', {
            label: [name, label].filter(Boolean).join(' '),
            value: format.number(value, decimals),
          })}
        >
          <path
            d={mark}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
            fill={points.length <= MARKS_UP_TO || n === points.length - 1 ? stroke : 'transparent'}
          />
        </Mark>
      ))}
    </g>
  );
}

/** How values lie: standing bars that touch, from zero. */
export function Columns({ chart: { series }, width, height }: Drawn) {
  const format = useFormat();
  const t = useT();
  const points = series[0]?.points ?? [];
  const ticks = roundTicks(...extentOf(valuesOf(series), true), 4);
  const left = useTickRoom(ticks);
  const right = width - SIZES.right;
  const step = (right - left) / Math.max(1, points.length);
  const y = placed([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height - SIZES.bottom, SIZES.top]);
  const middle = (n: number): number => left + (n + 0.5) * step;
  return (
    <>
      <Ticks ticks={ticks} place={y} left={left} right={right} />
      {points.map(({ label, value }, place) => (
        <Mark
          key={label}
          says={t('design.chart.mark', { label, value: format.number(value, decimalsOf([value])) })}
        >
          <rect
            x={left + place * step + 0.5}
            y={y(value)}
            width={Math.max(0.5, step - 1)}
            height={Math.max(0, y(0) - y(value))}
            fill={lookOf(0).fill}
          />
        </Mark>
      ))}
      <AlongLabels
        labels={points.map(({ label }) => label)}
        place={middle}
        width={right - left}
        y={height - SIZES.bottom + 18}
      />
    </>
  );
}

/** Two numbers against each other; the area of a point says how many rows lie there. */
export function Points({
  chart: { series },
  width,
  height,
  number,
}: Drawn & { number: (value: number, decimals?: number) => string }) {
  const t = useT();
  const points = series[0]?.points ?? [];
  const xTicks = roundTicks(
    ...extentOf(
      points.map(({ at }) => at ?? 0),
      false,
    ),
    6,
  );
  const yTicks = roundTicks(...extentOf(valuesOf(series), false), 4);
  const left = useTickRoom(yTicks);
  const right = width - SIZES.right - LARGEST_POINT;
  const x = placed([xTicks[0] ?? 0, xTicks.at(-1) ?? 1], [left + LARGEST_POINT, right]);
  const y = placed([yTicks[0] ?? 0, yTicks.at(-1) ?? 1], [height - SIZES.bottom, SIZES.top]);
  const most = Math.max(1, ...points.map(({ size }) => size ?? 1));
  return (
    <>
      <Ticks ticks={yTicks} place={y} left={left} right={right} />
      <g fill="var(--ink-3)" textAnchor="middle" aria-hidden="true">
        {xTicks.map((tick) => (
          <text key={tick} x={x(tick)} y={height - SIZES.bottom + 18}>
            {number(tick, decimalsOf(xTicks))}
          </text>
        ))}
      </g>
      {points.map(({ label, value, at = 0, size = 1 }) => (
        <Mark key={label} says={t('design.chart.point', { label, count: size })}>
          <circle
            cx={x(at).toFixed(1)}
            cy={y(value).toFixed(1)}
            r={Math.max(1.5, Math.sqrt(size / most) * LARGEST_POINT).toFixed(1)}
            fill="var(--much-4)"
            fillOpacity="0.55"
            stroke="var(--much-5)"
            strokeWidth="0.7"
          />
        </Mark>
      ))}
    </>
  );
}
