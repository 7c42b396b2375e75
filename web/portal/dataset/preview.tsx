import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type {
  DatasetField,
  DatasetView,
  FieldProfile,
  getProfile,
  RecordsPage,
} from '../../../rules/datasets/datasets.operations.ts';
import type { Attempt } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { ColumnHeader, type ColumnFacts } from '../../design/column-header.tsx';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { LinkButton } from '../../design/button.tsx';
import { Section } from '../section.tsx';
import styles from './dataset.module.css';
import { EmbedCode } from '../embed/embed-code.tsx';
import { useCellValue } from './cell-value.tsx';
import { chartOfRows } from './chart-section.tsx';
import { PreviewFilter } from './preview-filter.tsx';
import { parametersOf, previewLink, type PreviewQuery } from './preview-query.ts';
import { Unread } from './unread.tsx';

const css = classesOf(styles);

type Row = RecordsPage['items'][number];
interface PreviewProps {
  dataset: DatasetView;
  rows: Attempt<RecordsPage>;
  profile: OutputOf<typeof getProfile> | null;
  query: PreviewQuery;
  origin: string;
}

/** Rows as they are, under heads that picture their columns; sorting, filtering and paging by plain links. */
export function Preview({ dataset, rows, profile, query, origin }: PreviewProps) {
  const t = useT();
  const summary = usePreviewSummary(dataset, rows, query);
  return (
    <Section id="preview" title={t('dataset.preview')} aside={summary}>
      <PreviewFilter dataset={dataset} query={query} problem={rows.ok ? undefined : rows.problem} />
      {rows.ok ? (
        <Rows {...{ dataset, profile, query, origin }} page={rows.value} />
      ) : (
        <Unread dataset={dataset} problem={rows.problem} query={query} />
      )}
    </Section>
  );
}

function usePreviewSummary(
  { version }: DatasetView,
  rows: Attempt<RecordsPage>,
  { where }: PreviewQuery,
): ReactNode {
  const t = useT();
  if (!rows.ok || rows.value.total === null) return null;
  const { total, live } = rows.value;
  if (live && where === undefined) return t('dataset.preview-live', { total });
  return where === undefined
    ? t('dataset.preview-some', { version: rows.value.version ?? version?.number ?? 0, total })
    : t('dataset.preview-matching', { total });
}

function Rows({ dataset, page, profile, query, origin }: Omit<PreviewProps, 'rows'> & { page: RecordsPage }) {
  const t = useT();
  const columns = useColumns({ dataset, profile, query });
  const toPage = (cursor: string): string => previewLink(dataset.code, { ...query, cursor });
  if (page.items.length === 0) {
    return (
      <EmptyState
        title={t('dataset.preview-none')}
        action={<LinkButton to={previewLink(dataset.code, {})}>{t('dataset.filter-clear')}</LinkButton>}
      >
        {t('dataset.preview-none-text')}
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption={t('dataset.preview')}
        captionUnseen
        sheet
        columns={columns}
        rows={page.items}
        rowKey={(_row, place) => String(place)}
      />
      <p className={css('rows-links')}>
        <Link to={chartOfRows(dataset.code, query)}>{t('look.chart-these')}</Link>
      </p>
      <Pagination
        summary={t('dataset.preview-rows', { count: page.items.length })}
        first={query.cursor === '' ? undefined : toPage('')}
        next={page.next === null ? undefined : toPage(page.next)}
      />
      {dataset.rows !== null && !page.live && (
        <p className={css('quiet')}>{t('dataset.preview-note', { rows: dataset.rows })}</p>
      )}
      <details className={css('others')}>
        <summary>{t('look.embed-table')}</summary>
        <EmbedCode title={dataset.name} address={embeddedRows(origin, dataset.code, query)} height={640} />
      </details>
    </>
  );
}

const embeddedRows = (origin: string, code: string, { cursor: _, ...asked }: PreviewQuery): string => {
  const query = new URLSearchParams(parametersOf(asked)).toString();
  return `${origin}/embed/datasets/${code}/table${query ? `?${query}` : ''}`;
};

const ORDERED = new Set(['integer', 'decimal', 'date', 'datetime', 'time']);
const NUMERIC = new Set(['integer', 'decimal']);

function useColumns({ dataset, profile, query }: Omit<PreviewProps, 'rows' | 'origin'>): Column<Row>[] {
  const t = useT();
  const cellValue = useCellValue();
  const facts = new Map(profile?.fields.map((field) => [field.name, factsOf(field, profile.rows)]));
  return dataset.fields.map((field) => ({
    key: field.name,
    numeric: NUMERIC.has(field.type),
    head: (
      <ColumnHeader
        label={field.label || field.name}
        type={t(`fieldType.${field.type}`)}
        unit={field.unit || undefined}
        ordered={ORDERED.has(field.type)}
        facts={facts.get(field.name)}
      >
        {field.type !== 'geometry' && <SortLinks code={dataset.code} field={field} query={query} />}
      </ColumnHeader>
    ),
    cell: (row) => cellValue(row[field.name]),
  }));
}

const factsOf = ({ histogram, ...field }: FieldProfile, rows: number): ColumnFacts => ({
  ...field,
  rows,
  histogram: histogram.map(({ count }) => count),
});

function SortLinks({ code, field, query }: { code: string; field: DatasetField; query: PreviewQuery }) {
  const t = useT();
  const link = (sort: string, words: string) => (
    <a
      href={previewLink(code, { ...query, sort: query.sort === sort ? '' : sort, cursor: '' })}
      aria-current={query.sort === sort ? 'true' : undefined}
    >
      <span className={css('unseen')}>{t('dataset.sort-by', { field: field.label || field.name })} </span>
      {words}
    </a>
  );
  return (
    <span className={css('sort')}>
      <Icon name="sort" />
      {link(field.name, t('dataset.sort-up'))}
      {link(`-${field.name}`, t('dataset.sort-down'))}
    </span>
  );
}
