import { useFormat } from '../language.tsx';
import { AxisNames, SIZES, type Drawn } from './axes.tsx';
import { Bars, barsHeight } from './bars.tsx';
import type { ChartPicture } from './chart.types.ts';
import { Columns, Lines, Points } from './plots.tsx';
import { Parts, partsHeight } from './parts.tsx';

export interface DrawingProps {
  chart: ChartPicture;
  /** In units of which 16 are one rem. */
  width: number;
  /** One sentence: what the picture tells. */
  label: string;
  className?: string;
}

/** How high a chart of that width is, in the same units. */
export function chartHeight({ kind, series }: ChartPicture, width: number): number {
  if (kind === 'bar') return barsHeight(series);
  if (kind === 'share') return partsHeight(series, width);
  return Math.round(Math.max(220, width * 0.42));
}

/** The chart as SVG whose colours are the page's own, so that it follows light, dark and high contrast. */
export function Drawing({ chart, width, label, className }: DrawingProps) {
  const height = chartHeight(chart, width);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className={className}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      style={{ inlineSize: `${String(width / 16)}rem` }}
      role="group"
      aria-label={label}
      fontFamily="var(--sans)"
      fontSize={SIZES.text}
      fill="var(--ink)"
    >
      <Plot chart={chart} width={width} height={height} />
    </svg>
  );
}

/** What is in the picture, without its frame. */
export function Plot(drawn: Drawn) {
  const format = useFormat();
  switch (drawn.chart.kind) {
    case 'bar':
      return <Bars {...drawn} />;
    case 'share':
      return <Parts {...drawn} />;
    case 'line':
      return (
        <>
          <AxisNames {...drawn} />
          <Lines {...drawn} />
        </>
      );
    case 'histogram':
      return (
        <>
          <AxisNames {...drawn} />
          <Columns {...drawn} />
        </>
      );
    case 'point':
      return (
        <>
          <AxisNames {...drawn} />
          <Points {...drawn} number={format.number} />
        </>
      );
  }
}
