import type { Setting } from '../../../rules/installation/installation.operations.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';

/** What the running process was started with; of secrets only whether they are set. */
export function ConfigurationPart({ settings }: { settings: readonly Setting[] }) {
  const t = useT();
  return (
    <Part title={t('console.settings.configuration')} aside={t('console.settings.configuration-note')}>
      <Table
        caption={t('console.settings.configuration')}
        captionUnseen
        columns={useColumns()}
        rows={settings}
        rowKey={({ name }) => name}
      />
    </Part>
  );
}

function useColumns(): Column<Setting>[] {
  const t = useT();
  const language = useLanguage();
  const shown = ({ secret, given, value }: Setting) => {
    if (secret) return t(given ? 'console.settings.secret-set' : 'console.settings.not-set');
    return value === 'null' || value === '[]' ? t('console.settings.not-set') : <code>{value}</code>;
  };
  return [
    { key: 'name', head: t('console.settings.key'), cell: ({ name }) => <code>{name}</code> },
    { key: 'value', head: t('console.settings.value'), cell: shown },
    {
      key: 'given',
      head: t('console.settings.source'),
      cell: ({ given }) => t(given ? 'console.settings.given' : 'console.settings.default'),
    },
    { key: 'words', head: t('console.settings.meaning'), minor: true, cell: ({ words }) => words[language] },
    {
      key: 'variable',
      head: t('console.settings.variable'),
      minor: true,
      cell: ({ variable }) => <code>{variable}</code>,
    },
  ];
}
