import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { systemOfProjection } from '../../../../rules/reading/geo/projection-text.ts';
import type { Statement } from '../../../../rules/reading/geo/settle.ts';
import { systemOfCode } from '../../../../rules/reading/geo/systems.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';

/** A layer of features, or a table without geometry. */
export interface Layer {
  table: string;
  name: string;
  columns: string[];
  /** Of these, the ones declared as text. */
  texts: ReadonlySet<string>;
  /** The column of them that holds the geometry; -1 for none. */
  geometry: number;
  /** The number of its coordinate system in the file. */
  srs: number | null;
}

type Row = Record<string, unknown>;

export const damaged = (part: string): never => refuse('unreadable-file', 'damaged-geopackage', { part });

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Opens an untrusted database for the time of `work`: read-only, without journals or locks, so that no file beside it is
 * read or written; no extension, no function of a schema, no value longer than a row may be.
 */
export async function withDatabase<T>(
  path: string,
  work: (database: DatabaseSync) => Promise<T>,
): Promise<T> {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  const database = new DatabaseSync(url, {
    readOnly: true,
    allowExtension: false,
    defensive: true,
    enableForeignKeyConstraints: false,
    limits: {
      length: READING_LIMITS.rowCharacters,
      sqlLength: 1_000_000,
      column: 2000,
      exprDepth: 100,
      compoundSelect: 5,
      vdbeOp: 100_000,
      attach: 0,
      triggerDepth: 1,
    },
  });
  try {
    database.exec(
      'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON',
    );
    return await work(database);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    return damaged(error.message.slice(0, 60));
  } finally {
    database.close();
  }
}

const isSqliteError = (error: unknown): error is Error =>
  !(error instanceof Problem) &&
  error instanceof Error &&
  'code' in error &&
  error.code === 'ERR_SQLITE_ERROR';

function rowsOf(database: DatabaseSync, sql: string, ...values: (string | number)[]): Row[] {
  const rows: Row[] = [];
  for (const row of database.prepare(sql).iterate(...values)) {
    if (rows.length > READING_LIMITS.columns) damaged('gpkg_contents');
    rows.push(row);
  }
  return rows;
}

/** Refuses what would run code of the file when it is read: views, virtual tables. */
function checkTable(database: DatabaseSync, table: string): void {
  const [entry] = rowsOf(
    database,
    "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')",
    table,
  );
  if (!entry) damaged(table);
  else if (entry['type'] !== 'table' || /^\s*CREATE\s+VIRTUAL/i.test(textOf(entry['sql'])))
    refuse('unreadable-file', 'geopackage-view', { part: table });
}

const BOOKKEEPING = ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];

/** The tables that the file offers, features and attributes. Throws `unsupported-format` for another database. */
export function layersOf(database: DatabaseSync): Layer[] {
  const known = new Set(
    rowsOf(database, "SELECT lower(name) AS name FROM sqlite_schema WHERE type IN ('table', 'view')").map(
      (row) => textOf(row['name']),
    ),
  );
  if (!known.has('gpkg_contents')) refuse('unsupported-format', 'not-geopackage');
  for (const name of BOOKKEEPING) if (known.has(name)) checkTable(database, name);
  const contents = rowsOf(
    database,
    "SELECT table_name, identifier, data_type FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY rowid",
  );
  if (contents.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: contents.length, limit: READING_LIMITS.tables });
  const geometries = known.has('gpkg_geometry_columns')
    ? rowsOf(
        database,
        'SELECT lower(table_name) AS t, lower(column_name) AS c, srs_id FROM gpkg_geometry_columns',
      )
    : [];
  return contents.map((row) => {
    const table = textOf(row['table_name']);
    const geometry = geometries.find(({ t }) => t === table.toLowerCase());
    return { ...shapeOf(database, table, geometry), name: textOf(row['identifier']) || table };
  });
}

function shapeOf(database: DatabaseSync, table: string, geometry: Row | undefined): Omit<Layer, 'name'> {
  checkTable(database, table);
  // Generated columns are code of the file, hidden ones are none of the table.
  const found = rowsOf(database, 'SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0', table);
  const columns = found.map((row) => textOf(row['name']));
  const texts = found.filter((row) => /^text/i.test(textOf(row['type']))).map((row) => textOf(row['name']));
  if (columns.length === 0) damaged(table);
  const at = columns.findIndex((name) => name.toLowerCase() === geometry?.['c']);
  const srs = typeof geometry?.['srs_id'] === 'number' ? geometry['srs_id'] : null;
  return { table, columns, texts: new Set(texts), geometry: at, srs };
}

/** What the file says of a coordinate system; -1 and 0 mean that nothing is known of it. */
export function srsOf(database: DatabaseSync, srs: number | null): Statement {
  if (srs === null || srs === -1 || srs === 0) return { system: null };
  const [row] = rowsOf(
    database,
    'SELECT srs_name, organization, organization_coordsys_id AS code, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    srs,
  );
  if (!row) return { system: systemOfCode(srs) };
  const isEpsg = /^(epsg|esri)$/i.test(textOf(row['organization']));
  const byCode = isEpsg && typeof row['code'] === 'number' ? systemOfCode(row['code']) : null;
  const system = byCode ?? systemOfProjection(textOf(row['definition']));
  return system === null ? { system, unknown: textOf(row['srs_name']) || String(srs) } : { system };
}
