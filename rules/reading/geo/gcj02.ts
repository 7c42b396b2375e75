/** Longitude and latitude in degrees; or easting and northing in the unit of a projection. */
export type Position = readonly [x: number, y: number];

/** The ellipsoid that the published offset is computed on (Krassowsky), in metres. */
const AXIS = 6378245;
const ECCENTRICITY = 0.006693421622965943;

/** Where the offset applies: the rectangle around the mainland that map services use. */
const isOffsetArea = (lon: number, lat: number): boolean =>
  lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;

const wave = (amplitude: number, value: number): number => amplitude * Math.sin(value * Math.PI);

function northing(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  const waves =
    wave(20, 6 * x) + wave(20, 2 * x) + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30);
  return base + (waves * 2) / 3;
}

function easting(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  const waves =
    wave(20, 6 * x) + wave(20, 2 * x) + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30);
  return base + (waves * 2) / 3;
}

/** How far GCJ-02 lies from WGS-84 at a place, in degrees. */
function offset(lon: number, lat: number): Position {
  const radians = (lat / 180) * Math.PI;
  const magic = 1 - ECCENTRICITY * Math.sin(radians) ** 2;
  const root = Math.sqrt(magic);
  const alongLat = (AXIS * (1 - ECCENTRICITY)) / (magic * root);
  const alongLon = (AXIS / root) * Math.cos(radians);
  return [
    (easting(lon - 105, lat - 35) * 180) / (alongLon * Math.PI),
    (northing(lon - 105, lat - 35) * 180) / (alongLat * Math.PI),
  ];
}

/** Turns the published direction of a conversion round by fixed-point steps; each makes the rest a hundredth. */
function inverted(forward: (lon: number, lat: number) => Position): (lon: number, lat: number) => Position {
  return (lon, lat) => {
    let [x, y] = [lon, lat];
    for (let step = 0; step < 12; step++) {
      const [seenX, seenY] = forward(x, y);
      const [restX, restY] = [lon - seenX, lat - seenY];
      x += restX;
      y += restY;
      if (Math.abs(restX) < 1e-11 && Math.abs(restY) < 1e-11) break;
    }
    return [x, y];
  };
}

function shifted(lon: number, lat: number): Position {
  const [x, y] = offset(lon, lat);
  return [lon + x, lat + y];
}

const TURN = (Math.PI * 3000) / 180;

function turned(lon: number, lat: number): Position {
  const distance = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * TURN);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * TURN);
  return [distance * Math.cos(angle) + 0.0065, distance * Math.sin(angle) + 0.006];
}

type Conversion = (lon: number, lat: number) => Position;
const inArea =
  (conversion: Conversion): Conversion =>
  (lon, lat) =>
    isOffsetArea(lon, lat) ? conversion(lon, lat) : [lon, lat];
const unshifted = inverted(shifted);
const unturned = inverted(turned);

/** WGS-84 to GCJ-02, in degrees; outside China unchanged. */
export const wgs84ToGcj02 = inArea(shifted);
/** GCJ-02 to WGS-84 to within 1e-9 degrees; outside China unchanged. */
export const gcj02ToWgs84 = inArea(unshifted);
/** GCJ-02 to BD-09; outside China unchanged. */
export const gcj02ToBd09 = inArea(turned);
/** BD-09 to WGS-84 to within 1e-9 degrees; outside China unchanged. */
export const bd09ToWgs84 = inArea((lon, lat) => unshifted(...unturned(lon, lat)));
