import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { PageTitle } from '../../app/page-title.tsx';
import { Button, LinkButton } from '../../design/button.tsx';
import { Chart } from '../../design/chart/chart.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { previewLink } from '../dataset/preview-query.ts';
import { Unread } from '../dataset/unread.tsx';
import { PageScript } from '../page-script.tsx';
import { Section } from '../section.tsx';
import { CopyText } from '../copy-text.tsx';
import { ChartForm } from './chart-form.tsx';
import { chartAddress, withParameters } from './chart-address.ts';
import type { ChartSpec } from './chart-spec.ts';
import { ChartTable } from './chart-table.tsx';
import styles from './charts.module.css';
import { loadChart, type ChartData } from './load-chart.ts';
import { useSource } from './source.ts';
import { useChart } from './use-chart.ts';
import { EmbedCode } from '../embed/embed-code.tsx';

const css = classesOf(styles);

export const loader = (args: LoaderFunctionArgs): Promise<ChartData> => loadChart(args);

export default function ChartPage() {
  const found = useLoaderData<ChartData>();
  const { dataset, fields, query, spec, counted } = found;
  const t = useT();
  const chart = useChart(spec, fields, counted);
  const source = useSource(dataset);
  const name = t('look.chart-of', { name: dataset.name });
  return (
    <>
      <PageTitle title={name} />
      <Breadcrumb
        crumbs={[
          { name: t('dataset.catalogue'), to: '/datasets' },
          { name: dataset.name, to: `/datasets/${dataset.code}` },
          { name: t('look.chart') },
        ]}
      />
      <h1>{name}</h1>
      {!spec && <EmptyState title={t('look.nothing-to-draw')}>{t('look.nothing-to-draw-text')}</EmptyState>}
      {spec && (
        <div className={css('builder')}>
          <ChartForm
            {...{ code: dataset.code, fields, spec, query }}
            problem={counted?.ok === false ? counted.problem : undefined}
          />
          <div className={css('drawn')}>
            <Asked found={found} />
            {chart && (
              <>
                <h2>{chart.title}</h2>
                <Chart chart={chart.drawn.picture} says={chart.says} />
                <p className={css('quiet')}>{source}</p>
              </>
            )}
            {counted?.ok === false && <Unread dataset={dataset} problem={counted.problem} query={query} />}
          </div>
        </div>
      )}
      {spec && chart && (
        <>
          <TakeAlong found={found} spec={spec} />
          <Section title={t('look.as-table')}>
            <ChartTable picture={chart.drawn.picture} caption={chart.title} />
          </Section>
        </>
      )}
      <PageScript />
    </>
  );
}

/** Which rows are drawn, when they are not all. */
function Asked({ found: { dataset, query } }: { found: ChartData }) {
  const t = useT();
  const { where, words, filters, typed } = query;
  if (where === undefined) return null;
  return (
    <p className={css('quiet')}>
      {t('look.rows-where')} <code>{where}</code>{' '}
      <Link to={previewLink(dataset.code, { words, filters, typed })}>{t('look.see-rows')}</Link>
    </p>
  );
}

/** The picture as a file, its figures, its address, and the lines that put it on another page. */
function TakeAlong({
  found: { dataset, query, asked, origin },
  spec,
}: {
  found: ChartData;
  spec: ChartSpec;
}) {
  const t = useT();
  const { code, name } = dataset;
  const page = `/datasets/${code}/chart`;
  const svg = chartAddress(`${page}.svg`, spec, query);
  const csv = Object.entries({ ...asked, format: 'csv' }).map(
    ([key, value]) => [key, String(value)] as const,
  );
  return (
    <Section id="take" title={t('look.take')}>
      <div className={css('files')}>
        <LinkButton to={svg} plainLink icon="download">
          SVG
        </LinkButton>
        <span hidden data-with-scripts="">
          <Button type="button" icon="download" data-png={svg} data-name={`${code}.png`}>
            PNG
          </Button>
        </span>
        <LinkButton to={withParameters(`/api/v1/datasets/${code}/records`, csv)} plainLink icon="download">
          CSV
        </LinkButton>
      </div>
      <CopyText label={t('look.link')} text={chartAddress(origin + page, spec, query)} />
      <EmbedCode title={name} address={chartAddress(`${origin}/embed${page}`, spec, query)} height={560} />
    </Section>
  );
}
