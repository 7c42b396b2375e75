import { Link } from 'react-router';
import { LIVE_LIMITS, type DeliveryView, type SourcePeriodView } from '../../../rules/sources/live.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Code } from '../../portal/section.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import { pushExamples } from './push-example.ts';

const css = classesOf(styles);

/** Where rows are pushed to, with calls to copy that work. */
export function PushPart({
  sourceId,
  origin,
  example,
}: {
  sourceId: string;
  origin: string;
  example: Record<string, unknown> | null;
}) {
  const t = useT();
  const url = `${origin}/api/v1/sources/${sourceId}/rows`;
  const { one, many } = pushExamples(url, example ?? {});
  return (
    <Part title={t('source.push')}>
      <div className={css('stack')}>
        <Code>{`POST ${url}`}</Code>
        <p className={css('prose')}>{t('source.push-text', { rows: LIVE_LIMITS.deliveryRows })}</p>
        <p>
          {t('source.push-token')} <Link to="/console/tokens">{t('console.place.tokens')}</Link>
        </p>
        {example && (
          <>
            <p>{t('source.push-example')}</p>
            <Code>{one}</Code>
            <p>{t('source.push-ndjson')}</p>
            <Code>{many}</Code>
          </>
        )}
      </div>
    </Part>
  );
}

/** The open period and those before it, with what each became. */
export function PeriodsPart({
  periods,
  datasetId,
}: {
  periods: readonly SourcePeriodView[];
  datasetId: string;
}) {
  const t = useT();
  const format = useFormat();
  const columns: Column<SourcePeriodView>[] = [
    { key: 'starts', head: t('source.period.starts'), cell: ({ startsAt }) => format.dateTime(startsAt) },
    {
      key: 'state',
      head: t('source.period.state'),
      cell: (period) => <PeriodState period={period} datasetId={datasetId} />,
    },
    { key: 'rows', head: t('source.period.rows'), numeric: true, cell: ({ rows }) => format.number(rows) },
    {
      key: 'deliveries',
      head: t('source.period.deliveries'),
      numeric: true,
      minor: true,
      cell: ({ deliveries }) => format.number(deliveries),
    },
    {
      key: 'last',
      head: t('source.period.last'),
      minor: true,
      cell: ({ lastAt }) => format.dateTime(lastAt),
    },
  ];
  return (
    <Part title={t('source.periods')}>
      <Table
        caption={t('source.periods')}
        captionUnseen
        columns={columns}
        rows={periods}
        rowKey={({ id }) => id}
        empty={<p>{t('source.periods-none')}</p>}
      />
    </Part>
  );
}

function PeriodState({ period, datasetId }: { period: SourcePeriodView; datasetId: string }) {
  const t = useT();
  const format = useFormat();
  const { state, outcome, endsAt, uploadId, versionId } = period;
  if (state === 'open') return t('source.period.state.open', { at: format.dateTime(endsAt) });
  const words = t(`source.period.state.${outcome ?? 'sealing'}`);
  if (versionId !== null) return <Link to={`/console/datasets/${datasetId}#version`}>{words}</Link>;
  return uploadId === null || outcome === null ? (
    words
  ) : (
    <Link to={`/console/uploads/${uploadId}`}>{words}</Link>
  );
}

/** The deliveries that came last, newest first. */
export function DeliveriesPart({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  const t = useT();
  const format = useFormat();
  if (deliveries.length === 0) return null;
  const columns: Column<DeliveryView>[] = [
    { key: 'at', head: t('source.delivery.at'), cell: ({ at }) => format.dateTime(at) },
    { key: 'rows', head: t('source.delivery.rows'), numeric: true, cell: ({ rows }) => format.number(rows) },
    {
      key: 'revision',
      head: t('source.delivery.revision'),
      numeric: true,
      cell: ({ revision }) => format.number(revision),
    },
  ];
  return (
    <Part title={t('source.deliveries')}>
      <Table
        caption={t('source.deliveries')}
        captionUnseen
        columns={columns}
        rows={deliveries}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}
