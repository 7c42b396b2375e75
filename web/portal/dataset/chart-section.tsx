import type { OutputOf } from '../../../rules/api/operation.ts';
import type { DatasetView, getProfile } from '../../../rules/datasets/datasets.operations.ts';
import { LinkButton } from '../../design/button.tsx';
import { Chart } from '../../design/chart/chart.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { countedByProfile } from '../charts/chart-picture.ts';
import { chartParameters, proposedChart } from '../charts/chart-spec.ts';
import { ChartTable } from '../charts/chart-table.tsx';
import { useChart } from '../charts/use-chart.ts';
import { Section } from '../section.tsx';
import styles from './dataset.module.css';
import { parametersOf, type PreviewQuery } from './preview-query.ts';

const css = classesOf(styles);

/** A chart of the whole table before anybody has asked for one, and the way to one's own. */
export function ChartSection({
  dataset,
  profile,
}: {
  dataset: DatasetView;
  profile: OutputOf<typeof getProfile>;
}) {
  const t = useT();
  const spec = proposedChart(profile.fields, profile.rows);
  const field = profile.fields.find(({ name }) => name === spec?.x);
  const counted = spec && field ? countedByProfile(spec, field, profile.rows) : null;
  const chart = useChart(spec, profile.fields, counted && { ok: true, value: counted });
  if (!spec || !chart) return null;
  return (
    <Section id="chart" title={t('look.chart')} aside={t('look.chart-first')} folds>
      <h3>{chart.title}</h3>
      <div className={css('beside')}>
        <Chart chart={chart.drawn.picture} says={chart.says} />
        <ChartTable picture={chart.drawn.picture} caption={chart.title} />
      </div>
      <div>
        <LinkButton
          to={`/datasets/${dataset.code}/chart?${new URLSearchParams(chartParameters(spec)).toString()}`}
        >
          {t('look.chart-own')}
        </LinkButton>
      </div>
    </Section>
  );
}

/** The same rows as a chart. */
export const chartOfRows = (code: string, { words, filters, typed }: PreviewQuery): string => {
  const query = new URLSearchParams(parametersOf({ words, filters, typed })).toString();
  return `/datasets/${code}/chart${query ? `?${query}` : ''}`;
};
