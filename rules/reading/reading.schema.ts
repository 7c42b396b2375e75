import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';

export const COLUMN_TYPES = [
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'time',
  'geometry',
] as const;
export const ColumnType = Literals(COLUMN_TYPES);
export type ColumnType = Static<typeof ColumnType>;

/** Values that the sentences of a note need; the sentence itself is in the locale under the note's code. */
export const NoteArguments = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
export type NoteArguments = Static<typeof NoteArguments>;

/** `delimited` is text with another delimiter than a comma or a tab. */
const READING_FORMATS = [
  'csv',
  'tsv',
  'delimited',
  'xlsx',
  'xls',
  'xlsb',
  'ods',
  'xml-spreadsheet',
  'html',
  'sylk',
  'dif',
  'json',
  'ndjson',
  'xml',
  'parquet',
  'geojson',
  'shapefile',
  'dbf',
  'geopackage',
  'kml',
] as const;
export const ReadingFormat = Literals(READING_FORMATS);
export type ReadingFormat = Static<typeof ReadingFormat>;

export const Dialect = Type.Object({
  delimiter: Type.String(),
  /** Empty when nothing is quoted. */
  quote: Type.String(),
  escape: Type.String(),
  newline: Literals(['lf', 'crlf', 'cr', 'mixed']),
});
export type Dialect = Static<typeof Dialect>;

/** How each cell of a column becomes its typed value. */
export const ColumnPlan = Type.Object({
  /** Every cell is already what the engine's own cast reads to the same value. */
  plain: Type.Boolean(),
  /** Digits, and digits after the point, of decimals: DECIMAL(precision, scale). */
  precision: Type.Integer(),
  scale: Type.Integer(),
  /** Order of the parts of dates written with two-digit parts first. */
  dateOrder: Literals(['ymd', 'dmy', 'mdy']),
  /** Eight or fourteen digits are a date or a time. */
  compact: Type.Boolean(),
  /** Cells without a value: empty, or one of the missing markers where the type is not text. */
  missing: Type.Integer(),
  /** Of these, cells of nothing but blanks. */
  blankCells: Type.Integer(),
  /** The missing markers seen, as written. */
  markers: Type.Array(Type.String()),
  /** Cells that do not fit a type that a person chose; they become missing and are listed. */
  unfit: Type.Integer(),
  /** Numbers in brackets are negative; the first of them, and how many. */
  brackets: Type.Optional(Type.Object({ row: Type.Integer(), count: Type.Integer() })),
  /** Geometry: the system that its cells are in, converted to WGS-84 where that is known. */
  coordinates: Type.Optional(Type.String()),
});
export type ColumnPlan = Static<typeof ColumnPlan>;

export const ReadingColumn = Type.Object({
  /** Unique in the table. */
  name: Type.String(),
  /** The header's text, levels joined with `_`; empty when the file has none. */
  label: Type.String(),
  type: ColumnType,
  unit: Nullable(Type.String()),
  /** Why this type and not another. */
  why: Type.Object({ code: Type.String(), args: NoteArguments }),
  plan: ColumnPlan,
});
export type ReadingColumn = Static<typeof ReadingColumn>;

export const ReadingWarning = Type.Object({
  code: Type.String(),
  /** 1-based in the decoded file, blank lines counted. */
  row: Nullable(Type.Integer()),
  column: Nullable(Type.Integer()),
  args: NoteArguments,
});
export type ReadingWarning = Static<typeof ReadingWarning>;

export const ReadingTable = Type.Object({
  number: Type.Integer(),
  name: Type.String(),
  rows: Type.Integer(),
});
export type ReadingTable = Static<typeof ReadingTable>;

/** What the platform understood of a file. Kept with the version; `presentReading` turns it into what people see. */
export const Reading = Type.Object({
  format: ReadingFormat,
  /** The file inside an archive that is read; null when the file is none. */
  entry: Nullable(Type.String()),
  encoding: Type.String(),
  dialect: Dialect,
  preambleRows: Type.Integer(),
  headerRows: Type.Integer(),
  footerRows: Type.Integer(),
  columns: Type.Array(ReadingColumn),
  /** Rows of data. */
  rows: Type.Integer(),
  table: Type.Integer(),
  tables: Type.Array(ReadingTable),
  /**
   * What the coordinates in the table are in: `WGS-84`, `GCJ-02`, `BD-09`, `CGCS2000`, `EPSG:<code>`, or `PROJ:<definition>`
   * where a file defines a projection of its own. Null where there are none, or where nothing says it.
   */
  coordinateSystem: Nullable(Type.String()),
  warnings: Type.Array(ReadingWarning),
  plan: Type.Object({
    /** The engine can read the bytes as they lie: UTF-8, no stray quotes, every row of the same width. */
    regular: Type.Boolean(),
    /** Rows of the file, whatever their role. */
    totalRows: Type.Integer(),
    /** Characters of the longest row. */
    longestRow: Type.Integer(),
    /** Workbooks: whether cells are merged, so that a sheet without any need not be searched for them again. */
    merged: Type.Optional(Type.Boolean()),
    /** Where the table is, when it is not a whole sheet or text: its sheet, and its columns from 0, both ends included. */
    part: Type.Optional(
      Type.Object({
        sheet: Type.Integer(),
        from: Type.Optional(Type.Integer()),
        to: Type.Optional(Type.Integer()),
      }),
    ),
    /** Undecodable bytes become U+FFFD instead of a refusal: a person chose the encoding. */
    lenient: Type.Boolean(),
    /** How the records lie in the file, where its format allows more than one way. */
    shape: Type.Optional(Type.String()),
    /** Rows that the rule `leaveOut` does not read, ascending. */
    ruledOutRows: Type.Optional(Type.Array(Type.Integer())),
  }),
});
export type Reading = Static<typeof Reading>;

/** What a person corrected. Everything absent is detected. */
export const ReadingChoices = Type.Partial(
  Type.Object(
    {
      encoding: Type.String(),
      /** Several marks that stand together, such as `||`, are one. */
      delimiter: Type.String({ minLength: 1, maxLength: 4 }),
      quote: Type.String({ maxLength: 1 }),
      escape: Type.String({ maxLength: 1 }),
      /** Counts from 1. */
      table: Type.Integer({ minimum: 1 }),
      preambleRows: Type.Integer({ minimum: 0 }),
      headerRows: Type.Integer({ minimum: 0, maximum: 10 }),
      footerRows: Type.Integer({ minimum: 0 }),
      /** By the name that the column has from its header, whatever it was renamed to; so are `names` and `units`. */
      types: Type.Record(Type.String(), ColumnType),
      /** What columns are called instead. */
      names: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 200 })),
      /** Units said by a person; empty for none. */
      units: Type.Record(Type.String(), Type.String({ maxLength: 40 })),
      /** Kinds of rows that are not read, in this file and in the next ones. */
      leaveOut: Type.Array(Literals(['subtotals', 'subheadings']), { maxItems: 2 }),
      /** Rows of the file that are not read, 1-based. */
      leftOutRows: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 100_000 }),
      /** `WGS-84`, `GCJ-02`, `BD-09`, `CGCS2000` or `EPSG:<code>`, as in a reading. */
      coordinateSystem: Type.String({ minLength: 1, maxLength: 20 }),
      /** Texts that mean "no value" in every column, beside the usual ones. */
      missing: Type.Array(Type.String({ minLength: 1 }), { maxItems: 50 }),
    },
    { additionalProperties: false },
  ),
);
export type ReadingChoices = Static<typeof ReadingChoices>;
