/** A closed line: its corners, and each as WKT writes it. */
export interface Ring {
  xs: Float64Array;
  ys: Float64Array;
  texts: string[];
}

/** Twice the area, negative for a ring that runs clockwise. */
function turn({ xs, ys }: Ring): number {
  let sum = 0;
  const [x0 = 0, y0 = 0] = [xs[0], ys[0]];
  for (let i = 1; i < xs.length; i++) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [xs[i - 1], ys[i - 1], xs[i], ys[i]];
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum;
}

interface Area {
  rings: Ring[];
  outer: Ring;
  size: number;
  box: readonly [number, number, number, number];
}

function areaOf(outer: Ring): Area {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < outer.xs.length; i++) {
    const [x = 0, y = 0] = [outer.xs[i], outer.ys[i]];
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { rings: [outer], outer, size: Math.abs(turn(outer)), box: [left, bottom, right, top] };
}

const isInBox = ({ box: [left, bottom, right, top] }: Area, x: number, y: number): boolean =>
  x >= left && x <= right && y >= bottom && y <= top;

function isInside({ xs, ys }: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const [xi = 0, yi = 0, xj = 0, yj = 0] = [xs[i], ys[i], xs[j], ys[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Steps that looking for the areas of holes may take in one shape; after them a hole goes to the area before it. */
const MOST_STEPS = 20_000_000;

/** Puts each hole into the smallest area that holds it. A hole outside every area becomes an area of its own. */
export function groupRings(rings: readonly Ring[]): Ring[][] {
  const isOuter = rings.map((ring) => turn(ring) <= 0);
  if (!isOuter.includes(true)) return rings.map((ring) => [ring]);
  const areas = rings.flatMap((ring, i) => (isOuter[i] ? [areaOf(ring)] : []));
  let steps = 0;
  const holder = (hole: Ring, before: Area | undefined): Area | undefined => {
    const [x = 0, y = 0] = [hole.xs[0], hole.ys[0]];
    let best: Area | undefined;
    for (const area of areas) {
      if (++steps > MOST_STEPS) return best ?? before;
      if (!isInBox(area, x, y) || (best && best.size <= area.size)) continue;
      steps += area.outer.xs.length;
      if (isInside(area.outer, x, y)) best = area;
    }
    return best;
  };
  let seen = 0;
  const strays: Ring[][] = [];
  rings.forEach((ring, i) => {
    if (isOuter[i]) {
      seen++;
      return;
    }
    const area = holder(ring, areas[seen - 1]);
    if (area) area.rings.push(ring);
    else strays.push([ring]);
  });
  return [...areas.map((area) => area.rings), ...strays];
}
