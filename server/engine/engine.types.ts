import type { Query, QueryField, Typed } from '../../rules/expressions/query-tree.ts';
import type { FieldRule } from '../../rules/field-rules/field-rule.schema.ts';
import type { Overlap } from '../../rules/graph/join-fields.ts';
import type { TileAddress } from '../../rules/maps/mercator.ts';
import type { RowDifferences } from '../../rules/versions/version-changes.ts';
import type { Breach } from '../rule-checks.ts';
import type { Asker, GateUsage } from './gate.ts';
import type { Layer } from './places/layer.ts';
import type { DrawnSource } from './places/read-layer.ts';
import type { DigestedRows } from './row-digests.ts';

/** One published version, as the engine reads it. */
export interface EngineTable {
  /** The Parquet file; its columns carry the fields' names. Files never change under their path. */
  path: string;
  columns: readonly QueryField[];
  /** As the manifest counts them. */
  rows: number;
  /** What cursors bind to; the path when absent. */
  version?: string;
  /** Where files do not stay by themselves: keeps this one at its path until it is let go of. */
  hold?: () => Promise<Disposable>;
  /** Of a table of which only a part may be seen: `columns` are those of that part, and `rows` is not for telling. */
  confined?: Confinement;
}

export interface Confinement {
  /** As it is on disk. */
  whole: EngineTable;
  /** The rows that may be seen, over any field of the whole; null: all. */
  rowFilter: Typed | null;
  /** Only the rows of one value of this field may be asked for at a time. */
  keyField?: string;
}

export interface EngineSettings {
  /** As DuckDB writes it: `512MB`. */
  memoryLimit: string;
  threads: number;
  /** For sorting beyond memory and for pipes; ours alone. */
  temporaryDirectory: string;
  /** Where tables are; nothing else on the machine can be read. */
  allowedDirectories: readonly string[];
  /** For one page or count; 5,000 when absent. */
  timeoutMs?: number;
  /** Queries that run at one time, further ones wait; 4 when absent. One asker gets all but one of them. */
  maxConcurrent?: number;
  /** Exports that run at one time, further ones wait; 2 when absent. One asker gets all but one of them. */
  maxExports?: number;
  /** For the engine's own work on one export; 10 minutes when absent. */
  exportTimeoutMs?: number;
}

/** A field of a table. */
export interface TableField {
  table: EngineTable;
  field: string;
}

export interface ChangesWanted {
  /** Fields, one or together, that may name the rows of both tables; the first of them that does is taken. */
  keys: readonly (readonly string[])[];
  /** Rows of each kind that are shown. */
  examples: number;
}

export interface PageRequest {
  /** 1 to 10,000. */
  limit: number;
  /** What `next` of the page before said. */
  after?: string | null;
}

export interface RowsPage {
  /** The text of a JSON array of objects. */
  json: string;
  count: number;
  /** The cursor of the next page; null after the last row. */
  next: string | null;
}

export interface RowCount {
  total: number;
  totalIsEstimate: boolean;
}

/** What the engine writes by itself. */
export type TextFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet' | 'xml' | 'rdf';
/** What we encode from its columns. */
export type EncodedFormat = 'xlsx' | 'arrow' | 'geojson' | 'shp' | 'gpkg';
export type RowFormat = TextFormat | EncodedFormat;

export interface ExportOptions {
  /** csv and tsv: begin with a byte order mark. */
  bom?: boolean;
  /** csv and tsv; utf-8 when absent. */
  encoding?: 'utf-8' | 'gb18030';
  /** csv, tsv and xlsx: an apostrophe before text that a spreadsheet would run. */
  neutraliseFormulas?: boolean;
  /** rdf: what the names of fields are appended to. */
  namespace?: string;
  /** shp and gpkg: what the layer is called; `data` when absent. */
  layer?: string;
}

/** What an export is asked for. */
export interface ExportOrder {
  table: EngineTable;
  query: Query;
  format: RowFormat;
  options: ExportOptions;
}

/** By gate: `queries` are pages and counts, `exports` the larger files. */
export type EngineUsage = Record<'queries' | 'exports', GateUsage>;

/** Which tile, of places said by what. */
export interface TileOf {
  source: DrawnSource;
  tile: TileAddress;
  /** Without the numbers of the rows, which tell where they stand among others. */
  unnumbered?: boolean;
}

export interface Engine {
  /**
   * Throws `invalid-cursor`, `invalid-input` (limit), `query-timeout`, `too-large`, `unavailable`, `too-many-requests`, and
   * whatever the asker is stopped with.
   */
  rows(table: EngineTable, query: Query, page: PageRequest, asker?: Asker): Promise<RowsPage>;
  /** Exact from the manifest without a condition; else exact if quick, else estimated from a sample. */
  count(table: EngineTable, query: Query, asker?: Asker): Promise<RowCount>;
  /**
   * The bytes of a file, in the table's order unless the query has one. They come as fast as they are taken, and a place
   * is held until the last one, so what takes them must not be slow. Leaving the iteration stops the work.
   */
  export(
    table: EngineTable,
    query: Query,
    format: RowFormat,
    options?: ExportOptions,
    asker?: Asker,
  ): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Where the rows of a query are, kept for the tiles to come. Throws `no-places` when the query selects nothing that says
   * it, and what `rows` throws.
   */
  layer(table: EngineTable, query: Query, source: DrawnSource, asker?: Asker): Promise<Layer>;
  /** A vector tile of the rows of a query; no bytes where none are. Throws as `layer` does. */
  tile(table: EngineTable, query: Query, at: TileOf, asker?: Asker): Promise<Uint8Array>;
  usage(): EngineUsage;
  /** Resolves when the engine answers; it takes no place. */
  check(): Promise<void>;
  /** How two versions of a table differ, within the limits of a page; throws as `rows` does. */
  changes(
    before: EngineTable,
    now: EngineTable,
    wanted: ChangesWanted,
    asker?: Asker,
  ): Promise<RowDifferences>;
  /** How a table breaks each of the rules, in their order, within the limits of a page; throws as `rows` does. */
  breaches(table: EngineTable, rules: readonly FieldRule[], asker?: Asker): Promise<Breach[]>;
  /** How many different values two fields have, and how many of them both, within the limits of a page; throws as `rows` does. */
  overlap(own: TableField, other: TableField, asker?: Asker): Promise<Overlap>;
  /** Hands over every row of a table with the digest of its whole content and the texts of some fields; throws as `rows` does. */
  digests(table: EngineTable, fields: readonly string[], take: DigestedRows, asker?: Asker): Promise<void>;
  close(): Promise<void>;
}
