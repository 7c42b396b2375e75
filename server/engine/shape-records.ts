import {
  grow,
  isPosition,
  noBounds,
  wound,
  type Coordinates,
  type Geometry,
  type Position,
} from '../../rules/reading/geo/geometry.ts';
import type { GeometryKind } from '../../rules/reading/geo/wkt.ts';

/** What one shapefile holds, by its number in the format; a file holds shapes of one type. */
export const LAYERS = { points: 1, lines: 3, areas: 5, multipoints: 8 } as const;
export type LayerName = keyof typeof LAYERS;

export const LAYER_OF: Readonly<Record<GeometryKind, LayerName>> = {
  POINT: 'points',
  LINESTRING: 'lines',
  MULTILINESTRING: 'lines',
  POLYGON: 'areas',
  MULTIPOLYGON: 'areas',
  MULTIPOINT: 'multipoints',
};

/** The content of a record of the main file, in two dimensions; a null shape for none. */
export function shapeRecord(geometry: Geometry | null): Buffer {
  if (geometry === null || geometry.kind === 'GEOMETRYCOLLECTION') return integers(0);
  const { kind, coordinates } = geometry;
  if (coordinates.length === 0) return integers(0);
  const type = LAYERS[LAYER_OF[kind]];
  if (isPosition(coordinates)) return Buffer.concat([integers(type), doubles([coordinates])]);
  const parts = partsOf(kind, coordinates);
  const places = parts.flat();
  const bounds = noBounds();
  grow(bounds, geometry);
  const box = doubles([
    [bounds.west, bounds.south],
    [bounds.east, bounds.north],
  ]);
  if (type === LAYERS.multipoints)
    return Buffer.concat([integers(type), box, integers(places.length), doubles(places)]);
  const starts: number[] = [];
  let start = 0;
  for (const part of parts) {
    starts.push(start);
    start += part.length;
  }
  return Buffer.concat([
    integers(type),
    box,
    integers(parts.length, places.length, ...starts),
    doubles(places),
  ]);
}

type Line = readonly Position[];

/** Lines and rings in a row; outer rings run with the clock, holes against it. */
function partsOf(kind: GeometryKind, coordinates: Coordinates): Line[] {
  // The kind says how deep the positions lie; the reader of WKT has held the text to it.
  switch (kind) {
    case 'MULTILINESTRING':
      return [...(coordinates as readonly Line[])];
    case 'POLYGON':
      return wound(coordinates as readonly Line[], false);
    case 'MULTIPOLYGON':
      return (coordinates as readonly (readonly Line[])[]).flatMap((area) => wound(area, false));
    default:
      return [coordinates as Line];
  }
}

function integers(...values: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32LE(value, index * 4));
  return bytes;
}

function doubles(places: readonly Position[]): Buffer {
  const bytes = Buffer.allocUnsafe(places.length * 16);
  places.forEach(([x = 0, y = 0], index) => {
    bytes.writeDoubleLE(x, index * 16);
    bytes.writeDoubleLE(y, index * 16 + 8);
  });
  return bytes;
}

/** The head of a main file or an index: what it holds and how long it is. */
export function shapeHead(
  layer: LayerName,
  bytes: number,
  { west, south, east, north }: ReturnType<typeof noBounds>,
): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(LAYERS[layer], 32);
  if (west <= east)
    [west, south, east, north].forEach((edge, index) => head.writeDoubleLE(edge, 36 + index * 8));
  return head;
}
