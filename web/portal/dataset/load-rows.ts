import type { LoaderFunctionArgs } from 'react-router';
import {
  listRecords,
  type DatasetView,
  type RecordsPage,
} from '../../../rules/datasets/datasets.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { readJson } from '../../app/read-download.ts';
import type { PreviewQuery } from './preview-query.ts';

/** A screenful of the rows that a page's address asks for, of the whole table; throws as the interface answers. */
export async function loadRows(
  context: LoaderFunctionArgs['context'],
  { code }: Pick<DatasetView, 'code'>,
  { where, orderBy, cursor }: Pick<PreviewQuery, 'where' | 'orderBy' | 'cursor'>,
  limit: number,
  grant?: string,
): Promise<RecordsPage> {
  const answer = await pageOf(context).port.call(listRecords, {
    ...{ id: code, limit, format: 'json' },
    ...(where === undefined ? {} : { where }),
    ...(orderBy === undefined ? {} : { orderBy }),
    ...(cursor === '' ? {} : { cursor }),
    ...(grant !== undefined && { grant }),
  });
  // The operation answers bytes in many formats; asked for as JSON it is this page of rows.
  return (await readJson(answer)) as RecordsPage;
}
