import type { Query } from '../../../rules/expressions/query-tree.ts';
import { turnOf } from '../../../rules/maps/cut.ts';
import { isOnMap, worldX, worldY } from '../../../rules/maps/mercator.ts';
import { DRAWN } from '../../../rules/maps/mvt-encode.ts';
import type { PlaceSource } from '../../../rules/maps/place.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { toWgs84, type ToWgs84 } from '../../../rules/reading/geo/convert.ts';
import {
  isPosition,
  parseWkt,
  type Coordinates,
  type Geometry,
} from '../../../rules/reading/geo/geometry.ts';
import type { Bounds } from '../database.ts';
import { compileExport, type Statement } from '../compile-query.ts';
import type { Loan } from '../pool.ts';
import { inOrder, WORLD_STEPS, type Layer, type LayerShape } from './layer.ts';

/** What of a table a map can be made of. */
export type DrawnSource = Exclude<PlaceSource, { kind: 'district' }>;

/** Rows, and numbers of all positions together, that one layer holds. */
const MOST_ROWS = 5_000_000;
const MOST_NUMBERS = 8_000_000;
const POINT_BYTES = 16;
const SHAPE_BYTES = 200;

/** Reads where the rows of a query are. Throws `too-large` beyond the limits, and what the engine throws. */
export async function readLayer(
  { connection, info }: Loan,
  query: Query,
  source: DrawnSource,
  bounds: Bounds,
): Promise<Layer> {
  const fields = source.kind === 'pair' ? [source.x, source.y] : [source.field];
  const select = fields.flatMap((field) => query.select.filter(({ name }) => name === field));
  if (select.length < fields.length) throw new Problem('no-places');
  const { sql, parameters } = placesSql({ ...query, select, orderBy: [] }, info, source);
  const making = startLayer(source);
  for await (const { columns, rows } of connection.valueChunks(sql, parameters, bounds)) {
    const [xs = [], ys = [], texts = [], numbers = []] = columns;
    for (let at = 0; at < rows; at += 1) {
      const row = numbers[at] as number;
      const text = texts[at];
      if (typeof text === 'string') making.addText(text, row);
      else making.addPlace(xs[at] as number | null, ys[at] as number | null, row);
    }
  }
  return making.done();
}

/** Two numbers where there are, else the text of a geometry; then the row's number. */
function placesSql(query: Query, info: Loan['info'], { kind }: DrawnSource): Statement {
  return compileExport(query, info, ({ values: [first = 'NULL', second = 'NULL'] }) => {
    const number = 'CAST(t.file_row_number AS UINTEGER)';
    if (kind === 'pair') return [`CAST(${first} AS DOUBLE)`, `CAST(${second} AS DOUBLE)`, 'NULL', number];
    const part = (which: 1 | 2): string =>
      `CASE WHEN starts_with(${first}, 'POINT (') THEN TRY_CAST(rtrim(split_part(substr(${first}, 8), ' ', ${which}), ')') AS DOUBLE) END`;
    return [part(1), part(2), `CASE WHEN NOT starts_with(${first}, 'POINT (') THEN ${first} END`, number];
  });
}

interface Making {
  addPlace(lon: number | null, lat: number | null, row: number): void;
  addText(wkt: string, row: number): void;
  done(): Layer;
}

