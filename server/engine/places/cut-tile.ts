import { cutLine, cutRing, simplified, type Box } from '../../../rules/maps/cut.ts';
import type { TileAddress } from '../../../rules/maps/mercator.ts';
import { DRAWN, EXTENT, type TileFeature } from '../../../rules/maps/mvt-encode.ts';
import { firstFrom, keyOf, KEY_ZOOM, WORLD_STEPS, type Layer, type LayerShape } from './layer.ts';

/** With more in one tile, points are counted by cell. */
const MOST_POINTS = 1000;
/** Lines and areas of one tile; with more, they are counted by cell as points are. */
const MOST_SHAPES = 2000;
/** And so many places on them, before they are made simpler: more would hold up everybody else. */
const MOST_PLACES = 400_000;
/** Cells across a tile. */
const CELLS = 32;
const CELL_BITS = 5;
/** Steps of the tile beside its edge that lines and areas go on for, so that their own edge is not seen. */
const BESIDE = 64;
/** Steps of the tile by which lines and areas may be off. */
const WITHIN = 3;

/** What a tile shows: features of rows, of which the tags are still to come, or cells with their counts. */
export interface CutTile {
  features: TileFeature[];
  /** Numbers of the rows that features stand for; empty for cells. */
  rows: number[];
}

/** What of a layer lies in a tile. Every point lies in exactly one tile of a zoom. */
export function cutTile(layer: Layer, tile: TileAddress): CutTile {
  const shapes = shapesIn(layer, tile);
  const places = shapes.reduce((sum, { paths }) => sum + paths.reduce((n, path) => n + path.length, 0), 0);
  if (layer.shapes.length > 0 && shapes.length <= MOST_SHAPES && places <= 2 * MOST_PLACES) {
    const features = shapes.flatMap((shape) => shapeFeature(shape, tile));
    return { features, rows: features.map(({ id = 0 }) => id) };
  }
  const found = pointsIn(layer, tile);
  if (found.length > MOST_POINTS || layer.shapes.length > 0)
    return { features: cells(layer, found, tile), rows: [] };
  const features = Array.from(found, (at) => pointFeature(layer, at, tile));
  return { features, rows: features.map(({ id = 0 }) => id) };
}

const stepsAcross = (z: number): number => WORLD_STEPS / 2 ** z;

/** Indexes of the points in a tile. */
function pointsIn(layer: Layer, { z, x, y }: TileAddress): Uint32Array {
  const finer = KEY_ZOOM - z;
  const [first, last] =
    finer >= 0
      ? [keyOf(x * 2 ** finer, y * 2 ** finer), keyOf((x + 1) * 2 ** finer - 1, (y + 1) * 2 ** finer - 1)]
      : [keyOf(x >> -finer, y >> -finer), keyOf(x >> -finer, y >> -finer)];
  const [from, to] = [firstFrom(layer, first), firstFrom(layer, last + 1)];
  const all = Uint32Array.from({ length: to - from }, (_, index) => from + index);
  if (finer >= 0) return all;
  const across = stepsAcross(z);
  return all.filter(
    (at) => Math.floor((layer.x[at] ?? 0) / across) === x && Math.floor((layer.y[at] ?? 0) / across) === y,
  );
}

function pointFeature(layer: Layer, at: number, tile: TileAddress): TileFeature {
  const part = [inTile(layer.x[at] ?? 0, tile.x, tile.z), inTile(layer.y[at] ?? 0, tile.y, tile.z)];
  return { drawn: DRAWN.point, parts: [part], id: layer.row[at] ?? 0, tags: {} };
}

/** The step of a tile, 0 to 4,095, at which a step of the world lies. */
const inTile = (step: number, tile: number, z: number): number =>
  Math.floor((step / stepsAcross(z) - tile) * EXTENT);

/** Counts by cell, each at the middle of its points: how many, and the row where it is one. */
function cells(layer: Layer, found: Uint32Array, { z, x, y }: TileAddress): TileFeature[] {
  const counts = new Uint32Array(CELLS * CELLS);
  const sums = [new Float64Array(CELLS * CELLS), new Float64Array(CELLS * CELLS)] as const;
  const scale = EXTENT / stepsAcross(z);
  const [west, north] = [x * EXTENT, y * EXTENT];
  for (const at of found) {
    const [px, py] = [(layer.x[at] ?? 0) * scale - west, (layer.y[at] ?? 0) * scale - north];
    const cell = ((py >> (12 - CELL_BITS)) << CELL_BITS) | (px >> (12 - CELL_BITS));
    counts[cell] = (counts[cell] ?? 0) + 1;
    sums[0][cell] = (sums[0][cell] ?? 0) + px;
    sums[1][cell] = (sums[1][cell] ?? 0) + py;
  }
  const features: TileFeature[] = [];
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue;
    const part = sums.map((sum) => Math.floor((sum[cell] ?? 0) / count));
    features.push({ drawn: DRAWN.point, parts: [part], tags: { count } });
  }
  return features;
}

function shapesIn({ shapes }: Layer, { z, x, y }: TileAddress): LayerShape[] {
  const across = stepsAcross(z);
  const beside = (across * BESIDE) / EXTENT;
  const [west, north] = [x * across - beside, y * across - beside];
  const [east, south] = [(x + 1) * across + beside, (y + 1) * across + beside];
  return shapes.filter(({ box }) => box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north);
}

const AROUND: Box = { least: -BESIDE, most: EXTENT + BESIDE };

function shapeFeature({ drawn, row, paths }: LayerShape, tile: TileAddress): TileFeature[] {
  const inSteps = paths.map((path) => tilePath(path, tile));
  const parts =
    drawn === DRAWN.line
      ? inSteps.flatMap((path) => cutLine(path, AROUND).map((part) => rounded(simplified(part, WITHIN))))
      : inSteps.map((ring) => rounded(simplified(cutRing(ring, AROUND), WITHIN)));
  const least = drawn === DRAWN.line ? 4 : 6;
  const drawable = parts.filter((part) => part.length >= least);
  return drawable.length === 0 ? [] : [{ drawn, parts: drawable, id: row, tags: {} }];
}

function tilePath(path: Float64Array, { z, x, y }: TileAddress): number[] {
  const scale = EXTENT / stepsAcross(z);
  const [west, north] = [x * EXTENT, y * EXTENT];
  return Array.from(path, (step, at) => step * scale - (at % 2 === 0 ? west : north));
}

/** Whole steps, none twice in a row. */
function rounded(path: readonly number[]): number[] {
  const kept: number[] = [];
  for (let at = 0; at < path.length; at += 2) {
    const [x, y] = [Math.round(path[at] ?? 0), Math.round(path[at + 1] ?? 0)];
    if (kept.at(-2) !== x || kept.at(-1) !== y) kept.push(x, y);
  }
  return kept;
}
