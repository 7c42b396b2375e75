import type { LoaderFunctionArgs } from 'react-router';
import type { CloseName } from '../../../rules/datasets/similar-names.ts';
import { listSimilarNames } from '../../../rules/datasets/similar-names.operations.ts';
import { load } from '../../app/load.ts';

export interface SimilarNamesData {
  items: CloseName[];
}

/** What the editor asks for while a name is being written. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<SimilarNamesData> {
  const { searchParams } = new URL(request.url);
  const name = (searchParams.get('name') ?? '').trim().slice(0, 200);
  if (name === '') return { items: [] };
  return load(context, listSimilarNames, { name, except: searchParams.get('except') ?? '', limit: 5 });
}
