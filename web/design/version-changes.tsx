import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type {
  FieldChange,
  RowDifferences,
  RowExamples,
  SchemaChanges,
} from '../../rules/versions/version-changes.ts';
import type { VersionChangesView } from '../../rules/versions/version-changes.operations.ts';
import { Button } from './button.tsx';
import { classesOf } from './classes.ts';
import { DefinitionList } from './facts.tsx';
import { Select } from './field.tsx';
import { useFormat, useT } from './language.tsx';
import { Table, type Column } from './table.tsx';
import styles from './version-changes.module.css';

const css = classesOf(styles);
/** Of wider rows the first fields stand in a table. */
const FIELDS_SHOWN = 20;

/** Labels by the names of fields. */
export type Labels = ReadonlyMap<string, string>;

/** From a version of what is at the address `of` to what it changed; the first changed nothing. */
export function ChangesLink({ of, version }: { of: string; version: NamedVersion }) {
  const t = useT();
  const nameOf = useVersionName();
  const { id, number } = version;
  if (number === 1) return null;
  return (
    <Link
      to={`${of}/versions/${String(number ?? id)}/changes`}
      aria-label={`${nameOf(version)} ${t('changes.link')}`}
    >
      {t('changes.link')}
    </Link>
  );
}

interface NamedVersion {
  id: string;
  number: number | null;
}

/** What a version is called in a sentence. */
export function useVersionName(): (version: { number: number | null }) => string {
  const t = useT();
  return ({ number }) => (number === null ? t('changes.waiting') : t('changes.number', { number }));
}

/** Chooses the version that another one is compared with; an ordinary form. */
export function CompareWith({ versions, from }: { versions: readonly NamedVersion[]; from: string }) {
  const t = useT();
  const nameOf = useVersionName();
  if (versions.length < 2) return null;
  return (
    <form method="get" className={css('compare')}>
      <Select
        label={t('changes.compare-with')}
        name="from"
        defaultValue={from}
        options={versions.map((version) => ({ value: version.id, label: nameOf(version) }))}
      />
      <Button>{t('changes.compare')}</Button>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css('part')} aria-label={title}>
      <h2 className={css('title')}>{title}</h2>
      {children}
    </section>
  );
}

/** Fields that were added, removed and changed. */
export function SchemaDifferences({ schema: { fields, reordered } }: { schema: SchemaChanges }) {
  const t = useT();
  const columns: Column<FieldChange>[] = [
    { key: 'field', head: t('changes.field'), cell: ({ name }) => name },
    { key: 'change', head: t('changes.kind'), cell: ({ change }) => t(`changes.kind.${change}`) },
    { key: 'before', head: t('changes.before'), cell: ({ before }) => <Shape shape={before} /> },
    { key: 'after', head: t('changes.after'), cell: ({ after }) => <Shape shape={after} /> },
  ];
  return (
    <Part title={t('changes.schema')}>
      {fields.length > 0 ? (
        <Table
          caption={t('changes.schema')}
          captionUnseen
          columns={columns}
          rows={fields}
          rowKey={({ name }) => name}
        />
      ) : (
        <p className={css('quiet')}>{t('changes.schema.none')}</p>
      )}
      {reordered && <p className={css('quiet')}>{t('changes.schema.reordered')}</p>}
    </Part>
  );
}

function Shape({ shape }: { shape: FieldChange['before'] }) {
  const t = useT();
  const format = useFormat();
  if (!shape) return null;
  return format.list([shape.label, t(`fieldType.${shape.type}`), shape.unit].filter(Boolean));
}

