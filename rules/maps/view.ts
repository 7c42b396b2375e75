import type { District } from './boundaries.schema.ts';
import {
  latOf,
  lonOf,
  MAX_ZOOM,
  tilesOver,
  worldX,
  worldY,
  type Extent,
  type TileAddress,
} from './mercator.ts';
import { EXTENT, type TileFeature } from './mvt-encode.ts';

/** A part of the map as a picture shows it: its middle, how many halvings of the world a tile of 512 steps is, its size in steps. */
export interface MapView {
  lon: number;
  lat: number;
  zoom: number;
  width: number;
  height: number;
}

/** Steps of a picture across a tile. */
const TILE = 512;
/** Of the picture, on each side, that the whole leaves free. */
const MARGIN = 0.06;

const scaleOf = ({ zoom }: Pick<MapView, 'zoom'>): number => TILE * 2 ** zoom;

/** Where a place is in a picture, in steps from its upper left corner. */
export const inView = (view: MapView, lon: number, lat: number): [number, number] => [
  (worldX(lon) - worldX(view.lon)) * scaleOf(view) + view.width / 2,
  (worldY(lat) - worldY(view.lat)) * scaleOf(view) + view.height / 2,
];

/** The place at a step of a picture. */
export const placeAt = (view: MapView, x: number, y: number): [number, number] => [
  lonOf(worldX(view.lon) + (x - view.width / 2) / scaleOf(view)),
  latOf(worldY(view.lat) + (y - view.height / 2) / scaleOf(view)),
];

/** The view that just holds an extent; `whole` allows zooms between those of tiles. */
export function viewOf(
  [west, south, east, north]: Extent,
  size: Pick<MapView, 'width' | 'height'>,
  whole = false,
): MapView {
  const [x0, x1, y0, y1] = [worldX(west), worldX(east), worldY(north), worldY(south)];
  const free = 1 - 2 * MARGIN;
  const across = Math.max((x1 - x0) / (size.width * free), (y1 - y0) / (size.height * free), 2 ** -30);
  const exact = Math.min(16, Math.log2(1 / (across * TILE)));
  const zoom = Math.max(0, whole ? exact : Math.floor(exact));
  return { lon: lonOf((x0 + x1) / 2), lat: latOf((y0 + y1) / 2), zoom, ...size };
}

/** What a view shows of the Earth. */
function extentOfView(view: MapView): Extent {
  const [west, north] = placeAt(view, 0, 0);
  const [east, south] = placeAt(view, view.width, view.height);
  return [Math.max(-180, west), Math.max(-85, south), Math.min(179.999, east), Math.min(85, north)];
}

/** The tiles that a view needs. */
export const tilesOf = (view: MapView): TileAddress[] => tilesOver(extentOfView(view), Math.round(view.zoom));

/** The parts of a tile's feature in steps of a picture: x, y, x, y … */
export function partsInView(view: MapView, { z, x, y }: TileAddress, { parts }: TileFeature): number[][] {
  const perStep = scaleOf(view) / (2 ** z * EXTENT);
  const left = x * EXTENT * perStep - worldX(view.lon) * scaleOf(view) + view.width / 2;
  const top = y * EXTENT * perStep - worldY(view.lat) * scaleOf(view) + view.height / 2;
  return parts.map((part) => part.map((step, at) => step * perStep + (at % 2 === 0 ? left : top)));
}

/** SVG path data of the rings of a district; empty when nothing of it is in the picture. */
export function outlineOf(view: MapView, { rings }: Pick<District, 'rings'>): string {
  return rings.flatMap((ring) => outlineOfRing(view, ring)).join('');
}

function outlineOfRing(view: MapView, ring: District['rings'][number]): string[] {
  const places = ring.map(([lon, lat]) => inView(view, lon, lat));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const isSeen =
    Math.max(...xs) > 0 &&
    Math.min(...xs) < view.width &&
    Math.max(...ys) > 0 &&
    Math.min(...ys) < view.height;
  return isSeen ? [pathData(places.flat(), true, SEEN)] : [];
}

/** Tenths of a step that can be told apart in an outline. */
const SEEN = 8;

/** SVG path data in tenths of a step, each place as the difference to the one before; nearer ones than `least` tenths are left out. */
export function pathData(path: readonly number[], closed: boolean, least = 1): string {
  let [x, y] = [0, 0];
  let data = '';
  for (let at = 0; at < path.length; at += 2) {
    const [nextX, nextY] = [Math.round((path[at] ?? 0) * 10), Math.round((path[at + 1] ?? 0) * 10)];
    if (at > 0 && Math.hypot(nextX - x, nextY - y) < least) continue;
    data += at === 0 ? `M${nextX / 10} ${nextY / 10}` : `l${(nextX - x) / 10} ${(nextY - y) / 10}`;
    [x, y] = [nextX, nextY];
  }
  return closed ? `${data}z` : data;
}

const AT = /^(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,2}(?:\.\d{1,6})?),(\d{1,2})$/;

/** The view that an address asks for as `longitude,latitude,zoom`; null for none. */
export function viewAt(text: string | null, size: Pick<MapView, 'width' | 'height'>): MapView | null {
  const [, lon, lat, zoom] = AT.exec(text ?? '')?.map(Number) ?? [];
  if (lon === undefined || lat === undefined || zoom === undefined) return null;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 85 || zoom > MAX_ZOOM) return null;
  return { lon, lat, zoom, ...size };
}

/** As {@link viewAt} reads it. */
export const atOf = (lon: number, lat: number, zoom: number): string =>
  `${lon.toFixed(5)},${lat.toFixed(5)},${String(Math.max(0, Math.min(MAX_ZOOM, Math.round(zoom))))}`;
