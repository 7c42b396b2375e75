import { printName } from '../../../rules/expressions/print.ts';
import { stepOf, type ChartField, type ChartSpec, type Cut } from './chart-spec.ts';

/** The parts of one call for rows: all of the table is asked, the engine groups it. */
export interface ChartQuery {
  select: string;
  groupBy?: string;
  orderBy?: string;
  where?: string;
  limit: number;
}

const MOST_GROUPS = 5000;
/** Bins along each side of a picture of two numbers: finer than a histogram's. */
const FINER = 2;

const CUT_KEYS: Readonly<Record<Cut, (name: string) => readonly string[]>> = {
  year: (name) => [`year(${name})`],
  month: (name) => [`year(${name})`, `month(${name})`],
  day: (name) => [`date(${name})`],
  weekday: (name) => [`weekday(${name})`],
  hour: (name) => [`hour(${name})`],
};

/** How wide the bins of a number are in this chart. */
export const binOf = (field: ChartField, { kind }: Pick<ChartSpec, 'kind'>): number =>
  (stepOf(field) ?? 1) / (kind === 'point' && field.type === 'decimal' ? FINER : 1);

function keysOf(spec: ChartSpec, x: ChartField, y: ChartField | undefined): readonly string[] {
  const name = printName(x.name);
  if (spec.kind === 'histogram' || spec.kind === 'point') {
    const bins = spec.kind === 'point' && y ? [x, y] : [x];
    return bins.map((field) => `floor(${printName(field.name)} / ${String(binOf(field, spec))})`);
  }
  if (spec.cut === '') return [name];
  // A date is its own day; only moments have hours.
  if (spec.cut === 'day' && x.type === 'date') return [name];
  if (spec.cut === 'hour' && x.type === 'date') return [name];
  return CUT_KEYS[spec.cut](name);
}

const measured = ({ measure, y }: ChartSpec): string =>
  measure === 'count' ? 'count(*)' : `${measure}(${printName(y)})`;

const present = (names: readonly string[]): string =>
  names.map((name) => `${printName(name)} is not null`).join(' and ');

const bracketed = (where: string | undefined): string[] => (where === undefined ? [] : [`(${where})`]);

/** What to ask for: keys as `k1`, `k2`, the series as `g`, the measure as `v`. */
export function chartQuery(
  spec: ChartSpec,
  fields: readonly ChartField[],
  where: string | undefined,
): ChartQuery {
  const field = (name: string): ChartField | undefined => fields.find((each) => each.name === name);
  const x = field(spec.x);
  if (!x) throw new Error(`no field ${spec.x}`);
  const keys = keysOf(spec, x, field(spec.y));
  const ordered = spec.kind !== 'bar' && spec.kind !== 'share';
  const group = spec.group === '' ? [] : [printName(spec.group)];
  const names = keys.map((_, place) => `k${String(place + 1)}`);
  const select = [
    ...keys.map((key, place) => `${key} as ${names[place] ?? ''}`),
    ...group.map((key) => `${key} as g`),
  ];
  const needed = ordered ? [present(spec.kind === 'point' ? [spec.x, spec.y] : [spec.x])] : [];
  const condition = [...bracketed(where), ...needed].join(' and ');
  const byValue = !ordered && (spec.order === 'value' || spec.kind === 'share');
  return {
    select: [...select, `${measured(spec)} as v`].join(', '),
    groupBy: [...keys, ...group].join(', '),
    orderBy: byValue ? ['v desc', ...names].join(', ') : names.join(', '),
    ...(condition && { where: condition }),
    limit: ordered || spec.group !== '' ? MOST_GROUPS : spec.top,
  };
}

/** What all rows together make, those that are not shown among them; null where that says nothing. */
export function wholeQuery(spec: ChartSpec, where: string | undefined): ChartQuery | null {
  if (spec.measure !== 'count' && spec.measure !== 'sum') return null;
  return { select: `${measured(spec)} as v`, ...(where === undefined ? {} : { where }), limit: 1 };
}
