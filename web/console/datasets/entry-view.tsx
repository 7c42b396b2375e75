import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { Field, ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { useEnumeration } from '../enumeration.ts';
import { Findings } from '../finding-words.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { ENTRY_PARTS, partOf } from './entry-differences.ts';
import { usePartWords } from './entry-words.ts';

const css = classesOf(styles);

/** The whole entry to be read, under its heading, with what is still missing. */
export function EntryView({ entry, findings }: { entry: ListEntry; findings: readonly Finding[] }) {
  const t = useT();
  return (
    <Part id="entry" title={t('console.entry.title')}>
      {findings.length > 0 && <Findings findings={findings} />}
      <EntryBody entry={entry} />
    </Part>
  );
}

/** Every element that is written, and the fields. */
export function EntryBody({ entry }: { entry: ListEntry }) {
  const t = useT();
  const enumerate = useEnumeration();
  const words = usePartWords();
  const facts = ENTRY_PARTS.map((part): Fact => ({
    term: t(`console.entry.${part}`),
    value: enumerate(partOf(entry, part).map((text) => words(part, text))),
  })).filter(({ value }) => value !== '');
  return (
    <div className={css('entry')}>
      <DefinitionList facts={facts} />
      <Fields fields={entry.fields} />
    </div>
  );
}

function Fields({ fields }: { fields: readonly Field[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<Field>[] = [
    { key: 'label', head: t('console.field.label'), cell: ({ label, name }) => label || name },
    {
      key: 'type',
      head: t('console.field.type'),
      cell: ({ type, unit }) => format.list([t(`fieldType.${type}`), unit]),
    },
    { key: 'description', head: t('console.field.description'), cell: ({ description }) => description },
    { key: 'binding', head: t('console.field.binding'), minor: true, cell: ({ binding }) => binding },
  ];
  return (
    <Table
      caption={t('console.entry.fields', { count: fields.length })}
      columns={columns}
      rows={fields}
      rowKey={({ name }) => name}
      empty={<p>{t('console.entry.no-fields')}</p>}
    />
  );
}
