import type { Translate } from '../../../locales/index.ts';
import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import {
  MOST_SERIES,
  type ChartPicture,
  type ChartPoint,
  type ChartSeries,
} from '../../design/chart/chart.types.ts';
import { binOf } from './chart-query.ts';
import { withoutGaps } from './without-gaps.ts';
import { isMoment, type ChartField, type ChartSpec } from './chart-spec.ts';

/** A row of the answer to a chart's query. */
export type ChartRow = Readonly<Record<string, unknown>>;

export interface Counted {
  rows: readonly ChartRow[];
  /** How many groups there are, where it is known. */
  groups: number | null;
  /** Of all rows together; null where that says nothing. */
  whole: number | null;
}

export interface DrawnChart {
  picture: ChartPicture;
  /** Of a bar or a share: how many groups there are, drawn or not. */
  groups: number | null;
  /** How many series were left out, so that the others can be told apart. */
  left: number;
}

const numberIn = (value: unknown): number | null => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
};

const padded = (value: unknown): string => String(numberIn(value) ?? '').padStart(2, '0');
/** Without the dust of binary fractions. */
const round = (value: number): number => Number(value.toPrecision(12));

interface Words {
  t: Translate;
  number: (value: number, decimals?: number) => string;
}

function textOf(value: unknown, { t }: Words): string {
  if (value === null || value === undefined || value === '') return t('look.missing');
  if (typeof value === 'boolean') return t(value ? 'dataset.true' : 'dataset.false');
  return typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);
}

