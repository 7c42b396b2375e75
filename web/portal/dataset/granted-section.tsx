import type { DatasetView, RecordsPage } from '../../../rules/datasets/datasets.operations.ts';
import type { GrantedPart } from '../../../rules/grants/granted-part.ts';
import type { Attempt } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState, FailedState } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Panel } from '../../design/workflow.tsx';
import { Section } from '../section.tsx';
import { useCellValue } from './cell-value.tsx';
import styles from './dataset.module.css';
import { exportLink } from './export-link.ts';

const css = classesOf(styles);
const FILES = [
  ['xlsx', 'Excel'],
  ['json', 'JSON'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
] as const;

/** The grant under which the reader takes rows themselves; undefined where there is none. */
export const ownPart = ({ granted }: DatasetView): GrantedPart | undefined =>
  granted.find(({ system, keyField }) => system === null && keyField === null);

/** In place of the invitation to apply: what the reader's grant lets them take, and how. */
export function GrantedPanel({ dataset }: { dataset: DatasetView }) {
  const t = useT();
  const part = ownPart(dataset) ?? dataset.granted[0];
  if (!part) return null;
  const { id, system, until, fields, keyField } = part;
  const files = system === null && keyField === null;
  const file = (format: 'csv' | (typeof FILES)[number][0]) =>
    exportLink(dataset.code, format, { where: undefined, orderBy: undefined }, { grant: id });
  const lead =
    keyField !== null
      ? t('dataset.granted-key', { until, field: keyField })
      : system !== null
        ? t('dataset.granted-system', { until, system })
        : t('dataset.granted-lead', { until, fields: fields.length });
  return (
    <Panel title={t('dataset.granted')} lead={lead}>
      {files && (
        <>
          <LinkButton to={file('csv')} plainLink kind="primary" icon="download" wide>
            {t('dataset.download-csv')}
          </LinkButton>
          <div className={css('formats')}>
            {FILES.map(([format, name]) => (
              <LinkButton key={format} to={file(format)} plainLink>
                {name}
              </LinkButton>
            ))}
          </div>
        </>
      )}
      <LinkButton to={`/console/grants/${id}`} wide>
        {t('dataset.granted-open')}
      </LinkButton>
      <ProvisionLink id="xz-21" />
    </Panel>
  );
}

interface GrantedRowsProps {
  dataset: DatasetView;
  /** null: to be asked for, since that spends some of what was granted. */
  rows: Attempt<RecordsPage> | null;
}

/** The first rows that the reader may take, with the fields that were granted and no others. */
export function GrantedRows({ dataset, rows }: GrantedRowsProps) {
  const t = useT();
  const cellValue = useCellValue();
  const part = ownPart(dataset);
  if (!part) return null;
  const fields = dataset.fields.filter(({ name }) => part.fields.includes(name));
  return (
    <Section
      id="preview"
      title={t('dataset.preview')}
      aside={rows?.ok && t('dataset.preview-matching', { total: rows.value.total ?? 0 })}
    >
      {rows === null && (
        <EmptyState
          title={t('dataset.granted-sparing')}
          action={
            <LinkButton to={`/datasets/${dataset.code}?rows=1#preview`}>
              {t('dataset.granted-show')}
            </LinkButton>
          }
        >
          {t('dataset.granted-sparing-text')}
        </EmptyState>
      )}
      {rows?.ok === false && (
        <FailedState title={t('dataset.preview-failed')}>
          <p>{rows.problem.detail ?? t(`${rows.problem.code}.remedy`)}</p>
        </FailedState>
      )}
      {rows?.ok && (
        <Table
          caption={t('dataset.preview')}
          captionUnseen
          sheet
          columns={fields.map(({ name, label }) => ({
            key: name,
            head: label || name,
            cell: (row: RecordsPage['items'][number]) => cellValue(row[name]),
          }))}
          rows={rows.value.items}
          rowKey={(_row, place) => String(place)}
          empty={<EmptyState title={t('dataset.preview-none')}>{t('dataset.granted-no-rows')}</EmptyState>}
        />
      )}
    </Section>
  );
}
