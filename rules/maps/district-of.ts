import type { Boundaries, District } from './boundaries.schema.ts';
import type { Extent } from './mercator.ts';

type Ring = District['rings'][number];

/** West, south, east, north of some rings; null of none. */
export function extentOf(rings: readonly Ring[]): Extent | null {
  const positions = rings.flat();
  if (positions.length === 0) return null;
  const [xs, ys] = [positions.map(([x]) => x), positions.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The extent of all districts together. */
export const extentOfCity = ({ districts }: Boundaries): Extent | null =>
  extentOf(districts.flatMap(({ rings }) => rings));

function isInside(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
  for (const [x, y] of ring) {
    if (y > lat !== y0 > lat && lon < ((x0 - x) * (lat - y)) / (y0 - y) + x) inside = !inside;
    [x0, y0] = [x, y];
  }
  return inside;
}

/** A function that tells the index of the district which a place lies in, -1 for none. */
export function districtFinder({ districts }: Boundaries): (lon: number, lat: number) => number {
  const boxed = districts.map(({ rings }) => ({ rings, extent: extentOf(rings) ?? [1, 1, -1, -1] }));
  const holds = (index: number, lon: number, lat: number): boolean => {
    const district = boxed[index];
    if (!district) return false;
    const [west, south, east, north] = district.extent;
    if (lon < west || lon > east || lat < south || lat > north) return false;
    return district.rings.some((ring) => isInside(ring, lon, lat));
  };
  let last = 0;
  return (lon, lat) => {
    // Rows of one place tend to follow each other.
    if (holds(last, lon, lat)) return last;
    const found = boxed.findIndex((_, index) => holds(index, lon, lat));
    if (found >= 0) last = found;
    return found;
  };
}