/** Rows that were added, removed and changed: how many, and the first of each. */
export function RowDifferencesPart({ changes, labels }: { changes: VersionChangesView; labels: Labels }) {
  const t = useT();
  const format = useFormat();
  const { rows, from, to, schema } = changes;
  const { key, fields, added, removed, changed, examples } = rows;
  const labelOf = (name: string): string => labels.get(name) || name;
  const facts = (
    [
      ['changes.rows.before', from.rows],
      ['changes.rows.after', to.rows],
      ['changes.rows.added', added],
      ['changes.rows.removed', removed],
      ['changes.rows.changed', changed],
    ] as const
  ).map(([term, value]) => ({ term: t(term), value: format.number(value) }));
  const same = added + removed + changed === 0;
  const compared = schema.fields.some(({ change }) => change !== 'changed');
  return (
    <>
      <Part title={t('changes.rows')}>
        <DefinitionList row facts={facts} />
        <p className={css('quiet')}>
          {key.length > 0 ? t('changes.by-key', { key: key.map(labelOf).join(' + ') }) : t('changes.by-rows')}{' '}
          {compared && t('changes.by-fields', { count: fields.length })}
        </p>
        {same && <p>{t('changes.rows.none')}</p>}
        {!same && !examples && <p className={css('quiet')}>{t('changes.hidden')}</p>}
      </Part>
      {examples && (
        <>
          <ChangedRows rows={rows} examples={examples} labelOf={labelOf} />
          <OneSidedRows kind="added" count={added} examples={examples.added} labelOf={labelOf} />
          <OneSidedRows kind="removed" count={removed} examples={examples.removed} labelOf={labelOf} />
        </>
      )}
    </>
  );
}

type LabelOf = (name: string) => string;

function useShown(): (shown: number, count: number) => string {
  const t = useT();
  return (shown, count) =>
    shown < count ? t('changes.first', { shown, count }) : t('changes.all', { count });
}

function Value({ text }: { text: string | null | undefined }) {
  const t = useT();
  return text ?? <span className={css('quiet')}>{t('changes.empty')}</span>;
}

interface ChangedProps {
  rows: Pick<RowDifferences, 'key' | 'changed'>;
  examples: RowExamples;
  labelOf: LabelOf;
}

function ChangedRows({ rows: { key, changed }, examples, labelOf }: ChangedProps) {
  const t = useT();
  const format = useFormat();
  const shown = useShown();
  if (changed === 0) return null;
  type Row = RowExamples['changed'][number];
  const columns: Column<Row>[] = [
    ...key.map((name) => ({
      key: `key ${name}`,
      head: labelOf(name),
      cell: ({ after }: Row) => after[name],
    })),
    {
      key: 'changes',
      head: t('changes.kind.changed'),
      cell: ({ fields, before, after }) => (
        <ul className={css('lines')}>
          {fields.map((name) => (
            <li key={name}>
              {labelOf(name)}{' '}
              <del className={css('before')}>
                <Value text={before[name]} />
              </del>{' '}
              <ins className={css('after')}>
                <Value text={after[name]} />
              </ins>
            </li>
          ))}
        </ul>
      ),
    },
    { key: 'row', head: t('changes.row'), numeric: true, cell: ({ row }) => format.number(row) },
  ];
  return (
    <Part title={t('changes.changed-rows')}>
      <p className={css('quiet')}>{shown(examples.changed.length, changed)}</p>
      <Table
        caption={t('changes.changed-rows')}
        captionUnseen
        columns={columns}
        rows={examples.changed}
        rowKey={({ row }) => String(row)}
      />
    </Part>
  );
}

interface OneSidedProps {
  kind: 'added' | 'removed';
  count: number;
  examples: RowExamples['added'];
  labelOf: LabelOf;
}

function OneSidedRows({ kind, count, examples, labelOf }: OneSidedProps) {
  const t = useT();
  const format = useFormat();
  const shown = useShown();
  if (count === 0) return null;
  type Row = RowExamples['added'][number];
  const names = Object.keys(examples[0]?.values ?? {}).slice(0, FIELDS_SHOWN);
  const columns: Column<Row>[] = [
    ...names.map((name) => ({
      key: name,
      head: labelOf(name),
      cell: ({ values }: Row) => <Value text={values[name]} />,
    })),
    ...(examples.some(({ times }) => times > 1)
      ? [
          {
            key: 'the times',
            head: t('changes.times'),
            numeric: true,
            cell: ({ times }: Row) => format.number(times),
          },
        ]
      : []),
    { key: 'the row', head: t('changes.row'), numeric: true, cell: ({ row }) => format.number(row) },
  ];
  const rows = examples.reduce((sum, { times }) => sum + times, 0);
  return (
    <Part title={t(`changes.${kind}-rows`)}>
      <p className={css('quiet')}>{shown(rows, count)}</p>
      <Table
        caption={t(`changes.${kind}-rows`)}
        captionUnseen
        sheet
        columns={columns}
        rows={examples}
        rowKey={({ row }) => String(row)}
      />
    </Part>
  );
}
