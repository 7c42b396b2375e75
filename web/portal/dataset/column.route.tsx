import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getDataset,
  getProfile,
  type DatasetView,
  type FieldProfile,
} from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { problemResponse } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { chartParameters, proposedChart } from '../charts/chart-spec.ts';
import { columnAddress } from './column-address.ts';
import { ColumnStatistics } from './column-statistics.tsx';
import styles from './dataset.module.css';

const css = classesOf(styles);

interface ColumnData {
  dataset: DatasetView;
  field: FieldProfile;
  rows: number;
  before: FieldProfile | null;
  after: FieldProfile | null;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<ColumnData> {
  const id = params['code'] ?? '';
  const [dataset, { fields, rows }] = await Promise.all([
    load(context, getDataset, { id }),
    load(context, getProfile, { id }),
  ]);
  const place = fields.findIndex(({ name }) => name === params['column']);
  const field = fields[place];
  if (!field) throw problemResponse('not-found');
  return { dataset, field, rows, before: fields[place - 1] ?? null, after: fields[place + 1] ?? null };
}

const titleOf = ({ label, name }: FieldProfile): string => label || name;

/** What one column of the current version holds. */
export default function ColumnPage() {
  const { dataset, field, rows, before, after } = useLoaderData<ColumnData>();
  const t = useT();
  const format = useFormat();
  const chart = proposedChart([field], rows);
  const described = dataset.fields.find(({ name }) => name === field.name)?.description ?? '';
  return (
    <>
      <PageTitle title={t('look.column-of', { column: titleOf(field), name: dataset.name })} />
      <Breadcrumb
        crumbs={[
          { name: t('dataset.catalogue'), to: '/datasets' },
          { name: dataset.name, to: `/datasets/${dataset.code}#statistics` },
          { name: titleOf(field) },
        ]}
      />
      <h1>{titleOf(field)}</h1>
      <p className={css('quiet')}>
        {format.list([field.name, t(`fieldType.${field.type}`), field.unit, described])}
      </p>
      <p className={css('quiet')}>{t('look.statistics-note', { rows })}</p>
      <ColumnStatistics code={dataset.code} field={field} rows={rows} />
      {chart && (
        <div>
          <LinkButton
            to={`/datasets/${dataset.code}/chart?${new URLSearchParams(chartParameters(chart)).toString()}`}
          >
            {t('look.chart-own')}
          </LinkButton>
        </div>
      )}
      <nav className={css('neighbours')} aria-label={t('look.statistics')}>
        {before && (
          <a rel="prev" href={columnAddress(dataset.code, before.name)}>
            {t('look.column-before', { column: titleOf(before) })}
          </a>
        )}
        {after && (
          <a rel="next" href={columnAddress(dataset.code, after.name)}>
            {t('look.column-after', { column: titleOf(after) })}
          </a>
        )}
      </nav>
    </>
  );
}
