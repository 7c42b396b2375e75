import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { DuckDBValue } from '@duckdb/node-api';
import { grow, noBounds, type Bounds, type Geometry } from '../../rules/reading/geo/geometry.ts';
import { GEOMETRY_KINDS } from '../../rules/reading/geo/wkt.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { textOf } from './cell-text.ts';
import { compileExport } from './compile-query.ts';
import type { ValueChunk } from './database.ts';
import type { Encode, Encoding } from './encoding.ts';
import {
  caselessNames,
  LAYER_SYSTEM,
  layerSchema,
  storedType,
  type LayerField,
} from './geopackage-schema.ts';
import {
  geometryColumn,
  geometryFacts,
  refuseKinds,
  shapeOf,
  type GeometryFacts,
} from './geometry-column.ts';
import { quoteName } from './sql-text.ts';
import { wkbOf } from './wkb-writer.ts';

const PAGE_BYTES = 4096;
/** What a file may grow to, bytes. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Rows that are written before others get their turn. */
const ROWS_AT_ONCE = 500;
const HELD = [...GEOMETRY_KINDS, 'GEOMETRYCOLLECTION'];

/** A GeoPackage: an SQLite file, which must be whole before its first byte can go. Throws `unsuitable-format`, `too-large`. */
export const encodeGeoPackage: Encode = async function* (encoding) {
  const directory = await mkdtemp(join(encoding.directory, 'export-'));
  try {
    const path = join(directory, 'data.gpkg');
    await writeLayer(path, encoding);
    yield* createReadStream(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

async function writeLayer(path: string, encoding: Encoding): Promise<void> {
  const database = new DatabaseSync(path);
  try {
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA max_page_count = ${MOST_BYTES / PAGE_BYTES}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF`,
    );
    database.exec('BEGIN');
    await fillLayer(database, encoding);
    database.exec('COMMIT');
  } catch (error) {
    throw isFull(error) ? new Problem('too-large', { limit: MOST_BYTES }) : error;
  } finally {
    database.close();
  }
}

const SQLITE_FULL = 13;
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL;

async function fillLayer(database: DatabaseSync, encoding: Encoding): Promise<void> {
  const { loan, order, stop } = encoding;
  const { query, options } = order;
  const layer = options.layer ?? 'data';
  const geometry = geometryColumn(query, 'gpkg');
  const facts = await geometryFacts(loan, query, geometry, stop);
  refuseKinds(facts.kinds, HELD, 'gpkg');
  const { sql, parameters } = compileExport(query, loan.info, ({ values }) =>
    values.map((value, index) => cellSql(value, query.select[index]?.expression.type ?? 'text')),
  );
  const bounds = noBounds();
  let insert: ((chunk: ValueChunk, from: number, to: number) => void) | null = null;
  for await (const chunk of loan.connection.valueChunks(sql, parameters, { stop })) {
    insert ??= createLayer(database, { layer, geometry, facts, chunk, encoding, bounds });
    for (let from = 0; from < chunk.rows; from += ROWS_AT_ONCE) {
      insert(chunk, from, Math.min(from + ROWS_AT_ONCE, chunk.rows));
      await new Promise(setImmediate);
    }
  }
  if (bounds.west <= bounds.east)
    database
      .prepare('UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?')
      .run(bounds.west, bounds.south, bounds.east, bounds.north);
}

const AS_THEY_ARE: ReadonlySet<string> = new Set(['integer', 'decimal', 'boolean']);
const cellSql = (value: string, type: Parameters<typeof textOf>[1]): string =>
  AS_THEY_ARE.has(type) ? value : textOf(value, type);

interface NewLayer {
  layer: string;
  geometry: number;
  facts: GeometryFacts;
  chunk: ValueChunk;
  encoding: Encoding;
  bounds: Bounds;
}

/** Makes the tables; answers what writes some rows of a chunk into them. */
function createLayer(database: DatabaseSync, { layer, geometry, facts, chunk, encoding, bounds }: NewLayer) {
  const { select } = encoding.order.query;
  const [column = '', ...names] = caselessNames(
    [
      select[geometry]?.name ?? '',
      ...select.filter((_, index) => index !== geometry).map(({ name }) => name),
    ],
    ['fid'],
  );
  const places = select.flatMap((_, index) => (index === geometry ? [] : [index]));
  const fields = places.map((place, index): LayerField => {
    const physical = chunk.types[place];
    const type = select[place]?.expression.type ?? 'text';
    return { name: names[index] ?? '', stored: physical ? storedType(type, physical) : 'TEXT' };
  });
  const { kinds, isFlat } = facts;
  const kind = kinds.length === 1 ? (kinds[0] ?? 'GEOMETRY') : 'GEOMETRY';
  for (const statement of layerSchema(layer, { column, kind, isFlat }, fields)) database.exec(statement);
  const marks = ['NULL', '?', ...fields.map(() => '?')].join(', ');
  const statement = database.prepare(`INSERT INTO ${quoteName(layer)} VALUES (${marks})`);
  return (rows: ValueChunk, from: number, to: number): void =>
    insertRows({ statement, fields, places, geometry, bounds }, rows, from, to);
}

interface Target {
  statement: StatementSync;
  fields: readonly LayerField[];
  places: readonly number[];
  geometry: number;
  bounds: Bounds;
}

function insertRows(
  { statement, fields, places, geometry, bounds }: Target,
  { columns }: ValueChunk,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    const shape = shapeOf(columns[geometry]?.[row], 'gpkg');
    if (shape) grow(bounds, shape);
    const cells = places.map((place, index) =>
      storable(columns[place]?.[row] ?? null, fields[index]?.stored ?? 'TEXT'),
    );
    statement.run(shape ? blobOf(shape) : null, ...cells);
  }
}

function storable(value: DuckDBValue, stored: string): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (stored === 'INTEGER' && typeof value === 'bigint') return value;
  const text = String(value);
  return stored === 'DOUBLE' ? Number(text) : text;
}

const LITTLE_ENDIAN = 1;
const WITH_BOUNDS = 1 << 1;
const EMPTY = 1 << 4;

/** A geometry as a GeoPackage stores it: a head with its bounds, then WKB. */
function blobOf(shape: Geometry): Buffer {
  const { west, south, east, north } = boundsOf(shape);
  const isEmpty = west > east;
  const head = Buffer.alloc(isEmpty ? 8 : 40);
  head.write('GP');
  head[3] = LITTLE_ENDIAN | (isEmpty ? EMPTY : WITH_BOUNDS);
  head.writeInt32LE(LAYER_SYSTEM, 4);
  if (!isEmpty) [west, east, south, north].forEach((edge, index) => head.writeDoubleLE(edge, 8 + index * 8));
  return Buffer.concat([head, wkbOf(shape)]);
}

function boundsOf(shape: Geometry): Bounds {
  const bounds = noBounds();
  grow(bounds, shape);
  return bounds;
}