const DAYS = ['', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function momentOf({ k1, k2 }: ChartRow, { cut }: ChartSpec, words: Words): Pick<ChartPoint, 'label' | 'at'> {
  if (cut === 'month') {
    return {
      label: `${String(numberIn(k1))}-${padded(k2)}`,
      at: (numberIn(k1) ?? 0) * 12 + (numberIn(k2) ?? 0),
    };
  }
  if (cut === 'weekday') {
    const day = DAYS[numberIn(k1) ?? 0] || 'mon';
    return { label: words.t(`look.weekday.${day}`), at: numberIn(k1) ?? 0 };
  }
  if (cut === 'hour')
    return { label: words.t('look.hour', { hour: numberIn(k1) ?? 0 }), at: numberIn(k1) ?? 0 };
  const text = textOf(k1, words);
  return { label: text, at: cut === 'year' ? (numberIn(k1) ?? 0) : Date.parse(text) / 86_400_000 };
}

function pointOf(
  row: ChartRow,
  spec: ChartSpec,
  x: ChartField,
  y: ChartField | undefined,
  words: Words,
): ChartPoint[] {
  const value = numberIn(row['v']);
  if (value === null) return [];
  if (spec.kind === 'histogram') return [{ ...binLabel(row['k1'], binOf(x, spec), words), value }];
  if (spec.kind === 'point' && y) return [spotOf(row, spec, x, y, words)];
  if (isMoment(x) && row['k1'] !== null) return [{ ...momentOf(row, spec, words), value }];
  const at = numberIn(row['k1']);
  return [{ label: textOf(row['k1'], words), value, ...(spec.kind === 'line' && at !== null ? { at } : {}) }];
}

function binLabel(key: unknown, step: number, { t, number }: Words): Pick<ChartPoint, 'label' | 'at'> {
  const from = round((numberIn(key) ?? 0) * step);
  return { label: t('look.bin', { from: number(from, 6), to: number(round(from + step), 6) }), at: from };
}

/** The middle of a cell of two bins. */
function spotOf(
  { k1, k2, v }: ChartRow,
  spec: ChartSpec,
  x: ChartField,
  y: ChartField,
  words: Words,
): ChartPoint {
  const [stepX, stepY] = [binOf(x, spec), binOf(y, spec)];
  return {
    label: words.t('look.spot', { x: binLabel(k1, stepX, words).label, y: binLabel(k2, stepY, words).label }),
    at: round(((numberIn(k1) ?? 0) + 0.5) * stepX),
    value: round(((numberIn(k2) ?? 0) + 0.5) * stepY),
    size: numberIn(v) ?? 0,
  };
}

const sumOf = (points: readonly ChartPoint[]): number => points.reduce((sum, { value }) => sum + value, 0);

function seriesOf(
  rows: readonly ChartRow[],
  point: (row: ChartRow) => ChartPoint[],
  words: Words,
): ChartSeries[] {
  const byName = new Map<string, ChartPoint[]>();
  for (const row of rows) {
    const name = 'g' in row ? textOf(row['g'], words) : '';
    byName.set(name, [...(byName.get(name) ?? []), ...point(row)]);
  }
  return [...byName]
    .map(([name, points]) => ({ name, points }))
    .sort((a, b) => sumOf(b.points) - sumOf(a.points));
}

/** The same categories in the same order in every series; what a series lacks is zero rows of it. */
function aligned(series: readonly ChartSeries[], { order, top }: ChartSpec): ChartSeries[] {
  const totals = new Map<string, number>();
  for (const { label, value } of series.flatMap(({ points }) => points))
    totals.set(label, (totals.get(label) ?? 0) + value);
  const labels = [...totals]
    .sort(([a, one], [b, other]) => (order === 'value' ? other - one : a < b ? -1 : 1))
    .slice(0, top)
    .map(([label]) => label);
  return series.map(({ name, points }) => ({
    name,
    points: labels.map((label) => points.find((each) => each.label === label) ?? { label, value: 0 }),
  }));
}

/** How a field is called, with its unit. */
export const nameOf = (fields: readonly (ChartField & { unit?: string })[], name: string): string => {
  const field = fields.find((each) => each.name === name);
  return field?.label || name;
};

/** What is measured, in words. */
export const measureName = (
  { measure, y }: ChartSpec,
  fields: readonly ChartField[],
  t: Translate,
): string =>
  measure === 'count'
    ? t('look.measure.rows')
    : t('look.measure.of', { measure: t(`look.measure.${measure}`), field: nameOf(fields, y) });

/** Turns the engine's answer into a picture; computes only which series and categories are shown. */
export function drawnChart(
  spec: ChartSpec,
  fields: readonly ChartField[],
  { rows, groups, whole }: Counted,
  words: Words,
): DrawnChart {
  const [x, y] = [spec.x, spec.y].map((name) => fields.find((field) => field.name === name));
  if (!x) throw new Error(`no field ${spec.x}`);
  const all = seriesOf(withoutGaps(rows, spec), (row) => pointOf(row, spec, x, y, words), words);
  const kept = all.slice(0, MOST_SERIES);
  const series = spec.kind === 'bar' && spec.group !== '' ? aligned(kept, spec) : kept;
  return {
    picture: {
      kind: spec.kind,
      series: series.length === 0 ? [{ name: '', points: [] }] : series,
      xName: nameOf(fields, spec.x),
      yName: spec.kind === 'point' ? nameOf(fields, spec.y) : measureName(spec, fields, words.t),
      ...(whole === null ? {} : { total: whole }),
    },
    groups: spec.group === '' ? groups : null,
    left: all.length - kept.length,
  };
}

/** What the profile knows already answers a count of one field: no row is asked for. Null where it does not. */
export function countedByProfile(spec: ChartSpec, field: FieldProfile, rows: number): Counted | null {
  if (spec.measure !== 'count' || spec.group !== '') return null;
  if (spec.kind === 'bar' && field.top.length > 0) {
    const top = field.top.slice(0, spec.top).map(({ value, count }) => ({ k1: value, v: count }));
    return { rows: top, groups: field.distinct, whole: rows };
  }
  if (field.histogram.length === 0) return null;
  if (spec.kind === 'histogram') {
    const step = binOf(field, spec);
    const bins = field.histogram.map(({ from, count }) => ({
      k1: Math.round(Number(from) / step),
      v: count,
    }));
    return { rows: bins, groups: null, whole: rows };
  }
  if (spec.kind !== 'line' || !['year', 'month', 'day'].includes(spec.cut) || isCoarse(field)) return null;
  const parts = field.histogram.map(({ from, count }) => ({ ...keyOf(from, spec.cut), v: count }));
  return { rows: parts, groups: null, whole: rows };
}

/** Bins of ten years are not years. */
const isCoarse = ({ histogram: [first] }: FieldProfile): boolean =>
  first !== undefined && Number(first.to.slice(0, 4)) - Number(first.from.slice(0, 4)) > 1;

const keyOf = (from: string, cut: ChartSpec['cut']): { k1: string | number; k2?: number } => {
  if (cut === 'day') return { k1: from.slice(0, 10) };
  const year = Number(from.slice(0, 4));
  return cut === 'month' ? { k1: year, k2: Number(from.slice(5, 7)) } : { k1: year };
};
