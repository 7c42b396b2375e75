import type { Drawn } from '../../../rules/maps/mvt-encode.ts';

/** Round the Earth: positions are whole steps from the west and from the north, 9 mm at the equator. */
export const WORLD_STEPS = 2 ** 32;

/** A line or an area with its row, all of its paths in steps of the world. */
export interface LayerShape {
  drawn: Exclude<Drawn, 1>;
  row: number;
  /** Least x, least y, greatest x, greatest y. */
  box: readonly [number, number, number, number];
  /** Of areas: the outer ring of one before its holes, each running as the file has it. */
  paths: readonly Float64Array[];
}

/**
 * Where the rows of one query are. Points (a shape has one, too: the middle of its box) stand in the order of
 * {@link pathOf} their place, so that those of a tile follow each other.
 */
export interface Layer {
  /** Rows of the query, whether they have a place or not. */
  rows: number;
  keys: Uint32Array;
  x: Uint32Array;
  y: Uint32Array;
  /** Number of the row in the table, from 0. */
  row: Uint32Array;
  /** Empty where all are points. */
  shapes: readonly LayerShape[];
  /** In memory. */
  bytes: number;
}

/** How often the key of a point halves the world: the finest tile whose points are one run of keys. */
export const KEY_ZOOM = 16;

const spread = (value: number): number => {
  let bits = value & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
};

/** Which quarter, and which quarter of that … a tile of zoom 16 is (Z order). */
export const keyOf = (tileX: number, tileY: number): number => (spread(tileX) | (spread(tileY) << 1)) >>> 0;

/** Points as they came, put in order. */
export interface LoosePoints {
  x: Uint32Array;
  y: Uint32Array;
  row: Uint32Array;
  count: number;
}

/** The order of points by their keys: a radix sort, 16 bits at a time. Plain loops: a million points come by here. */
export function inOrder({ x, y, row, count }: LoosePoints): Pick<Layer, 'keys' | 'x' | 'y' | 'row'> {
  const keys = new Uint32Array(count);
  let order = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    keys[at] = keyOf((x[at] ?? 0) >>> 16, (y[at] ?? 0) >>> 16);
    order[at] = at;
  }
  for (const shift of [0, 16]) order = sortedBy(keys, order, shift);
  return { keys: taken(keys, order), x: taken(x, order), y: taken(y, order), row: taken(row, order) };
}

function taken(from: Uint32Array, order: Uint32Array): Uint32Array {
  const to = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) to[at] = from[order[at] ?? 0] ?? 0;
  return to;
}

function sortedBy(keys: Uint32Array, order: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(65_537);
  for (const key of keys) {
    const part = ((key >>> shift) & 0xffff) + 1;
    starts[part] = (starts[part] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const index of order) {
    const part = ((keys[index] ?? 0) >>> shift) & 0xffff;
    const to = starts[part] ?? 0;
    sorted[to] = index;
    starts[part] = to + 1;
  }
  return sorted;
}

/** The first point whose key is at least `key`. */
export function firstFrom({ keys }: Pick<Layer, 'keys'>, key: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
