import { Type, type Static } from 'typebox';
import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { FileMap, MapCell } from './file-map.ts';
import { READING_LIMITS } from './limits.ts';
import { isMissingMarker, trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';
import { ColumnType, type Reading, type ReadingChoices, type ReadingColumn } from './reading.schema.ts';
import { rolesOf, type RoleOf } from './roles.ts';
import { rowCells, type RowView } from './row-view.ts';
import { isSubheading, isSubtotalRow, mayBeSubtotal } from './subtotals.ts';
import { typedCell } from './typed-cell.ts';

/** A column with values of another kind than most of it. */
export const Doubt = Type.Object({
  /** Counts from 1. */
  column: Type.Integer(),
  /** The type that holds the others. */
  type: ColumnType,
  /** Values that this type does not hold. */
  count: Type.Integer(),
  /** The first of them. */
  values: Type.Array(Type.Object({ row: Type.Integer(), value: Type.String() })),
});
export type Doubt = Static<typeof Doubt>;

/** A way of turning the bytes of a text file into characters, with the same line in each to be compared. */
export const EncodingChoice = Type.Object({
  label: Type.String(),
  /** 0 to 1. */
  sure: Type.Number(),
  undecodable: Type.Integer(),
  sample: Type.String(),
});
export type EncodingChoice = Static<typeof EncodingChoice>;

/** What the whole file was seen to hold, for whoever decides how it is read. */
export const Survey = Type.Object({
  map: Type.Array(MapCell),
  doubts: Type.Array(Doubt),
  /** Rows of sums among the data, read or not, ascending. */
  subtotals: Type.Array(Type.Integer()),
  /** Rows among the data that have one text alone, ascending. */
  subheadings: Type.Array(Type.Integer()),
  /** The most likely first; none for formats that say it themselves. */
  encodings: Type.Array(EncodingChoice),
});
export type Survey = Static<typeof Survey>;

const LONGEST_VALUE = 60;
const MOST_RULED = 100_000;

type Kind = 'integer' | 'decimal' | 'date' | 'datetime' | 'time' | 'boolean' | 'other';

function kindOf(text: string): Kind {
  const number = parseNumber(text);
  if (number) return number.fraction === '' ? 'integer' : 'decimal';
  return parseMoment(text)?.kind ?? (parseBoolean(text) === undefined ? 'other' : 'boolean');
}

interface Watched {
  place: number;
  column: ReadingColumn;
  /** null where the column's own type is the measure. */
  kinds: Map<Kind, number> | null;
  count: number;
  values: { row: number; value: string }[];
}

/** Columns that stayed text for a few values, and columns of a chosen type that not all values fit. */
function watchedColumns({ columns }: Reading): Watched[] {
  return columns.flatMap((column, place) => {
    const forced = column.plan.unfit > 0;
    if (!forced && !(column.type === 'text' && LOOKED_INTO.has(column.why.code))) return [];
    return [{ place, column, kinds: forced ? null : new Map<Kind, number>(), count: 0, values: [] }];
  });
}
/** Why a column is text although much of it is not; `chosen` when a person said so. */
const LOOKED_INTO = new Set(['does-not-fit', 'chosen', 'partial-units', 'ambiguous-dates']);

/** Takes every row of a file once, in order, after it was read. */
export class Surveyor {
  private readonly map = new FileMap();
  private readonly watched: Watched[];
  private readonly subtotals: number[] = [];
  private readonly subheadings: number[] = [];
  private readonly roleOf: RoleOf;
  private readonly missing: ReadonlySet<string>;
  private readonly width: number;
  private readonly total: number;
  private readonly isText: boolean;
  private readonly rulesDecided: boolean;

  constructor(reading: Reading, choices: ReadingChoices) {
    this.watched = watchedColumns(reading);
    this.roleOf = rolesOf(reading, choices);
    this.missing = new Set(choices.missing);
    this.width = reading.columns.length;
    this.total = reading.plan.totalRows;
    this.rulesDecided = choices.leaveOut !== undefined;
    this.isText = reading.dialect.delimiter !== '';
  }

  row(view: RowView): void {
    if (view.number > this.total) return;
    const role = this.roleOf(view.number, view.count === 0);
    if (role !== 'data' && role !== 'leftOut') return this.map.mark(view.number, role);
    const cells = this.watched.length > 0 ? rowCells(view) : [];
    const isApart = this.isSetApart(view);
    if (role === 'leftOut') return this.map.mark(view.number, role);
    const odd = this.watched.filter((column) => this.isOdd(column, cells, view.number)).length > 0;
    const uneven = this.isText && view.count !== this.width;
    const undecided = isApart && !this.rulesDecided;
    this.map.mark(view.number, odd || uneven || undecided ? 'doubtful' : 'data');
  }

  end(): Survey {
    return {
      map: this.map.cells(),
      doubts: this.watched.flatMap(doubtOf),
      subtotals: this.subtotals,
      subheadings: this.subheadings,
      encodings: [],
    };
  }

  /** Rows that a rule of `leaveOut` can name. */
  private isSetApart(view: RowView): boolean {
    const rows = isSubheading(view, this.width)
      ? this.subheadings
      : mayBeSubtotal(view) && isSubtotalRow(rowCells(view))
        ? this.subtotals
        : null;
    if (rows && rows.length < MOST_RULED) rows.push(view.number);
    return rows !== null;
  }

  private isOdd(watched: Watched, cells: readonly string[], row: number): boolean {
    const { column, kinds, place } = watched;
    const cell = cells[place] ?? '';
    const text = trimmed(cell);
    if (text === '' || isMissingMarker(text) || this.missing.has(text)) return false;
    const kind = kinds && kindOf(text);
    if (kinds && kind) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const odd = kinds ? kind === 'other' : typedCell(cell, column, this.missing) === undefined;
    if (!odd) return false;
    watched.count++;
    if (watched.values.length < READING_LIMITS.listedRows)
      watched.values.push({ row, value: text.slice(0, LONGEST_VALUE) });
    // In a column that a person wants as text, nothing is odd.
    return column.why.code !== 'chosen' || column.type !== 'text';
  }
}

/** The type that holds the most of what was seen; null where most is text. */
function doubtOf({ place, column, kinds, count, values }: Watched): Doubt[] {
  const type = kinds ? usualType(kinds) : column.type;
  return type === null ? [] : [{ column: place + 1, type, count, values }];
}

function usualType(kinds: ReadonlyMap<Kind, number>): ColumnType | null {
  const of = (...names: Kind[]): number => names.reduce((sum, name) => sum + (kinds.get(name) ?? 0), 0);
  const sums: [ColumnType, number][] = [
    [of('decimal') > 0 ? 'decimal' : 'integer', of('integer', 'decimal')],
    [of('datetime') > 0 ? 'datetime' : 'date', of('date', 'datetime')],
    ['time', of('time')],
    ['boolean', of('boolean')],
  ];
  const [type, most] = sums.reduce((best, each) => (each[1] > best[1] ? each : best));
  return most > 0 && most >= of('other') ? type : null;
}
