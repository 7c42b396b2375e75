import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import type { ValueType } from '../../rules/expressions/query-tree.ts';
import { quoteName, quoteText } from './sql-text.ts';

export interface LayerField {
  /** As it is called in the layer: SQLite does not mind case, so a like name gets a number. */
  name: string;
  /** Its type there. */
  stored: string;
}

/** Digits that a double holds exactly. */
const DOUBLE_DIGITS = 15;

/** What holds values of a type without changing them: numbers that SQLite would round are text, clocks without a zone too. */
export function storedType(type: ValueType, physical: DuckDBType): string {
  if (type === 'boolean') return 'BOOLEAN';
  if (type === 'date') return 'DATE';
  if (type === 'integer') return physical.typeId === DuckDBTypeId.BIGINT ? 'INTEGER' : 'TEXT';
  if (type !== 'decimal') return 'TEXT';
  if (physical.typeId !== DuckDBTypeId.DECIMAL) return 'DOUBLE';
  return physical.width <= DOUBLE_DIGITS ? 'DOUBLE' : 'TEXT';
}

/** Names that are unique whatever their case. */
export function caselessNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    let free = name;
    for (let number = 2; used.has(free.toLowerCase()); number += 1) free = `${name}_${number}`;
    used.add(free.toLowerCase());
    return free;
  });
}

const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]';
export const LAYER_SYSTEM = 4326;
/** Of the file's tables, not of the data: the same version gives the same bytes. */
const LAST_CHANGE = '1980-01-01T00:00:00.000Z';

/** Statements that make a GeoPackage 1.3 with one layer; unless flat, its positions may have heights and measures. */
export function layerSchema(
  layer: string,
  geometry: { column: string; kind: string; isFlat: boolean },
  fields: readonly LayerField[],
): string[] {
  const columns = fields.map(({ name, stored }) => `, ${quoteName(name)} ${stored}`).join('');
  const table = quoteText(layer);
  const optional = geometry.isFlat ? 0 : 2;
  return [
    'PRAGMA application_id = 1196444487',
    'PRAGMA user_version = 10300',
    'CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)',
    `INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL), ('WGS 84', ${LAYER_SYSTEM}, 'EPSG', ${LAYER_SYSTEM}, '${WGS84}', NULL)`,
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    'CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))',
    `INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (${table}, 'features', ${table}, '${LAST_CHANGE}', ${LAYER_SYSTEM})`,
    `INSERT INTO gpkg_geometry_columns VALUES (${table}, ${quoteText(geometry.column)}, ${quoteText(geometry.kind)}, ${LAYER_SYSTEM}, ${optional}, ${optional})`,
    `CREATE TABLE ${quoteName(layer)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ${quoteName(geometry.column)} ${geometry.kind}${columns})`,
  ];
}
