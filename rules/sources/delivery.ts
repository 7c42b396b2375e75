import { parseMoment } from '../reading/dates.ts';
import { trimmed } from '../reading/missing.ts';
import type { Reading, ReadingColumn } from '../reading/reading.schema.ts';
import { originalNames, shownLabels } from '../reading/saved-reading.ts';
import { typedCell } from '../reading/typed-cell.ts';
import { LIVE_LIMITS } from './live.ts';

/** A column that deliveries fill. */
export interface DeliveryColumn extends Pick<ReadingColumn, 'name' | 'type' | 'plan'> {
  /** What it may be called besides its name. */
  labels: readonly string[];
}

export const FAULT_REASONS = [
  'not-an-object',
  'unknown-column',
  'column-twice',
  'no-values',
  'too-many-cells',
  'nul-character',
  'not-integer',
  'not-decimal',
  'not-boolean',
  'not-date',
  'not-datetime',
  'not-time',
  'not-geometry',
] as const;
export type FaultReason = (typeof FAULT_REASONS)[number];

/** Where and why a delivery is refused; the sentence is in the locale under `source.row.<reason>`. */
export interface RowFault {
  /** 1-based in the delivery. */
  row: number;
  /** As the sender called it; empty where the whole row is meant. */
  column: string;
  reason: FaultReason;
  /** As it was sent, cut. */
  value: string;
}

/** A delivery whose every row fits: its cells as sent, and in their typed form, in the order of the columns. */
export interface ReadDelivery {
  cells: string[][];
  typed: (string | null)[][];
}
export interface RefusedDelivery {
  /** The first ones. */
  faults: RowFault[];
  count: number;
}

/** Digits that a decimal of a delivery may have before and after the point: together those of the engine's widest. */
const DIGITS = { whole: 20, fraction: 18 };
const VALUE_SHOWN = 60;

/** The columns of a dataset as its last sound version was read. */
export function deliveryColumns(reading: Pick<Reading, 'columns'>): DeliveryColumn[] {
  const [shown, originals] = [shownLabels(reading), originalNames(reading)];
  return reading.columns.map(({ name, type, plan }, i) => ({
    name,
    labels: [shown[i] ?? '', originals[i] ?? ''],
    type,
    plan: {
      ...plan,
      plain: false,
      markers: [],
      dateOrder: 'ymd',
      precision: DIGITS.whole + DIGITS.fraction,
      scale: type === 'decimal' ? DIGITS.fraction : 0,
    },
  }));
}

/**
 * Checks all rows of a delivery against the columns: objects by name or label, or arrays in the order of `header`. A
 * missing key is a missing value. Dates are written with the year first: a single row cannot say which part of
 * 03/04/2024 is the month.
 */
export function readDelivery(
  rows: readonly unknown[],
  columns: readonly DeliveryColumn[],
  { missing = [], header = null }: { missing?: readonly string[]; header?: readonly string[] | null } = {},
): ReadDelivery | RefusedDelivery {
  const reader = new DeliveryReader(columns, missing);
  rows.forEach((row, at) => reader.take(at + 1, row, header));
  const { cells, typed, faults, count } = reader;
  return count > 0 ? { faults, count } : { cells, typed };
}

class DeliveryReader {
  readonly cells: string[][] = [];
  readonly typed: (string | null)[][] = [];
  readonly faults: RowFault[] = [];
  count = 0;
  private readonly columns: readonly DeliveryColumn[];
  private readonly missing: ReadonlySet<string>;
  private readonly places: ReadonlyMap<string, number>;
  private row = 0;

  constructor(columns: readonly DeliveryColumn[], missing: readonly string[]) {
    this.columns = columns;
    this.missing = new Set(missing);
    // Where a label is another column's name, the name wins.
    this.places = new Map([
      ...columns.flatMap(({ labels }, i) => labels.map((label): [string, number] => [label, i])).reverse(),
      ...columns.map(({ name }, i): [string, number] => [name, i]),
    ]);
  }

  take(number: number, row: unknown, header: readonly string[] | null): void {
    this.row = number;
    const entries = header ? this.fromArray(row, header) : entriesOf(row);
    if (!entries) return this.fault('', 'not-an-object', shortened(row));
    const cells = this.placed(entries);
    if (!cells.some((cell) => trimmed(cell) !== '')) return this.fault('', 'no-values', '');
    this.cells.push(cells);
    this.typed.push(this.columns.map((column, i) => this.typedOf(column, cells[i] ?? '')));
  }

  private fromArray(row: unknown, header: readonly string[]): [string, unknown][] | null {
    if (!Array.isArray(row)) return null;
    const values: unknown[] = row;
    if (values.length > header.length)
      this.fault('', 'too-many-cells', shortened(values.slice(header.length).join(',')));
    return header.map((name, i) => [name, values[i] ?? '']);
  }

  private placed(entries: readonly (readonly [string, unknown])[]): string[] {
    const cells = new Array<string>(this.columns.length).fill('');
    const taken = new Set<number>();
    for (const [name, value] of entries) {
      const place = this.places.get(name);
      if (place === undefined) this.fault(name, 'unknown-column', shortened(value));
      else if (taken.has(place)) this.fault(name, 'column-twice', shortened(value));
      else {
        taken.add(place);
        cells[place] = cellOf(value);
      }
    }
    return cells;
  }

  private typedOf(column: DeliveryColumn, cell: string): string | null {
    if (cell.includes('\0')) this.fault(column.name, 'nul-character', '');
    const typed = typedCell(cell, column, this.missing);
    const fits = typed !== undefined && !(isMoment(column) && typed !== null && isTwoFirst(cell));
    if (!fits && column.type !== 'text') this.fault(column.name, `not-${column.type}`, shortened(cell));
    return typed ?? null;
  }

  private fault(column: string, reason: FaultReason, value: string): void {
    this.count += 1;
    if (this.faults.length < LIVE_LIMITS.listedFaults) {
      this.faults.push({ row: this.row, column, reason, value });
    }
  }
}

const isMoment = ({ type }: DeliveryColumn): boolean => type === 'date' || type === 'datetime';
const isTwoFirst = (cell: string): boolean => parseMoment(trimmed(cell))?.orders.includes('ymd') === false;

function entriesOf(row: unknown): [string, unknown][] | null {
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.entries(row) : null;
}

/** Texts as they are, numbers with their digits where they came exactly, nested values as JSON. */
const cellOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

const shortened = (value: unknown): string => cellOf(value).slice(0, VALUE_SHOWN);

/** Digits before and after the point of the widest decimal of each column; [0, 0] for other columns. */
export type Widths = [whole: number, fraction: number][];

export function widthsOf({ typed }: Pick<ReadDelivery, 'typed'>, columns: readonly DeliveryColumn[]): Widths {
  return columns.map(({ type }, i): Widths[number] => {
    if (type !== 'decimal') return [0, 0];
    const numbers = typed.flatMap((row) => row[i] ?? []).map((text) => text.replace('-', '').split('.'));
    return [
      numbers.reduce((most, [whole = '']) => Math.max(most, whole.length), 1),
      numbers.reduce((most, [, fraction = '']) => Math.max(most, fraction.length), 0),
    ];
  });
}

/** The widths that hold both. */
export const widest = (one: Widths, other: Widths): Widths =>
  one.map(([whole, fraction], i) => [
    Math.max(whole, other[i]?.[0] ?? 0),
    Math.max(fraction, other[i]?.[1] ?? 0),
  ]);
