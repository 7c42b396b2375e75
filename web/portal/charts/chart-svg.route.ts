import type { LoaderFunctionArgs } from 'react-router';
import { translator, type Language } from '../../../locales/index.ts';
import { pageOf } from '../../app/page-context.ts';
import { problemResponse } from '../../app/problem-view.ts';
import { formatter } from '../../design/format.ts';
import { publisherName } from '../dataset-mark.ts';
import { chartFile } from './chart-file.tsx';
import { drawnChart } from './chart-picture.ts';
import { chartSays, chartTitle } from './chart-words.ts';
import { loadChart, type ChartData } from './load-chart.ts';

export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const found = await loadChart(args);
  const { language, city } = pageOf(args.context).port;
  if (!found.spec || !found.counted?.ok)
    throw problemResponse(found.counted?.ok === false ? found.counted.problem.code : 'not-found');
  const t = translator(language);
  const format = formatter(language);
  const drawn = drawnChart(found.spec, found.fields, found.counted.value, { t, number: format.number });
  const file = chartFile(language, {
    drawn,
    title: chartTitle(found.spec, found.fields, t),
    says: chartSays(found.spec, found.fields, drawn, { t, format }),
    source: `${publisherName(found.dataset, language)}  ${found.dataset.name}  ${asOf(found, language)}  ${city.platformName}`,
    address: `${found.origin}/datasets/${found.dataset.code}`,
  });
  return new Response(file, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `inline; filename="${found.dataset.code}.svg"`,
    },
  });
}

function asOf({ dataset: { version } }: ChartData, language: Language): string {
  if (typeof version?.number !== 'number' || version.publishedAt === null) return '';
  return translator(language)('look.as-of', {
    version: version.number,
    date: formatter(language).date(version.publishedAt),
  });
}
