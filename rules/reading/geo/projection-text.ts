import { gaussKrugerCode, hintIn, systemOfCode } from './systems.ts';

/** A keyword of a coordinate-system text with what stands in its brackets. */
interface Part {
  keyword: string;
  texts: string[];
  numbers: number[];
  parts: Part[];
}

const LONGEST = 64 * 1024;
const DEEPEST = 12;
const TOKEN =
  /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w]*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** Reads `KEYWORD["text",1.5,OTHER[…]]`; null when the text is not of that form, too long or too deep. */
function parsed(text: string): Part | null {
  if (text.length > LONGEST) return null;
  const root: Part = { keyword: '', texts: [], numbers: [], parts: [] };
  const open: Part[] = [root];
  const token = new RegExp(TOKEN);
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    token.lastIndex = at;
    const match = token.exec(text);
    const inside = open.at(-1);
    if (!match || !inside) return null;
    at = token.lastIndex;
    const [, quoted, word, number, mark] = match;
    if (quoted !== undefined) inside.texts.push(quoted);
    else if (number !== undefined) inside.numbers.push(Number(number));
    else if (word !== undefined)
      inside.parts.push({ keyword: word.toUpperCase(), texts: [], numbers: [], parts: [] });
    else if (mark === '[' || mark === '(') {
      const last = inside.parts.at(-1);
      if (!last || open.length > DEEPEST) return null;
      open.push(last);
    } else if (mark === ']' || mark === ')') open.pop();
  }
  return open.length === 1 ? (root.parts[0] ?? null) : null;
}

function find(part: Part, keywords: readonly string[]): Part | undefined {
  for (const inner of part.parts) {
    const found = keywords.includes(inner.keyword) ? inner : find(inner, keywords);
    if (found) return found;
  }
  return undefined;
}

/** The code that the whole text carries, not one of its parts. */
function codeOf(root: Part): number | null {
  const id = root.parts.find(({ keyword }) => keyword === 'AUTHORITY' || keyword === 'ID');
  if (!id || !/^(epsg|esri)$/i.test(id.texts[0] ?? '')) return null;
  return Number(id.texts[1] ?? id.numbers[0]);
}

interface Ellipsoid {
  datum: 'wgs84' | 'cgcs2000' | 'xian1980' | 'beijing1954' | 'other';
  axis: number;
  flattening: number;
}

function ellipsoidOf(root: Part): Ellipsoid | null {
  const spheroid = find(root, ['SPHEROID', 'ELLIPSOID']);
  const [axis = 0, flattening = 0] = spheroid?.numbers ?? [];
  const names = [
    root,
    find(root, ['GEOGCS', 'BASEGEOGCRS', 'BASEGEODCRS']),
    find(root, ['DATUM', 'ENSEMBLE']),
  ];
  const name = names.map((part) => part?.texts[0] ?? '').join(' ');
  if (axis < 6_000_000 || axis > 7_000_000 || flattening < 0 || (flattening > 0 && flattening < 200))
    return null;
  return { datum: datumOf(name), axis, flattening };
}

function datumOf(name: string): Ellipsoid['datum'] {
  if (/cgcs[\s_]?2000|china[\s_](geodetic[\s_])?(coordinate[\s_]system[\s_])?2000/i.test(name))
    return 'cgcs2000';
  if (/wgs[\s_]?(19)?84|world[\s_]geodetic/i.test(name)) return 'wgs84';
  if (/xian|xi'an/i.test(name)) return 'xian1980';
  return /beijing[\s_]?(19)?54/i.test(name) ? 'beijing1954' : 'other';
}

const PARAMETERS: Readonly<Record<string, string>> = {
  central_meridian: 'lon',
  longitude_of_center: 'lon',
  longitude_of_natural_origin: 'lon',
  longitude_of_false_origin: 'lon',
  latitude_of_origin: 'lat',
  latitude_of_center: 'lat',
  latitude_of_natural_origin: 'lat',
  latitude_of_false_origin: 'lat',
  scale_factor: 'scale',
  scale_factor_at_natural_origin: 'scale',
  false_easting: 'east',
  easting_at_false_origin: 'east',
  false_northing: 'north',
  northing_at_false_origin: 'north',
  standard_parallel_1: 'first',
  latitude_of_1st_standard_parallel: 'first',
  standard_parallel_2: 'second',
  latitude_of_2nd_standard_parallel: 'second',
};

interface Projection {
  name: string;
  method: string;
  values: ReadonlyMap<string, number>;
  /** Metres of one unit. */
  unit: number;
}

const plainName = (text: string): string => text.toLowerCase().replaceAll(/[\s-]+/g, '_');

function parametersIn(part: Part, into = new Map<string, number>()): Map<string, number> {
  for (const inner of part.parts) {
    const value = inner.keyword === 'PARAMETER' ? inner.numbers[0] : undefined;
    const name = PARAMETERS[plainName(inner.texts[0] ?? '')];
    if (value !== undefined && name !== undefined) into.set(name, value);
    else if (inner.keyword === 'CONVERSION') parametersIn(inner, into);
  }
  return into;
}

function projectionIn(root: Part): Projection {
  const method = find(root, ['PROJECTION', 'METHOD'])?.texts[0] ?? '';
  const unit = root.parts.findLast(({ keyword }) => keyword === 'UNIT' || keyword === 'LENGTHUNIT')
    ?.numbers[0];
  return {
    name: root.texts[0] ?? '',
    method: plainName(method),
    values: parametersIn(root),
    unit: unit ?? 1,
  };
}

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^(transverse_mercator|gauss_kruger|gauss_kr)/, 'tmerc'],
  [/^lambert_conformal_conic/, 'lcc'],
  [/^(albers|albers_conic_equal_area|albers_equal_area)/, 'aea'],
  [/^mercator/, 'merc'],
];

