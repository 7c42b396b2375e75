import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { PageTitle } from '../../app/page-title.tsx';
import { Chart } from '../../design/chart/chart.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { chartAddress } from '../charts/chart-address.ts';
import { ChartTable } from '../charts/chart-table.tsx';
import { loadChart, type ChartData } from '../charts/load-chart.ts';
import { useChart } from '../charts/use-chart.ts';
import { EmbeddedSource } from './embedded-source.tsx';

export const loader = (args: LoaderFunctionArgs): Promise<ChartData> => loadChart(args);

export default function EmbeddedChart() {
  const { dataset, fields, spec, query, counted } = useLoaderData<ChartData>();
  const t = useT();
  const chart = useChart(spec, fields, counted);
  const href = spec
    ? chartAddress(`/datasets/${dataset.code}/chart`, spec, query)
    : `/datasets/${dataset.code}`;
  return (
    <>
      <PageTitle title={chart?.title ?? dataset.name} />
      <h1>{chart?.title ?? dataset.name}</h1>
      {chart ? (
        <>
          <Chart chart={chart.drawn.picture} says={chart.says} />
          <details>
            <summary>{t('look.as-table')}</summary>
            <ChartTable picture={chart.drawn.picture} caption={chart.title} />
          </details>
        </>
      ) : (
        <EmptyState title={t('look.nothing-to-draw')} />
      )}
      <EmbeddedSource dataset={dataset} href={href} />
    </>
  );
}
