import { useFormat, useT } from '../language.tsx';
import { Mark, SIZES, type Drawn } from './axes.tsx';
import { MOST_SERIES, type ChartPicture, type ChartSeries } from './chart.types.ts';
import { lookOf } from './series-look.tsx';
import { fitted } from './text-width.ts';

const CELLS = 100;
const ACROSS = 20;

const cellOf = (width: number): number => Math.min(20, Math.floor(width / ACROSS));

export const partsHeight = (series: readonly ChartSeries[], width: number): number =>
  (CELLS / ACROSS) * cellOf(width) + 14 + (series[0]?.points.length ?? 0) * SIZES.row + SIZES.row;

interface Part {
  label: string;
  share: number;
  cells: number;
}

/** Each part's whole cells, the rest to those that lost most by rounding, so that there are a hundred in all. */
function partsOf({ series, total = 0 }: ChartPicture): Part[] {
  const shares = (series[0]?.points ?? []).map(({ label, value }) => ({
    label,
    share: total > 0 ? value / total : 0,
  }));
  const exact = shares.map(({ share }) => share * CELLS);
  const cells = exact.map(Math.floor);
  const missing =
    Math.round(exact.reduce((sum, each) => sum + each, 0)) - cells.reduce((sum, each) => sum + each, 0);
  const byLoss = exact.map((each, place) => ({ place, lost: each % 1 })).sort((a, b) => b.lost - a.lost);
  for (const { place } of byLoss.slice(0, Math.max(0, missing))) cells[place] = (cells[place] ?? 0) + 1;
  return shares.map((part, place) => ({ ...part, cells: cells[place] ?? 0 }));
}

/** A hundred cells, one a hundredth; what is not named stays sunk. */
export function Parts({ chart, width }: Drawn) {
  const format = useFormat();
  const t = useT();
  const parts = partsOf(chart);
  const cell = cellOf(width);
  const top = (CELLS / ACROSS) * cell + 14;
  const whose = parts.flatMap(({ cells }, which) => Array.from({ length: cells }, () => which));
  const rest = 1 - parts.reduce((sum, { share }) => sum + share, 0);
  const named: Part[] =
    rest > 0.0005 ? [...parts, { label: t('design.chart.rest'), share: rest, cells: 0 }] : parts;
  return (
    <>
      <g aria-hidden="true">
        {Array.from({ length: CELLS }, (_, place) => {
          const { fill, stroke } = lookOf(whose[place] ?? MOST_SERIES);
          const [x, y] = [Math.floor(place / (CELLS / ACROSS)) * cell, (place % (CELLS / ACROSS)) * cell];
          return (
            <rect
              key={place}
              x={x + 1}
              y={y + 1}
              width={cell - 3}
              height={cell - 3}
              fill={fill}
              stroke={stroke}
            />
          );
        })}
      </g>
      {named.map(({ label, share }, row) => {
        const { fill, stroke } = lookOf(row < parts.length ? row : MOST_SERIES);
        const y = top + row * SIZES.row;
        return (
          <Mark key={label} says={t('design.chart.mark', { label, value: format.percent(share) })}>
            <rect x={1} y={y + 3} width={12} height={12} fill={fill} stroke={stroke} />
            <text x={22} y={y + 13}>
              {fitted(label, (width - 90) / SIZES.text)}
            </text>
            <text x={Math.min(width - 4, ACROSS * cell - 2)} y={y + 13} textAnchor="end" fill="var(--ink-2)">
              {format.percent(share)}
            </text>
          </Mark>
        );
      })}
    </>
  );
}
