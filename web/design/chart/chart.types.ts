/** `bar`, `share`: a category each; `line`, `histogram`: in order along an axis; `point`: two numbers, sized by how many. */
export const CHART_KINDS = ['bar', 'line', 'histogram', 'point', 'share'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export interface ChartPoint {
  /** What the point is of, in words. */
  label: string;
  value: number;
  /** Its place along a numeric axis; in the order of the list where it is absent. */
  at?: number;
  /** How many rows it stands for, where points are sized by it. */
  size?: number;
}

export interface ChartSeries {
  /** Empty where there is only one. */
  name: string;
  points: readonly ChartPoint[];
}

/** A picture of data, all of it counted before: drawing computes nothing but places. */
export interface ChartPicture {
  kind: ChartKind;
  series: readonly ChartSeries[];
  /** What lies along, and what is measured; with its unit. */
  xName: string;
  yName: string;
  /** Of `share`: what all parts and those that are not shown make together. */
  total?: number;
}

/** More than these cannot be told apart by shape. */
export const MOST_SERIES = 5;
