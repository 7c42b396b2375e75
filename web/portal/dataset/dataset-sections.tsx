import type { DatasetField, DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Timeline, type Moment } from '../../design/workflow.tsx';
import { useActWords } from '../../app/act-words.tsx';
import { Section } from '../section.tsx';
import { ConditionTerms, GradedRisks } from './condition-terms.tsx';
import styles from './dataset.module.css';

const css = classesOf(styles);

export function FieldsSection({ dataset }: { dataset: DatasetView }) {
  const t = useT();
  const columns = useFieldColumns(dataset.rows);
  return (
    <Section id="fields" title={t('dataset.fields')} folds>
      <Table
        caption={t('dataset.fields')}
        captionUnseen
        columns={columns}
        rows={dataset.fields}
        rowKey={({ name }) => name}
      />
    </Section>
  );
}

function useFieldColumns(rows: number | null): Column<DatasetField>[] {
  const t = useT();
  const format = useFormat();
  return [
    { key: 'label', head: t('dataset.field.label'), cell: ({ label, name }) => label || name },
    { key: 'name', head: t('dataset.field.name'), cell: ({ name }) => <code>{name}</code>, minor: true },
    {
      key: 'type',
      head: t('dataset.field.type'),
      cell: ({ type, unit }) => format.list([t(`fieldType.${type}`), unit]),
    },
    { key: 'description', head: t('dataset.field.description'), cell: ({ description }) => description },
    {
      key: 'nulls',
      head: t('dataset.field.nulls'),
      numeric: true,
      minor: true,
      cell: ({ profile }) => (profile && rows ? format.percent(profile.nulls / rows) : ''),
    },
    { key: 'binding', head: t('dataset.field.binding'), minor: true, cell: ({ binding }) => binding },
  ];
}

/** What must be met and brought for conditional data (`xz-15`, `xz-18`). */
export function ConditionsSection({
  dataset: { openClass, conditions, conditionTerms, risks, materials },
}: {
  dataset: DatasetView;
}) {
  const t = useT();
  if (openClass !== 'conditional') return null;
  return (
    <div id="conditions" className={css('pair')}>
      <Section title={t('dataset.conditions')}>
        <ConditionTerms parsed={conditionTerms} />
        <GradedRisks risks={risks} />
        <ol className={css('numbered')}>
          {conditions.map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        </ol>
        <ProvisionLink id="xz-15" />
      </Section>
      <Section title={t('dataset.materials')}>
        <ol className={css('numbered')}>
          {materials.map((material) => (
            <li key={material}>{material}</li>
          ))}
        </ol>
        <ProvisionLink id="xz-18" />
      </Section>
    </div>
  );
}

export function HistorySection({ history }: { history: readonly HistoryItem[] }) {
  const t = useT();
  const words = useActWords();
  const moments = history.map((item): Moment => ({ key: item.id, at: item.at, ...words(item) }));
  return (
    <Section id="history" title={t('dataset.history')} folds>
      {moments.length > 0 ? (
        <Timeline moments={moments} />
      ) : (
        <p className={css('quiet')}>{t('dataset.history-none')}</p>
      )}
    </Section>
  );
}
