import type { Boundaries } from '../../../rules/maps/boundaries.schema.ts';
import { districtFinder } from '../../../rules/maps/district-of.ts';
import { latOf, lonOf, type Extent } from '../../../rules/maps/mercator.ts';
import { DRAWN } from '../../../rules/maps/mvt-encode.ts';
import type { Places } from '../../../rules/maps/maps.operations.ts';
import { WORLD_STEPS, type Layer } from './layer.ts';

/** Of the places on either side that do not widen an extent: a wrong coordinate would make a map of the world. */
const OUTERMOST = 0.01;

const BY_DRAWN = { [DRAWN.line]: 'lines', [DRAWN.area]: 'areas' } as const;

/** What the rows of a layer are: points, or what most of its shapes are. */
export function kindOf({ shapes }: Layer): 'points' | 'lines' | 'areas' {
  const areas = shapes.filter(({ drawn }) => drawn === DRAWN.area).length;
  if (shapes.length === 0) return 'points';
  return BY_DRAWN[areas * 2 >= shapes.length ? DRAWN.area : DRAWN.line];
}

/** Rows that have a place. */
export const placedRows = ({ row }: Layer): number => new Set(row).size;

/** Where all but the outermost places are; null where there are none. */
export function extentOfLayer({ x, y, shapes }: Layer): Extent | null {
  if (x.length === 0) return null;
  const [west, east] = inner(x, shapes.length === 0);
  const [north, south] = inner(y, shapes.length === 0);
  return [lonOf(west), latOf(south), lonOf(east), latOf(north)];
}

function inner(steps: Uint32Array, isPoints: boolean): [number, number] {
  const sorted = steps.toSorted();
  const left = isPoints && sorted.length >= 100 ? Math.floor(sorted.length * OUTERMOST) : 0;
  return [(sorted[left] ?? 0) / WORLD_STEPS, (sorted[sorted.length - 1 - left] ?? 0) / WORLD_STEPS];
}

/** How many places are in which district, and in none. */
export function byDistrict(
  { x, y }: Layer,
  boundaries: Boundaries | null,
): Pick<Places, 'districts' | 'elsewhere'> {
  if (!boundaries) return { districts: [], elsewhere: x.length };
  const find = districtFinder(boundaries);
  const counts = boundaries.districts.map(() => 0);
  let elsewhere = 0;
  for (const [at, step] of x.entries()) {
    const index = find(lonOf(step / WORLD_STEPS), latOf((y[at] ?? 0) / WORLD_STEPS));
    if (index < 0) elsewhere += 1;
    else counts[index] = (counts[index] ?? 0) + 1;
  }
  return {
    districts: boundaries.districts.flatMap(({ code, name }, index) => {
      const count = counts[index] ?? 0;
      return count > 0 ? [{ code, name, count }] : [];
    }),
    elsewhere,
  };
}
