import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { Field, ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Findings } from '../finding-words.tsx';
import { Part } from '../page-head.tsx';
import { ENTRY_PARTS, partOf } from './entry-differences.ts';
import { usePartWords } from './entry-words.ts';

/** The whole entry to be read: every element that is written, the fields, and what is still missing. */
export function EntryView({ entry, findings }: { entry: ListEntry; findings: readonly Finding[] }) {
  const t = useT();
  const format = useFormat();
  const words = usePartWords();
  const facts = ENTRY_PARTS.map((part): Fact => ({
    term: t(`console.entry.${part}`),
    value: format.list(partOf(entry, part).map((text) => words(part, text))),
  })).filter(({ value }) => value !== '');
  return (
    <Part id="entry" title={t('console.entry.title')}>
      {findings.length > 0 && <Findings findings={findings} />}
      <DefinitionList facts={facts} />
      <Fields fields={entry.fields} />
    </Part>
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