function definitionOf(kind: string, { values, unit }: Projection, { axis, flattening }: Ellipsoid): string {
  const value = (name: string): number => values.get(name) ?? 0;
  const parts = [`+proj=${kind}`, `+lat_0=${value('lat')}`, `+lon_0=${value('lon')}`];
  if (kind === 'lcc' || kind === 'aea') parts.push(`+lat_1=${value('first')}`, `+lat_2=${value('second')}`);
  else if (kind === 'merc' && values.has('first')) parts.push(`+lat_ts=${value('first')}`);
  else parts.push(`+k=${values.get('scale') ?? 1}`);
  parts.push(`+x_0=${value('east') * unit}`, `+y_0=${value('north') * unit}`, `+a=${axis}`);
  parts.push(flattening === 0 ? `+b=${axis}` : `+rf=${flattening}`, `+to_meter=${unit}`, '+no_defs');
  return parts.join(' ');
}

/** The listed code of a transverse Mercator projection, or null. */
function zoneCode({ name, values, unit }: Projection, { datum }: Ellipsoid): number | null {
  const [lon = NaN, east = 0, scale = 1] = [values.get('lon'), values.get('east'), values.get('scale')];
  if (unit !== 1 || (values.get('lat') ?? 0) !== 0) return null;
  const north = values.get('north') ?? 0;
  if (datum === 'wgs84' && scale === 0.9996 && east === 500_000 && (lon + 183) % 6 === 0)
    return (north === 0 ? 32600 : 32700) + (lon + 183) / 6;
  if (scale !== 1 || north !== 0) return null;
  const isThree = /3[\s_-]?deg/i.test(name);
  return gaussKrugerCode(datum, lon, east, isThree) ?? gaussKrugerCode(datum, lon, east, !isThree);
}

function projectedSystem(root: Part): string | null {
  const projection = projectionIn(root);
  if (/mercator_auxiliary_sphere|popular_visualisation/.test(projection.method)) return 'EPSG:3857';
  const ellipsoid = ellipsoidOf(root);
  const kind = METHODS.find(([pattern]) => pattern.test(projection.method))?.[1];
  if (!ellipsoid || kind === undefined) return null;
  const code = kind === 'tmerc' ? zoneCode(projection, ellipsoid) : null;
  return (code === null ? null : systemOfCode(code)) ?? `PROJ:${definitionOf(kind, projection, ellipsoid)}`;
}

const GEOGRAPHIC: Record<Ellipsoid['datum'], string | null> = {
  wgs84: 'WGS-84',
  cgcs2000: 'CGCS2000',
  xian1980: 'EPSG:4610',
  beijing1954: 'EPSG:4214',
  other: null,
};

/** The system that a `.prj` file or another WKT of a coordinate system states; null for one that is not known. */
export function systemOfProjection(text: string): string | null {
  const root = parsed(text.replace(/^\ufeff/, ''));
  if (!root) return null;
  const code = codeOf(root);
  const byCode = code === null ? null : systemOfCode(code);
  if (byCode !== null) return byCode;
  if (/^PROJ(CS|CRS|ECTEDCRS)$/.test(root.keyword)) return projectedSystem(root);
  if (!/^GEO(GCS|GCRS|DCRS)$/.test(root.keyword)) return null;
  return hintIn(root.texts[0] ?? '') ?? GEOGRAPHIC[ellipsoidOf(root)?.datum ?? 'other'];
}
