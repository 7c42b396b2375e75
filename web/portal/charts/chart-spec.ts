import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import { cutOf } from '../../../rules/versions/distribution.ts';
import { CHART_KINDS, MOST_SERIES, type ChartKind } from '../../design/chart/chart.types.ts';

export const MEASURES = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type Measure = (typeof MEASURES)[number];
/** How moments are taken together. */
export const CUTS = ['year', 'month', 'day', 'weekday', 'hour'] as const;
export type Cut = (typeof CUTS)[number];
export const ORDERS = ['value', 'label'] as const;
const TOPS = [5, 10, 20, 50] as const;

/** What is to be drawn; fields by their names, empty where none is needed. */
export interface ChartSpec {
  kind: ChartKind;
  x: string;
  /** Only where `x` is a date or a moment. */
  cut: Cut | '';
  measure: Measure;
  /** What is measured; of `point`, what goes up. */
  y: string;
  group: string;
  order: (typeof ORDERS)[number];
  top: number;
}

/** What is known of a field without asking for its rows. */
export type ChartField = Pick<FieldProfile, 'name' | 'label' | 'type' | 'distinct' | 'nulls' | 'min' | 'max'>;

export const isMoment = ({ type }: Pick<ChartField, 'type'>): boolean =>
  type === 'date' || type === 'datetime';
export const isNumber = ({ type }: Pick<ChartField, 'type'>): boolean =>
  type === 'integer' || type === 'decimal';
const isCategory = ({ type }: ChartField): boolean => type === 'text' || type === 'boolean';
const MOST_CATEGORIES = 40;

/** Whether a field can lie along a chart of that kind. */
export function liesAlong(field: ChartField, kind: ChartKind): boolean {
  if (field.type === 'geometry') return false;
  if (kind === 'histogram' || kind === 'point') return isNumber(field) && stepOf(field) !== null;
  if (kind === 'line') return isMoment(field) || isNumber(field);
  return true;
}

/** The width of the bins of a number; null where all its values are the same. */
export function stepOf({ type, min, max }: ChartField): number | null {
  const cut = cutOf(type, min, max);
  return cut?.by === 'step' ? cut.step : null;
}

/** The cut that the profile's histogram has, so that it can be drawn without asking for rows. */
function usualCut({ min, max }: Pick<ChartField, 'min' | 'max'>): Cut {
  const cut = min === null || max === null ? null : cutOf('date', min.slice(0, 10), max.slice(0, 10));
  if (cut?.by !== 'calendar') return 'day';
  return cut.unit === 'decade' ? 'year' : cut.unit;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 120;
const MOST_MONTHS_DAYS = 3660;

/** A line can have more places than a distribution has bins. */
function finestCut({ min, max }: Pick<ChartField, 'min' | 'max'>): Cut {
  const days = (Date.parse((max ?? '').slice(0, 10)) - Date.parse((min ?? '').slice(0, 10))) / DAY_MS;
  return days <= MOST_DAYS ? 'day' : days <= MOST_MONTHS_DAYS ? 'month' : 'year';
}

const PLAIN = { measure: 'count', y: '', group: '', order: 'value', top: 10 } as const;

/** A first chart that makes sense for these fields; null when nothing can be drawn. */
export function proposedChart(fields: readonly ChartField[], rows: number): ChartSpec | null {
  const filled = fields.filter(({ nulls, distinct }) => nulls < rows / 2 && distinct > 1);
  const few = filled.find(
    (field) => isCategory(field) && field.distinct <= Math.min(MOST_CATEGORIES, rows / 2),
  );
  if (few) return { kind: 'bar', x: few.name, cut: '', ...PLAIN };
  const moment = filled.find(isMoment);
  if (moment) return { kind: 'line', x: moment.name, cut: usualCut(moment), ...PLAIN };
  const number = filled.find((field) => liesAlong(field, 'histogram'));
  if (number) return { kind: 'histogram', x: number.name, cut: '', ...PLAIN };
  const any = filled.find((field) => isCategory(field) && field.distinct < rows);
  return any ? { kind: 'bar', x: any.name, cut: '', ...PLAIN } : null;
}

const among = <T extends string>(known: readonly T[], text: string | null): T | undefined =>
  known.find((each) => each === text);

/** What an address asks to be drawn; what is not said or does not fit is as it is proposed. Null without a field to draw. */
export function readChartSpec(
  search: URLSearchParams,
  fields: readonly ChartField[],
  proposed: ChartSpec | null,
): ChartSpec | null {
  const kind = among(CHART_KINDS, search.get('kind')) ?? proposed?.kind ?? 'bar';
  const named = (name: string, fits: (field: ChartField) => boolean): ChartField | undefined =>
    fields.find((field) => field.name === search.get(name) && fits(field));
  const along = (field: ChartField): boolean => liesAlong(field, kind);
  const x =
    named('x', along) ??
    fields.find((field) => field.name === proposed?.x && along(field)) ??
    fields.find(along);
  if (!x) return null;
  const measured = named('y', isNumber);
  const y = measured ?? (kind === 'point' ? fields.find((field) => field !== x && along(field)) : undefined);
  if (kind === 'point' && !y) return null;
  const group = named('group', (field) => isCategory(field) && field !== x);
  const top = Number(search.get('top') ?? PLAIN.top);
  return {
    kind,
    x: x.name,
    cut: isMoment(x) ? (among(CUTS, search.get('cut')) ?? finestCut(x)) : '',
    measure: measureOf(kind, among(MEASURES, search.get('measure')), y !== undefined),
    y: y?.name ?? '',
    group: kind === 'bar' || kind === 'line' ? (group?.name ?? '') : '',
    order: among(ORDERS, search.get('order')) ?? PLAIN.order,
    top: kind === 'share' ? MOST_SERIES : (TOPS.find((each) => each === top) ?? PLAIN.top),
  };
}

/** Rows are counted where nothing is measured; parts of an average would be parts of nothing. */
function measureOf(kind: ChartKind, asked: Measure | undefined, measurable: boolean): Measure {
  if (asked === undefined || !measurable || kind === 'histogram' || kind === 'point') return 'count';
  return kind === 'share' && asked !== 'sum' ? 'count' : asked;
}

/** The address of a chart, the shortest way to say it. */
export function chartParameters(spec: ChartSpec): [string, string][] {
  const { kind, x, cut, measure, y, group, order, top } = spec;
  const said: [string, string][] = [
    ['kind', kind],
    ['x', x],
    ['cut', cut],
    ['measure', measure === PLAIN.measure ? '' : measure],
    ['y', measure === 'count' && kind !== 'point' ? '' : y],
    ['group', group],
    ['order', order === PLAIN.order ? '' : order],
    ['top', top === PLAIN.top || kind === 'share' ? '' : String(top)],
  ];
  return said.filter(([, value]) => value !== '');
}

export const CHOSEN_TOPS: readonly number[] = TOPS;
