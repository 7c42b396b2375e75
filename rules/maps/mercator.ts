/** A tile of the web map: `z` halvings of the world, columns from the west, rows from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Longitude and latitude in degrees of WGS-84. */
export interface LonLat {
  lon: number;
  lat: number;
}

/** West, south, east, north in degrees. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** Beyond it nothing is finer: 2^32 steps round the Earth, 4,096 of them across a tile. */
export const MAX_ZOOM = 18;
/** Where the square world of the web map ends, north and south. */
const MAX_LATITUDE = 85.0511287798066;

/** Web Mercator (EPSG:3857) with the world as 0…1: from the west. */
export const worldX = (lon: number): number => (lon + 180) / 360;

/** From the north. */
export const worldY = (lat: number): number =>
  0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

export const lonOf = (x: number): number => x * 360 - 180;
export const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Whether a place is on the square world of the web map. */
export const isOnMap = (lon: number, lat: number): boolean =>
  lon >= -180 && lon < 180 && Math.abs(lat) < MAX_LATITUDE;

/** Whether there is such a tile. */
export const isTile = ({ z, x, y }: TileAddress): boolean =>
  [z, x, y].every(Number.isInteger) &&
  z >= 0 &&
  z <= MAX_ZOOM &&
  x >= 0 &&
  y >= 0 &&
  x < 2 ** z &&
  y < 2 ** z;

/** The tile of a zoom that a place lies in. */
export const tileOf = ({ lon, lat }: LonLat, z: number): TileAddress => ({
  z,
  x: Math.floor(worldX(lon) * 2 ** z),
  y: Math.floor(worldY(lat) * 2 ** z),
});

/** All tiles of a zoom that an extent touches. */
export function tilesOver([west, south, east, north]: Extent, z: number): TileAddress[] {
  const first = tileOf({ lon: west, lat: north }, z);
  const last = tileOf({ lon: east, lat: south }, z);
  const tiles: TileAddress[] = [];
  for (let y = Math.max(0, first.y); y <= Math.min(last.y, 2 ** z - 1); y += 1)
    for (let x = Math.max(0, first.x); x <= Math.min(last.x, 2 ** z - 1); x += 1) tiles.push({ z, x, y });
  return tiles;
}
