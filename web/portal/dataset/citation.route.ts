import type { LoaderFunctionArgs } from 'react-router';
import { getDataset } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { problemResponse } from '../../app/problem-view.ts';
import { CITATION_FILES, citationFile } from './citation.ts';
import { citedOf } from './cited.ts';

const TYPES = {
  bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  json: 'application/vnd.citationstyles.csl+json',
};

/** A citation as a file. */
export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<Response> {
  const dataset = await load(context, getDataset, { id: params['code'] ?? '' });
  const format = CITATION_FILES.find((each) => new URL(request.url).pathname.endsWith(`.${each}`));
  const { language, city } = pageOf(context).port;
  const { origin } = new URL(request.url);
  const today = new Date().toISOString();
  const cited = citedOf(dataset, { origin, platform: city.platformName, language, today });
  if (!format || !cited) throw problemResponse('not-found');
  return new Response(citationFile(format, cited), {
    headers: {
      'content-type': `${TYPES[format]}; charset=utf-8`,
      'content-disposition': `attachment; filename="${dataset.code}-v${String(cited.version)}.${format}"`,
    },
  });
}
