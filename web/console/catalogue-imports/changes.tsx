import { Link } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import {
  IMPORT_PAGE,
  type ImportChange,
  type ImportCounts,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../../rules/catalogue/import/compare-row.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { FilterLinks } from '../filter-links.tsx';
import { Paging } from '../list-page.tsx';
import { Part } from '../page-head.tsx';
import styles from './catalogue-imports.module.css';

const css = classesOf(styles);

interface ChangesProps {
  id: string;
  changes: Page<ImportChange>;
  counts: ImportCounts;
  kind: ChangeKind | null;
  opens: boolean;
}

/** What an import changes, one by one, with the columns that differ; narrowed by kind. */
export function Changes({ id, changes, counts, kind, opens }: ChangesProps) {
  const t = useT();
  const format = useFormat();
  // New lines differ from nothing.
  const differing = changes.items.some(({ differences }) => differences.length > 0);
  const columns = useColumns(opens).filter(({ key }) => differing || key !== 'differences');
  const told = CHANGE_KINDS.filter((each) => counts[each] > 0);
  return (
    <Part title={t('console.import.changes')} count={format.number(changes.total)}>
      {told.length > 1 && (
        <FilterLinks
          label={t('console.import.change.kind')}
          path={`${IMPORT_PAGE.path}/${id}`}
          name="kind"
          chosen={kind}
          options={told.map((value) => ({
            value,
            words: t(`console.import.count.${value}`),
            count: counts[value],
          }))}
        />
      )}
      <Table
        caption={t('console.import.changes')}
        captionUnseen
        columns={columns}
        rows={changes.items}
        rowKey={({ kind: of, sourceId }) => `${of} ${sourceId}`}
        empty={<p>{t(kind ? 'console.import.changes-none-kind' : 'console.import.changes-none')}</p>}
      />
      <Paging page={changes} />
    </Part>
  );
}

function useColumns(opens: boolean): Column<ImportChange>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('console.import.change.name'),
      cell: ({ entryId, name, sourceId }) => (
        <span className={css('name')}>
          {opens && entryId ? <Link to={`/console/catalogue/${entryId}`}>{name}</Link> : name}
          <code>{sourceId}</code>
        </span>
      ),
    },
    {
      key: 'kind',
      head: t('console.import.change.kind'),
      cell: ({ kind }) => t(`console.import.count.${kind}`),
    },
    {
      key: 'differences',
      head: t('console.import.change.differences'),
      cell: ({ differences }) => <Differences differences={differences} />,
    },
    { key: 'body', head: t('console.import.change.body'), minor: true, cell: ({ body }) => body },
  ];
}

function Differences({ differences }: Pick<ImportChange, 'differences'>) {
  const t = useT();
  const said = (text: string) => text || t('console.import.empty');
  return (
    <ul className={css('differences')}>
      {differences.map(({ header, before, after }) => (
        <li key={header}>
          <span className={css('column')}>{header}</span>
          <span className={css('side')}>{t('console.import.was')}</span>
          <span className={css('before')}>{said(before)}</span>
          <span className={css('side')}>{t('console.import.will')}</span>
          <span className={css('after')}>{said(after)}</span>
        </li>
      ))}
    </ul>
  );
}
