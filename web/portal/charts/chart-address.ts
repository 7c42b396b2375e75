import { parametersOf, type PreviewQuery } from '../dataset/preview-query.ts';
import { chartParameters, type ChartSpec } from './chart-spec.ts';

type Rows = Pick<PreviewQuery, 'words' | 'filters' | 'typed'>;

/** The address under `path` that draws this chart of these rows. */
export function chartAddress(path: string, spec: ChartSpec, { words, filters, typed }: Rows): string {
  return withParameters(path, [...chartParameters(spec), ...parametersOf({ words, filters, typed })]);
}

export const withParameters = (path: string, parameters: readonly (readonly [string, string])[]): string =>
  `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()}`;
