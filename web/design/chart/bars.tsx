import { useFormat, useT } from '../language.tsx';
import { decimalsOf, Mark, SIZES, type Drawn } from './axes.tsx';
import type { ChartPoint, ChartSeries } from './chart.types.ts';
import { extentOf, placed } from './scale.ts';
import { lookOf } from './series-look.tsx';
import { emsOf, fitted } from './text-width.ts';

const THICK = 16;
const WIDEST_LABEL = 0.36;

const rowsOf = (series: readonly ChartSeries[]): readonly ChartPoint[] => series[0]?.points ?? [];
const rowHeight = (series: readonly ChartSeries[]): number =>
  series.length === 1 ? SIZES.row : series.length * (THICK - 2) + SIZES.gap + 4;

export const barsHeight = (series: readonly ChartSeries[]): number =>
  rowsOf(series).length * rowHeight(series) + 4;

/** Lying bars from zero, names at the left where Chinese reads, values at their ends: no axis needed. */
export function Bars({ chart: { series }, width }: Drawn) {
  const format = useFormat();
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const decimals = decimalsOf(values);
  const said = (value: number): string => format.number(value, decimals);
  const labels = rowsOf(series).map(({ label }) => label);
  const labelRoom = Math.min(Math.max(0, ...labels.map(emsOf)) * SIZES.text + 12, width * WIDEST_LABEL);
  const valueRoom = Math.max(0, ...values.map((value) => emsOf(said(value)))) * SIZES.text + 12;
  const extent = extentOf(values, true);
  const under = extent[0] < 0 ? valueRoom : 0;
  const place = placed(extent, [labelRoom + under, width - valueRoom]);
  const step = rowHeight(series);
  return (
    <>
      {labels.map((label, row) => (
        <text key={label} x={labelRoom - 8} y={row * step + step / 2 + 3} textAnchor="end" aria-hidden="true">
          {fitted(label, (labelRoom - 8) / SIZES.text)}
        </text>
      ))}
      <path
        d={`M${place(0).toFixed(1)} 0V${String(labels.length * step)}`}
        stroke="var(--ink)"
        aria-hidden="true"
      />
      {series.map(({ name, points }, which) =>
        points.map((point, row) => (
          <Bar
            key={`${name} ${point.label}`}
            {...{ point, name, which, said, place }}
            y={row * step + (series.length === 1 ? (step - THICK) / 2 : 4 + which * (THICK - 2))}
            thick={series.length === 1 ? THICK : THICK - 4}
          />
        )),
      )}
    </>
  );
}

interface BarProps {
  point: ChartPoint;
  name: string;
  which: number;
  said: (value: number) => string;
  place: (value: number) => number;
  y: number;
  thick: number;
}

function Bar({ point: { label, value }, name, which, said, place, y, thick }: BarProps) {
  const t = useT();
  const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
  const { fill, stroke } = lookOf(which);
  const negative = value < 0;
  return (
    <Mark
      says={t('design.chart.mark', { label: [name, label].filter(Boolean).join(' '), value: said(value) })}
    >
      <rect x={from} y={y} width={Math.max(0.5, to - from)} height={thick} fill={fill} stroke={stroke} />
      <text
        x={negative ? from - 5 : to + 5}
        y={y + thick / 2 + 4}
        textAnchor={negative ? 'end' : 'start'}
        fill="var(--ink-2)"
      >
        {said(value)}
      </text>
    </Mark>
  );
}
