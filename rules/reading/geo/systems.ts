/**
 * The names that a reading gives to coordinates: `WGS-84`, `GCJ-02` (map services of the mainland), `BD-09` (Baidu),
 * `CGCS2000` (geographic; equal to WGS-84 to within centimetres), `EPSG:<code>` for every other listed system, and
 * `PROJ:<definition>` for a projection that a file defines itself and that no listed code stands for.
 */
const NAMED_SYSTEMS = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const;
type NamedSystem = (typeof NAMED_SYSTEMS)[number];

const isNamed = (system: string): system is NamedSystem =>
  (NAMED_SYSTEMS as readonly string[]).includes(system);

const KRASSOWSKY = '+ellps=krass';
const XIAN = '+a=6378140 +rf=298.257';
const GRS80 = '+ellps=GRS80';

/** Gauss-Krüger zones of one datum: the code of zone 13 or of the meridian 75° E, and of zone 25 or 75° E of 3° zones. */
interface ZoneCodes {
  datum: string;
  ellipsoid: string;
  six: number;
  sixBare: number;
  three: number;
  threeBare: number;
}

const ZONES: readonly ZoneCodes[] = [
  { datum: 'cgcs2000', ellipsoid: GRS80, six: 4491, sixBare: 4502, three: 4513, threeBare: 4534 },
  { datum: 'xian1980', ellipsoid: XIAN, six: 2327, sixBare: 2338, three: 2349, threeBare: 2370 },
  { datum: 'beijing1954', ellipsoid: KRASSOWSKY, six: 21413, sixBare: 21453, three: 2401, threeBare: 2422 },
];
const SIX_ZONES = 11;
const THREE_ZONES = 21;

const transverse = (meridian: number, easting: number, ellipsoid: string): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 ${ellipsoid} +units=m +no_defs`;

/** The definition of a Gauss-Krüger code of the mainland's datums; null for another code. */
function gaussKruger(code: number): string | null {
  for (const { ellipsoid, six, sixBare, three, threeBare } of ZONES) {
    const zoneOf = (first: number, zones: number): number =>
      code >= first && code < first + zones ? code - first : -1;
    let at = zoneOf(six, SIX_ZONES);
    if (at >= 0) return transverse(75 + 6 * at, (13 + at) * 1e6 + 500_000, ellipsoid);
    if ((at = zoneOf(sixBare, SIX_ZONES)) >= 0) return transverse(75 + 6 * at, 500_000, ellipsoid);
    if ((at = zoneOf(three, THREE_ZONES)) >= 0)
      return transverse(75 + 3 * at, (25 + at) * 1e6 + 500_000, ellipsoid);
    if ((at = zoneOf(threeBare, THREE_ZONES)) >= 0) return transverse(75 + 3 * at, 500_000, ellipsoid);
  }
  return null;
}

/** The code of a Gauss-Krüger projection by datum, central meridian, false easting and width of zone, or null. */
export function gaussKrugerCode(
  datum: string,
  meridian: number,
  easting: number,
  isThreeDegree: boolean,
): number | null {
  const codes = ZONES.find((zone) => zone.datum === datum);
  const at = (meridian - 75) / (isThreeDegree ? 3 : 6);
  if (!codes || !Number.isInteger(at) || at < 0 || at >= (isThreeDegree ? THREE_ZONES : SIX_ZONES))
    return null;
  if (easting === 500_000) return at + (isThreeDegree ? codes.threeBare : codes.sixBare);
  const zone = (easting - 500_000) / 1e6;
  if (zone !== at + (isThreeDegree ? 25 : 13)) return null;
  return at + (isThreeDegree ? codes.three : codes.six);
}

const WEB_MERCATOR =
  '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';

function utm(code: number): string | null {
  const [south, zone] = code > 32700 ? [true, code - 32700] : [false, code - 32600];
  if (zone < 1 || zone > 60) return null;
  return `+proj=utm +zone=${zone}${south ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`;
}

/** Codes that name a system which has a name of its own, or another code. */
const SAME: Readonly<Record<number, string>> = {
  4326: 'WGS-84',
  4979: 'WGS-84',
  4490: 'CGCS2000',
  4480: 'CGCS2000',
  900913: 'EPSG:3857',
  102100: 'EPSG:3857',
  102113: 'EPSG:3857',
  3785: 'EPSG:3857',
};
/** Geographic systems of older datums: Beijing 1954, Xi'an 1980, New Beijing. */
const OLD_GEOGRAPHIC: readonly number[] = [4214, 4610, 4555];

/** The PROJ definition of a projected system; null for a geographic or unknown one. */
export function projectionOf(system: string): string | null {
  if (system.startsWith('PROJ:')) return system.slice(5);
  const code = codeOf(system);
  if (code === null) return null;
  return code === 3857 ? WEB_MERCATOR : (utm(code) ?? gaussKruger(code));
}

function codeOf(system: string): number | null {
  const digits = /^EPSG:(\d{4,6})$/.exec(system)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether coordinates of the system are lengths, not degrees. */
export const isProjected = (system: string): boolean => projectionOf(system) !== null;

/** The name of the system with an EPSG (or ESRI) code; null for one that cannot be converted here. */
export function systemOfCode(code: number): string | null {
  const system = SAME[code] ?? `EPSG:${code}`;
  return isKnownSystem(system) ? system : null;
}

const isOldGeographic = (system: string): boolean => OLD_GEOGRAPHIC.includes(codeOf(system) ?? 0);

/** Whether coordinates of the system can be converted here. */
export const isKnownSystem = (system: string): boolean =>
  isNamed(system) || isOldGeographic(system) || projectionOf(system) !== null;

/** Whether a datum of before 2008 lies under the system, so that a conversion without local parameters is coarse. */
export function isOldDatum(system: string): boolean {
  const projection = projectionOf(system);
  return (
    isOldGeographic(system) || (projection !== null && [KRASSOWSKY, XIAN].some((e) => projection.includes(e)))
  );
}

/**
 * The system that a GeoJSON `crs` member, a GeoPackage or a person names: `urn:ogc:def:crs:EPSG::4490`, `EPSG:4326`,
 * `CRS84`, `GCJ02`, `国家大地2000`. Null when it is none that is known.
 */
export function systemOfName(name: string): string | null {
  const text = name.trim();
  const code = /(?:^|EPSG\W{1,2}(?:[\d.]*:)?|ESRI:+|\/EPSG\/[\d.]+\/)(\d{4,6})$/i.exec(text)?.[1];
  if (code !== undefined) return systemOfCode(Number(code));
  if (/crs:?84h?$/i.test(text)) return 'WGS-84';
  return hintIn(text);
}

const HINTS: readonly (readonly [RegExp, NamedSystem])[] = [
  [/gcj[\s_-]?0?2|火星|高德|amap|autonavi|腾讯地图/i, 'GCJ-02'],
  [/bd[\s_-]?0?9(?![\d])|(?:^|[^a-z])bd[\s_-]?(?:ll|lng|lon|lat|x|y)|百度|baidu/i, 'BD-09'],
  [/cgcs[\s_-]?2000|国家2000|大地2000|2000坐标|天地图/i, 'CGCS2000'],
  [/wgs[\s_-]?(?:19)?84|(?:^|[^a-z])(?:gps|wgs)(?![a-z])/i, 'WGS-84'],
];

/** The system that a column, a file or a statement is named after; null when it names none, or two. */
export function hintIn(text: string): NamedSystem | null {
  const found = HINTS.filter(([pattern]) => pattern.test(text));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}
