import { linkWith } from '../../app/query-string.ts';
import type { SeenMap } from './load-map.ts';

/** The address of a dataset's map with another view, and a row chosen or none. */
export const mapLink = (
  code: string,
  search: URLSearchParams,
  { at, row }: { at: string; row?: string },
): string => linkWith(`/datasets/${code}/map`, search, { at, row: row ?? null });

/** What fields are called, by their names. */
export const labelsOf = ({ map: { vector_layers: layers } }: SeenMap): Readonly<Record<string, string>> =>
  layers[0]?.fields ?? {};
