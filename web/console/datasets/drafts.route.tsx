import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { DATASET_STATES } from '../../../rules/datasets/dataset.machine.ts';
import { listDrafts, type DraftSummary } from '../../../rules/datasets/drafts.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { FilterLinks } from '../filter-links.tsx';
import { NameCell } from '../name-cell.tsx';
import { PageHead } from '../page-head.tsx';

const css = classesOf(styles);

interface DraftsData {
  items: DraftSummary[];
  mayUpload: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<DraftsData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const { items } = await load(context, listDrafts, {});
  return { items, mayUpload: actor !== null && can(actor, 'upload.write', { bodyId: actor.bodyId }) };
}

export default function Drafts() {
  const { items, mayUpload } = useLoaderData<DraftsData>();
  const [search] = useSearchParams();
  const t = useT();
  const state = DATASET_STATES.find((known) => known === search.get('state')) ?? null;
  const shown = items.filter((item) => state === null || item.state === state);
  const present = DATASET_STATES.filter((known) => items.some((item) => item.state === known));
  const start = mayUpload && (
    <LinkButton kind="primary" to="/console/uploads/new">
      {t('console.uploads.new')}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={t('console.drafts.title', { count: items.length })}
        tab={t('console.place.datasets')}
        aside={items.length > 0 && start}
      />
      {present.length > 1 && (
        <FilterLinks
          label={t('console.state')}
          path="/console/datasets"
          name="state"
          chosen={state}
          options={present.map((value) => ({
            value,
            words: t(`datasetState.${value}`),
            count: items.filter((item) => item.state === value).length,
          }))}
        />
      )}
      <Table
        caption={t('console.drafts.caption')}
        captionUnseen
        columns={useColumns()}
        rows={shown}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('console.drafts.none')} action={start}>
            {t('console.drafts.none-text')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): Column<DraftSummary>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('console.drafts.name'),
      cell: ({ id, name, code }) => (
        <NameCell to={`/console/datasets/${id}`} name={name || code} code={code} />
      ),
    },
    { key: 'state', head: t('console.state'), cell: (item) => <State {...item} /> },
    {
      key: 'class',
      head: t('console.drafts.class'),
      cell: ({ openClass }) => openClass && <ClassMark kind={openClass} />,
    },
    { key: 'publisher', head: t('console.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
    {
      key: 'rows',
      head: t('console.rows'),
      numeric: true,
      minor: true,
      cell: ({ rows }) => (rows === null ? '' : format.number(rows)),
    },
    {
      key: 'changed',
      head: t('console.changed-at'),
      minor: true,
      cell: ({ changedAt }) => <Time at={changedAt} show="date-time" />,
    },
  ];
}

function State({ state, hasDraft }: DraftSummary) {
  const t = useT();
  const changing = hasDraft && state !== 'drafted' && state !== 'returned';
  return (
    <>
      {t(`datasetState.${state}`)}
      {changing && <span className={css('quiet')}> {t('console.drafts.has-draft')}</span>}
    </>
  );
}