function startLayer(source: DrawnSource): Making {
  // The geometry of a table is in WGS-84 since it was read; columns of numbers stand as they were delivered.
  const convert = source.kind === 'pair' && source.system !== null ? toWgs84(source.system) : null;
  const points = growing();
  const shapes: LayerShape[] = [];
  let rows = 0;
  let numbers = 0;
  const count = (more: number): void => {
    numbers += more;
    if (rows > MOST_ROWS || numbers > MOST_NUMBERS) throw new Problem('too-large');
  };
  return {
    addPlace(lon, lat, row) {
      rows += 1;
      count(0);
      const place = lon === null || lat === null ? null : placeIn(lon, lat, convert);
      if (place) points.add(...place, row);
    },
    addText(wkt, row) {
      rows += 1;
      const geometry = parseWkt(wkt);
      for (const shape of geometry ? shapesOf(geometry, row) : []) {
        count(shape.paths.reduce((sum, path) => sum + path.length, 0));
        if (shape.drawn !== DRAWN.point) shapes.push({ ...shape, drawn: shape.drawn });
        points.add((shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2, row);
      }
    },
    done() {
      const ordered = inOrder(points.all());
      const bytes = ordered.x.length * POINT_BYTES + shapes.length * SHAPE_BYTES + numbers * 8;
      return { ...ordered, rows, shapes, bytes };
    },
  };
}

/** Steps of the world from the west and the north; null off the map. */
function placeIn(x: number, y: number, convert: ToWgs84 | null): [number, number] | null {
  const [lon = NaN, lat = NaN] = convert ? (convert(x, y) ?? []) : [x, y];
  return isOnMap(lon, lat) ? [worldX(lon) * WORLD_STEPS, worldY(lat) * WORLD_STEPS] : null;
}

function growing() {
  let [x, y, row] = [new Uint32Array(1024), new Uint32Array(1024), new Uint32Array(1024)];
  let count = 0;
  const larger = (from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
    const to = new Uint32Array(from.length * 2);
    to.set(from);
    return to;
  };
  return {
    add(atX: number, atY: number, ofRow: number) {
      if (count === x.length) [x, y, row] = [larger(x), larger(y), larger(row)];
      x[count] = atX;
      y[count] = atY;
      row[count] = ofRow;
      count += 1;
    },
    all: () => ({ x, y, row, count }),
  };
}

interface AnyShape extends Omit<LayerShape, 'drawn'> {
  drawn: 1 | LayerShape['drawn'];
}

/** What is drawn of a geometry: a shape for each kind in it; nothing of what is off the map. */
function shapesOf(geometry: Geometry, row: number): AnyShape[] {
  if (geometry.kind === 'GEOMETRYCOLLECTION') return geometry.members.flatMap((each) => shapesOf(each, row));
  const { kind, coordinates } = geometry;
  if (kind.endsWith('POINT')) {
    return positionsOf(coordinates).flatMap((position) => shapeOf(DRAWN.point, row, [position]) ?? []);
  }
  const isArea = kind.endsWith('POLYGON');
  const lists = listsOf(coordinates);
  const paths = isArea
    ? wellTurned(lists, kind === 'POLYGON' ? [lists.length] : ringCounts(coordinates))
    : lists;
  return shapeOf(isArea ? DRAWN.area : DRAWN.line, row, paths) ?? [];
}

function shapeOf(
  drawn: AnyShape['drawn'],
  row: number,
  paths: readonly (readonly number[])[],
): AnyShape[] | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let at = 0; at < path.length; at += 2) {
      const [x = NaN, y = NaN] = [path[at], path[at + 1]];
      if (Number.isNaN(x) || Number.isNaN(y)) return null;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  if (box[0] > box[2]) return null;
  return [{ drawn, row, box, paths: paths.map((path) => Float64Array.from(path)) }];
}

const positionsOf = (coordinates: Coordinates): number[][] =>
  isPosition(coordinates)
    ? [placeIn(coordinates[0] ?? NaN, coordinates[1] ?? NaN, null) ?? [NaN, NaN]]
    : coordinates.flatMap(positionsOf);

/** The lists of positions in a geometry, each as x, y, x, y … */
function listsOf(coordinates: Coordinates): number[][] {
  const [first] = coordinates;
  if (typeof first !== 'object') return [];
  return isPosition(first)
    ? [positionsOf(coordinates).flat()]
    : (coordinates as readonly Coordinates[]).flatMap(listsOf);
}

const ringCounts = (coordinates: Coordinates): number[] =>
  (coordinates as readonly Coordinates[]).map((polygon) => polygon.length);

/** Not closed; the first ring of each area runs clockwise on the screen, its holes the other way. */
function wellTurned(rings: readonly number[][], counts: readonly number[]): number[][] {
  const outer = new Set<number>();
  let start = 0;
  for (const count of counts) {
    outer.add(start);
    start += count;
  }
  return rings.map((ring, index) => {
    const open = ring[0] === ring.at(-2) && ring[1] === ring.at(-1) ? ring.slice(0, -2) : ring;
    return turnOf(open) > 0 === outer.has(index) ? open : reversed(open);
  });
}

function reversed(ring: readonly number[]): number[] {
  const back: number[] = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) back.push(ring[at] ?? 0, ring[at + 1] ?? 0);
  return back;
}
