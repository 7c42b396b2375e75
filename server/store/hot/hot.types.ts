/** How a field is asked for: looked for by conditions, or sorted by. */
export type FieldUse = 'where' | 'asc' | 'desc';

/** How often each field was asked for, by use. */
export type FieldCounts = Record<string, Partial<Record<FieldUse, number>>>;

/** A field of a version that its hot table can be asked for. */
export interface HotColumn {
  field: string;
  /** Its column, which needs no quotes. */
  column: string;
  /** PostgreSQL's type. */
  type: string;
  /** DuckDB's type, as cursors say it. */
  physical: string;
  indexes: readonly ('asc' | 'desc')[];
}

/** Rows of a version in PostgreSQL: their numbers `n` from 0, their `cells` as JSON, and columns of their own. */
export interface HotTable {
  versionId: string;
  relation: string;
  columns: readonly HotColumn[];
}

/** What a hot table is to be made of. */
export interface HotPlan {
  /** A version of its name. */
  versionId: string;
  columns: readonly HotColumn[];
  /** Lines of PostgreSQL's text format of COPY: number, cells, the columns in their order. */
  lines: AsyncIterable<Uint8Array>;
}

export interface Ask {
  versionId: string;
  asks: number;
  fields: FieldCounts;
}
