import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { ByDataset, Literals, Nullable } from '../api/views.ts';
import { GRANT_PROBLEMS, GrantId } from '../grants/grant-id.ts';

const Extent = Type.Unsafe<[number, number, number, number]>(
  Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
);
const tag = 'Maps';
const Asked = {
  grant: Type.Optional(GrantId),
  where: Type.Optional(Type.String({ maxLength: 10_000, description: 'Condition, see docs/expressions.md' })),
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'A published version; when absent the open period of a live dataset, else the current one',
    }),
  ),
};
const problems = [
  ...GRANT_PROBLEMS,
  'not-found',
  'not-permitted',
  'no-data-yet',
  'suspended',
  'no-places',
  'invalid-expression',
  'too-large',
  'query-timeout',
] as const;

/** What on a map stands for the rows: each a point, line or area, or only its district. */
export const PLACE_KINDS = ['points', 'lines', 'areas', 'districts'] as const;

/** Where the rows of a version are. */
export const Places = Type.Object({
  kind: Literals(PLACE_KINDS),
  /** The fields that say it: a geometry, longitude and latitude, or a district. */
  fields: Type.Array(Type.String()),
  /** Of the fields as they were read; null: unstated, taken for WGS-84. */
  coordinateSystem: Nullable(Type.String()),
  rows: Type.Integer(),
  /** Rows without a place. */
  placeless: Type.Integer(),
  /** West, south, east, north in degrees of WGS-84, without the outermost hundredth on each side; null of none. */
  extent: Nullable(Extent),
  /** Rows by district, lines and areas by their middle. */
  districts: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), count: Type.Integer() })),
  /** Rows with a place in none of the districts. */
  elsewhere: Type.Integer(),
});
export type Places = Static<typeof Places>;

export const getMap = operation({
  id: 'getMap',
  method: 'GET',
  path: '/datasets/{id}/map',
  summary: 'Where the rows are, and the TileJSON 3.0 of the vector tiles of those with a place of their own',
  tag,
  params: ByDataset,
  query: Type.Object(Asked),
  response: Type.Object({
    tilejson: Type.Literal('3.0.0'),
    name: Type.String(),
    attribution: Type.String(),
    /** Empty where rows have but a district. */
    tiles: Type.Array(Type.String()),
    minzoom: Type.Integer(),
    maxzoom: Type.Integer(),
    bounds: Extent,
    vector_layers: Type.Array(
      Type.Object({ id: Type.String(), fields: Type.Record(Type.String(), Type.String()) }),
    ),
    /** Of the data; null while the rows are live. */
    dataVersion: Nullable(Type.Integer()),
    places: Places,
  }),
  problems: [...problems],
});

const coordinate = Type.Integer({ minimum: 0, maximum: 2 ** 18 - 1 });
export const getTile = operation({
  id: 'getTile',
  method: 'GET',
  path: '/datasets/{id}/map/{z}/{x}/{y}',
  summary:
    'A vector tile (Mapbox Vector Tile 2.1, layer `rows`): rows with fields, or where they are many counts by cell; empty where none are',
  tag,
  params: Type.Object({
    ...ByDataset.properties,
    z: Type.Integer({ minimum: 0, maximum: 18 }),
    x: coordinate,
    y: coordinate,
  }),
  query: Type.Object(Asked),
  response: Download,
  problems: [...problems],
});

export const getBoundaries = operation({
  id: 'getBoundaries',
  method: 'GET',
  path: '/boundaries',
  summary: 'The districts of the city, with source, licence and approval of their lines',
  tag,
  response: Type.Object({
    districts: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        /** Where its name is written: longitude, latitude. */
        at: Type.Array(Type.Number()),
        /** Lists of longitude and latitude, not closed, all outer. */
        rings: Type.Array(Type.Array(Type.Array(Type.Number()))),
      }),
    ),
    central: Type.Array(Type.String()),
    source: Type.String(),
    licence: Type.String(),
    approval: Nullable(Type.String()),
  }),
  problems: ['not-found'],
});

const PlacedDataset = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  publisher: Type.String(),
  domain: Type.String(),
  dataUpdatedAt: Nullable(Type.String()),
  places: Places,
});
export type PlacedDataset = Static<typeof PlacedDataset>;

export const listPlaces = operation({
  id: 'listPlaces',
  method: 'GET',
  path: '/places',
  summary: 'Which open datasets are on the map, and how many of their rows are in which district',
  tag,
  query: Type.Object({
    district: Type.Optional(
      Type.String({ maxLength: 40, description: 'Name or code of a district: only those with rows in it' }),
    ),
  }),
  response: Type.Object({
    items: Type.Array(PlacedDataset),
    /** Datasets with rows in it. */
    districts: Type.Array(
      Type.Object({ code: Type.String(), name: Type.String(), datasets: Type.Integer() }),
    ),
  }),
  problems: [],
});
