import type { ReactNode } from 'react';
import { useFormat } from '../language.tsx';
import type { ChartPicture } from './chart.types.ts';
import { emsOf, fitted } from './text-width.ts';

/** In the picture's units, of which 16 are one rem: charts grow with large type. */
export const SIZES = { text: 12, row: 26, gap: 8, top: 30, bottom: 42, right: 14 } as const;

export interface Drawn {
  chart: ChartPicture;
  width: number;
  height: number;
}

/** How far decimals of these numbers matter. */
export function decimalsOf(values: readonly number[]): number {
  const most = Math.max(0, ...values.map(Math.abs));
  if (values.every(Number.isInteger)) return 0;
  return most >= 1000 ? 0 : most >= 10 ? 1 : most >= 1 ? 2 : 4;
}

/** What is measured stands above its axis, what lies along under its end. */
export function AxisNames({ chart: { xName, yName }, width, height }: Drawn) {
  const most = width / SIZES.text - 1;
  return (
    <g fill="var(--ink-3)" aria-hidden="true">
      <text x={0} y={SIZES.text}>
        {fitted(yName, most)}
      </text>
      <text x={width} y={height - 4} textAnchor="end">
        {fitted(xName, most)}
      </text>
    </g>
  );
}

interface TicksProps {
  ticks: readonly number[];
  place: (value: number) => number;
  left: number;
  right: number;
}

/** Pale lines across, each with its number; zero in ink. */
export function Ticks({ ticks, place, left, right }: TicksProps) {
  const format = useFormat();
  const decimals = decimalsOf(ticks);
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${String(left)} ${place(tick).toFixed(1)}H${String(right)}`}
            stroke={tick === 0 ? 'var(--ink)' : 'var(--line)'}
          />
          <text x={left - 6} y={place(tick) + 4} textAnchor="end" fill="var(--ink-3)">
            {format.number(tick, decimals)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Room for the numbers of an axis. */
export function useTickRoom(ticks: readonly number[]): number {
  const format = useFormat();
  const decimals = decimalsOf(ticks);
  return Math.max(...ticks.map((tick) => emsOf(format.number(tick, decimals)))) * SIZES.text + 10;
}

// Arrow keys walk from mark to mark (page-script.js); without scripts the pointer and the table tell the same.
const MARK = { role: 'img', tabIndex: -1 };

/** One thing that is drawn, with its words for pointer and screen reader. */
export const Mark = ({ says, children }: { says: string; children: ReactNode }) => (
  <g data-mark="" aria-label={says} {...MARK}>
    <title>{says}</title>
    {children}
  </g>
);
