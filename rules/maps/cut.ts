/** x, y, x, y … of a line or a ring. */
export type Path = readonly number[];

/** A box in the same steps as the path. */
export interface Box {
  least: number;
  most: number;
}

/** The parts of a line inside a square box (Liang–Barsky, a leg at a time). */
export function cutLine(path: Path, box: Box): number[][] {
  const parts: number[][] = [];
  let open: number[] | null = null;
  for (let at = 0; at + 3 < path.length; at += 2) {
    const leg = cutLeg(path, at, box);
    if (!leg) {
      open = null;
      continue;
    }
    const [x0, y0, x1, y1, leaves] = leg;
    if (open) open.push(x1, y1);
    else parts.push((open = [x0, y0, x1, y1]));
    if (leaves) open = null;
  }
  return parts;
}

type Leg = [x0: number, y0: number, x1: number, y1: number, leaves: boolean];

function cutLeg(path: Path, at: number, { least, most }: Box): Leg | null {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = path.slice(at, at + 4);
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [-dx, x0 - least],
    [dx, most - x0],
    [-dy, y0 - least],
    [dy, most - y0],
  ] as const) {
    if (step === 0 && room < 0) return null;
    if (step < 0) from = Math.max(from, room / step);
    else if (step > 0) to = Math.min(to, room / step);
  }
  return from > to ? null : [x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy, to < 1];
}

/** A ring inside a square box (Sutherland–Hodgman); empty when nothing of it is. */
export function cutRing(ring: Path, { least, most }: Box): number[] {
  let left = [...ring];
  for (const axis of [0, 1] as const)
    for (const side of [least, most] as const) left = cutSide(left, axis, side, side === most);
  return left;
}

function cutSide(ring: readonly number[], axis: 0 | 1, limit: number, isMost: boolean): number[] {
  const kept: number[] = [];
  const length = ring.length;
  for (let at = 0; at < length; at += 2) {
    const before = (at + length - 2) % length;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [ring[before], ring[before + 1], ring[at], ring[at + 1]];
    const [was, is] = axis === 0 ? [x0, x1] : [y0, y1];
    const [wasIn, isIn] = isMost ? [was <= limit, is <= limit] : [was >= limit, is >= limit];
    if (wasIn !== isIn) {
      const share = (limit - was) / (is - was);
      if (axis === 0) kept.push(limit, y0 + share * (y1 - y0));
      else kept.push(x0 + share * (x1 - x0), limit);
    }
    if (isIn) kept.push(x1, y1);
  }
  return kept;
}

/** Fewer places on a path, none of those left out farther from it than `within` (Douglas–Peucker); the ends stay. */
export function simplified(path: Path, within: number): number[] {
  const last = path.length / 2 - 1;
  if (last < 2) return [...path];
  const keeps = new Uint8Array(last + 1);
  keeps[0] = keeps[last] = 1;
  const spans: [number, number][] = [[0, last]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const far = farthest(path, from, to);
    if (far.squared <= within * within) continue;
    keeps[far.index] = 1;
    spans.push([from, far.index], [far.index, to]);
  }
  return path.filter((_, at) => keeps[at >> 1] === 1);
}

function farthest(path: Path, from: number, to: number): { index: number; squared: number } {
  const [x0 = 0, y0 = 0] = [path[2 * from], path[2 * from + 1]];
  const [dx, dy] = [(path[2 * to] ?? 0) - x0, (path[2 * to + 1] ?? 0) - y0];
  const length = dx * dx + dy * dy;
  let found = { index: from, squared: 0 };
  for (let index = from + 1; index < to; index += 1) {
    const [x, y] = [(path[2 * index] ?? 0) - x0, (path[2 * index + 1] ?? 0) - y0];
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length));
    const squared = (x - share * dx) ** 2 + (y - share * dy) ** 2;
    if (squared > found.squared) found = { index, squared };
  }
  return found;
}

/** Twice the area of a ring, positive when it runs clockwise on the screen (y downwards). */
export function turnOf(ring: Path): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    sum += (ring[at] ?? 0) * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * (ring[at + 1] ?? 0);
  }
  return sum;
}
