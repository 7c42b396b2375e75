/** How a field is asked for: looked for by conditions, or sorted by. */
export type FieldUse = 'where' | 'asc' | 'desc';

/** How often each field was asked for, by use; under {@link behind} how often it was sorted by where another was one value. */
export type FieldCounts = Record<string, Partial<Record<FieldUse, number>>>;

const BEHIND = '\u001f';
export const behind = (equal: string, sorted: string): string => equal + BEHIND + sorted;
/** Both fields of such a key; null for the name of a field. */
export function pairOf(key: string): { equal: string; sorted: string } | null {
  const [equal = '', sorted] = key.split(BEHIND);
  return sorted === undefined ? null : { equal, sorted };
}

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
  /** Indexes in which it stands behind another field. */
  behind: readonly Behind[];
}

export interface Behind {
  field: string;
  order: 'asc' | 'desc';
}

/** What a hot table has, and which fields it cannot have. */
export interface HotShape {
  columns: readonly HotColumn[];
  refused: readonly string[];
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
  shape: HotShape;
  /** Lines of PostgreSQL's text format of COPY: number, cells, the columns in their order. */
  lines: AsyncIterable<Uint8Array>;
}

export interface Ask {
  versionId: string;
  asks: number;
  fields: FieldCounts;
}
