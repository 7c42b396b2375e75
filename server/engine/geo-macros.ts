import type { DuckDBConnection } from '@duckdb/node-api';

/** The names under which SQL finds what the engine cannot do with WKT by itself. */
export const GEO_MACROS = { withinBox: 'geo_within_box', distance: 'geo_distance' } as const;

const NUMBER = String.raw`-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`;
const POSITION = `(${NUMBER}) +(${NUMBER})(?: +${NUMBER})*`;
const ordinates = (text: string, which: 1 | 2): string =>
  `CAST(regexp_extract_all(${text}, '${POSITION}', ${which}) AS DOUBLE[])`;

const kindIs = (pattern: string): string => String.raw`regexp_matches(g, '(?i)^\s*(?:SRID=\d+;)?${pattern}')`;

/** Most geometries are points as we write them; splitting such a text is ten times as quick as an expression over it. */
const IS_PLAIN_POINT = "starts_with(g, 'POINT (')";
const pointOrdinate = (which: 1 | 2): string =>
  `coalesce(TRY_CAST(rtrim(split_part(substr(g, 8), ' ', ${which}), ')') AS DOUBLE), ${ordinates('g', which)}[1])`;

/** Mean radius of the Earth in metres (IUGG). */
const RADIUS = 6_371_008.8;

/**
 * Lists are what the engine can compute with here: a WKT becomes its parts (what stands between brackets), a part the
 * lists of its x and y, two neighbours in them a segment. The nearest place of a segment is sought in the plane around
 * the place asked for, its distance taken over the sphere.
 */
const MACROS: readonly string[] = [
  `geo_on_sphere(x1, y1, x2, y2) AS CASE WHEN x2 IS NOT NULL THEN ${2 * RADIUS} * asin(least(1, sqrt(
    sin(radians(y2 - y1) / 2) ** 2 + cos(radians(y1)) * cos(radians(y2)) * sin(radians(x2 - x1) / 2) ** 2))) END`,
  `geo_share(px, py, x1, y1, x2, y2, k) AS greatest(0, least(1, coalesce(
    ((px - x1) * k * (x2 - x1) * k + (py - y1) * (y2 - y1)) /
    nullif(((x2 - x1) * k) ** 2 + (y2 - y1) ** 2, 0), 0)))`,
  `geo_at_share(px, py, x1, y1, x2, y2, s) AS geo_on_sphere(px, py, x1 + s * (x2 - x1), y1 + s * (y2 - y1))`,
  `geo_to_segment(px, py, x1, y1, x2, y2) AS
    geo_at_share(px, py, x1, y1, x2, y2, geo_share(px, py, x1, y1, x2, y2, cos(radians(py))))`,
  `geo_to_part(px, py, xs, ys, stride) AS list_min(list_transform(range(1, greatest(2, len(xs) + 1 - stride)),
    lambda i: geo_to_segment(px, py, xs[i], ys[i], xs[least(i + stride, len(xs))], ys[least(i + stride, len(xs))])))`,
  `geo_crossings(px, py, xs, ys) AS list_sum(list_transform(range(1, greatest(2, len(xs))), lambda i:
    CASE WHEN (ys[i] > py) <> (ys[i + 1] > py)
      AND px < (xs[i + 1] - xs[i]) * (py - ys[i]) / (ys[i + 1] - ys[i]) + xs[i] THEN 1 ELSE 0 END))`,
  String.raw`geo_parts(g) AS regexp_extract_all(g, '\(([^()]+)\)', 1)`,
  `geo_near(g, px, py, stride) AS list_min(list_transform(geo_parts(g),
    lambda part: geo_to_part(px, py, ${ordinates('part', 1)}, ${ordinates('part', 2)}, stride)))`,
  `geo_is_inside(g, px, py) AS list_sum(list_transform(geo_parts(g),
    lambda part: geo_crossings(px, py, ${ordinates('part', 1)}, ${ordinates('part', 2)}))) % 2 = 1`,
  `${GEO_MACROS.distance}(g, px, py) AS CASE
    WHEN ${IS_PLAIN_POINT} THEN geo_on_sphere(px, py, ${pointOrdinate(1)}, ${pointOrdinate(2)})
    WHEN ${kindIs('POINT')} THEN geo_on_sphere(px, py, ${ordinates('g', 1)}[1], ${ordinates('g', 2)}[1])
    WHEN ${kindIs('MULTIPOINT')} THEN geo_near(g, px, py, 0)
    WHEN ${kindIs('(?:MULTI)?LINESTRING')} THEN geo_near(g, px, py, 1)
    WHEN ${kindIs('(?:MULTI)?POLYGON')} THEN
      CASE WHEN geo_is_inside(g, px, py) THEN 0 ELSE geo_near(g, px, py, 1) END END`,
  `${GEO_MACROS.withinBox}(g, west, south, east, north) AS CASE
    WHEN ${IS_PLAIN_POINT} THEN ${pointOrdinate(1)} BETWEEN west AND east AND ${pointOrdinate(2)} BETWEEN south AND north
    ELSE list_min(${ordinates('g', 1)}) >= west AND list_max(${ordinates('g', 1)}) <= east
      AND list_min(${ordinates('g', 2)}) >= south AND list_max(${ordinates('g', 2)}) <= north END`,
];

/** Defines what SQL needs for geometry that is text, for all connections of a database. */
export async function defineGeoMacros(connection: DuckDBConnection): Promise<void> {
  for (const macro of MACROS) await connection.run(`CREATE MACRO ${macro}`);
}
