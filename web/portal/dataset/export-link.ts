import type { ExportFormat } from '../../../rules/datasets/datasets.operations.ts';
import type { PreviewQuery } from './preview-query.ts';

type Wishes = Partial<Record<'bom' | 'encoding' | 'neutralise' | 'grant', string>>;

/** Where the dataset, or the rows that the page shows filtered, is taken as a file. */
export function exportLink(
  code: string,
  format: ExportFormat,
  { where, orderBy }: Pick<PreviewQuery, 'where' | 'orderBy'>,
  wishes: Wishes = {},
): string {
  const search = new URLSearchParams(wishes);
  if (where !== undefined) search.set('where', where);
  if (orderBy !== undefined) search.set('orderBy', orderBy);
  const query = search.toString();
  return `/api/v1/datasets/${code}/exports/${format}${query ? `?${query}` : ''}`;
}
