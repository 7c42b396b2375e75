import type { CatalogueEntryView, CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';

/** An entry for those who cannot change it. */
export function EntryView({ entry }: { entry: CatalogueEntryView }) {
  const t = useT();
  const columns: Column<CatalogueField>[] = [
    { key: 'name', head: t('console.catalogue.field-name'), cell: ({ name }) => name },
    { key: 'label', head: t('console.field.label'), cell: ({ label }) => label },
    { key: 'description', head: t('console.field.description'), cell: ({ description }) => description },
  ];
  return (
    <>
      <DefinitionList facts={useFacts(entry)} />
      <Part title={t('console.catalogue.fields')}>
        <Table
          caption={t('console.catalogue.fields')}
          captionUnseen
          columns={columns}
          rows={entry.fields}
          rowKey={({ name }) => name}
          empty={<p>{t('console.entry.no-fields')}</p>}
        />
      </Part>
    </>
  );
}

function useFacts(entry: CatalogueEntryView) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const { domain, origin, openness, summary, system, sharedFrom, timeCoverage, area, changedAt } = entry;
  const said = (term: string, value: string) => (value === '' ? [] : [{ term, value }]);
  const acquired = sharedFrom
    ? t('console.catalogue.shared-from', { body: sharedFrom.name })
    : t('console.catalogue.produced');
  return [
    { term: t('console.catalogue.openness'), value: <ClassMark kind={openness} /> },
    { term: t('console.catalogue.origin'), value: t(`origin.${origin}`) },
    ...said(t('console.catalogue.system'), system),
    { term: t('console.catalogue.acquisition'), value: acquired },
    ...said(t('console.entry.domain'), domain && domainName(profile, domain, language)),
    { term: t('console.catalogue.frequency'), value: t(`updateFrequency.${entry.updateFrequency}`) },
    ...said(t('console.catalogue.time'), timeCoverage),
    ...said(t('console.catalogue.area'), area),
    ...said(t('console.entry.summary'), summary),
    { term: t('console.changed-at'), value: format.dateTime(changedAt) },
  ];
}
