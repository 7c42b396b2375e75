import { Link } from 'react-router';
import type { CatalogueEntryView, EntrySource } from '../../../rules/catalogue/catalogue.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { Findings } from '../finding-words.tsx';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** Where an entry stands: its dataset on the list, or who else can list it; what its source says otherwise. */
export function EntryStanding({ entry }: { entry: CatalogueEntryView }) {
  const { sharedFrom, source, findings } = entry;
  return (
    <>
      {sharedFrom && <SharedIn body={sharedFrom.name} />}
      {source && source.disputed.length > 0 && <Disputed source={source} />}
      <Bound entry={entry} />
      {findings.length > 0 && <Findings findings={findings} />}
    </>
  );
}

function SharedIn({ body }: { body: string }) {
  const t = useT();
  return (
    <Note kind="warning" title={t('console.catalogue.shared-title', { body })}>
      <p>
        {t('console.catalogue.shared-text', { body })} <ProvisionLink id="zb2019" />
      </p>
    </Note>
  );
}

function Disputed({ source: { disputed, name } }: { source: EntrySource }) {
  const t = useT();
  const columns: Column<EntrySource['disputed'][number]>[] = [
    { key: 'header', head: t('console.catalogue.dispute-column'), cell: ({ header }) => header },
    { key: 'ours', head: t('console.catalogue.dispute-ours'), cell: ({ ours }) => ours },
    { key: 'theirs', head: t('console.catalogue.dispute-theirs'), cell: ({ theirs }) => theirs },
  ];
  return (
    <Note kind="warning" title={t('console.catalogue.dispute-title')}>
      <p>{t('console.catalogue.dispute-text', { source: name })}</p>
      <Table
        caption={t('console.catalogue.dispute-title')}
        captionUnseen
        columns={columns}
        rows={disputed}
        rowKey={({ header }) => header}
      />
    </Note>
  );
}

function Bound({ entry: { dataset, sharedFrom } }: { entry: CatalogueEntryView }) {
  const t = useT();
  if (dataset === null) {
    return sharedFrom ? null : <p className={css('quiet')}>{t('console.catalogue.no-dataset')}</p>;
  }
  return (
    <p>
      {t('console.catalogue.dataset')} <Link to={`/console/datasets/${dataset.id}`}>{dataset.code}</Link>{' '}
      {t(`datasetState.${dataset.state}`)}
    </p>
  );
}

/** What the export that an entry came with says of it beside what stands above. */
export function FromSource({ source }: { source: EntrySource }) {
  const t = useT();
  const { id, name, url, firstPublished, updated, rest } = source;
  const when = (text: string): string => text.slice(0, 16) || t('console.catalogue.source-silent');
  return (
    <Part title={t('console.catalogue.source')}>
      <DefinitionList
        facts={[
          { term: t('console.catalogue.source-name'), value: name },
          { term: t('console.catalogue.source-id'), value: url ? <a href={url}>{id}</a> : id },
          { term: t('console.catalogue.source-published'), value: when(firstPublished) },
          { term: t('console.catalogue.source-updated'), value: when(updated) },
          ...rest.map(({ header, text }) => ({ term: header, value: text })),
        ]}
      />
    </Part>
  );
}
