import { DRAWN } from '../../../rules/maps/mvt-encode.ts';
import { atOf, pathData, placeAt, type MapView } from '../../../rules/maps/view.ts';
import type { DrawnMark } from '../../design/map/city-map.tsx';
import type { SeenFeature } from './load-map.ts';

interface Words {
  rows(count: number): string;
  /** A row by the first of its texts. */
  row(feature: SeenFeature): string;
}

/** Radii of a cell of one row and of the fullest; of a row itself. */
const SMALLEST = 3;
const LARGEST = 18;
const POINT = 5;
/** Zooms that a click on a cell goes nearer. */
const NEARER = 2;

export const rowKey = (row: number): string => `row-${String(row)}`;

/** Whether a feature counts rows that lie too close together. */
export const isCell = ({ feature }: SeenFeature): boolean => feature.tags['count'] !== undefined;

/** How many rows a feature stands for. */
export const countOf = ({ feature }: SeenFeature): number => Number(feature.tags['count'] ?? 1);

/** What a picture draws of the features that a view shows: cells by their counts, rows as they are. */
export function drawnMarks(
  features: readonly SeenFeature[],
  view: MapView,
  link: (change: { at: string; row?: string }) => string,
  words: Words,
): DrawnMark[] {
  const most = Math.max(1, ...features.map(countOf));
  const here = atOf(view.lon, view.lat, view.zoom);
  const isDense = features.some(isCell);
  return features.map((seen, index): DrawnMark => {
    const { feature, parts, at } = seen;
    if (isCell(seen)) {
      const count = countOf(seen);
      const [lon, lat] = placeAt(view, at[0], at[1]);
      const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(count / most);
      const to = link({ at: atOf(lon, lat, view.zoom + NEARER) });
      return {
        kind: 'cell',
        key: `cell-${String(index)}`,
        to,
        title: words.rows(count),
        x: at[0],
        y: at[1],
        radius,
      };
    }
    const row = feature.id ?? 0;
    // A line may lie in several tiles.
    const mark = { key: feature.drawn === DRAWN.point ? rowKey(row) : `${rowKey(row)}-${String(index)}` };
    const rest = { ...mark, to: link({ at: here, row: String(row) }), title: words.row(seen) };
    // Among cells a row is a small one: their tiles happened to hold fewer.
    if (feature.drawn === DRAWN.point && isDense)
      return { ...rest, kind: 'cell', x: at[0], y: at[1], radius: SMALLEST };
    if (feature.drawn === DRAWN.point) return { ...rest, kind: 'point', x: at[0], y: at[1], radius: POINT };
    const isArea = feature.drawn === DRAWN.area;
    return {
      ...rest,
      kind: isArea ? 'area' : 'line',
      outline: parts.map((part) => pathData(part, isArea)).join(''),
    };
  });
}
