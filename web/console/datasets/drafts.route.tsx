import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { DATASET_STATES, type DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import { listDrafts, type DraftSummary } from '../../../rules/datasets/drafts.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import styles from '../console.module.css';
import { FilterLinks } from '../filter-links.tsx';
import { FindForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { ChooseDataset, ManyAtOnce } from './many-at-once.tsx';

const css = classesOf(styles);

interface DraftsData {
  page: OutputOf<typeof listDrafts>;
  state: DatasetState | null;
  mayUpload: boolean;
  mayWrite: boolean;
}

const PATH = '/console/datasets';
const PAGE = 30;

export async function loader({ context, request }: LoaderFunctionArgs): Promise<DraftsData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const { state: asked, ...rest } = askedOf(request, 'q', 'state');
  const state = DATASET_STATES.find((known) => known === asked) ?? null;
  const page = await load(context, listDrafts, { limit: PAGE, ...rest, ...(state && { state }) });
  const mayUpload = actor !== null && can(actor, 'upload.write', { bodyId: actor.bodyId });
  const mayWrite = actor !== null && can(actor, 'draft.write', { bodyId: actor.bodyId });
  return { page, state, mayUpload, mayWrite };
}

export default function Drafts() {
  const { page, state, mayUpload, mayWrite } = useLoaderData<DraftsData>();
  const t = useT();
  const start = mayUpload && (
    <LinkButton kind="primary" to="/console/uploads/new">
      {t('console.uploads.new')}
    </LinkButton>
  );
  return (
    <ListPage
      place="datasets"
      title={t('console.drafts.title', { count: page.total })}
      aside={start}
      page={page}
      columns={useColumns(mayWrite)}
      none={{ title: t('console.drafts.none'), text: t('console.drafts.none-text') }}
    >
      <FindForm label={t('console.drafts.find')} />
      {(page.states.length > 1 || state !== null) && (
        <FilterLinks
          label={t('console.state')}
          path={PATH}
          name="state"
          chosen={state}
          options={page.states.map(({ value, count }) => ({
            value,
            words: t(`datasetState.${value}`),
            count,
          }))}
        />
      )}
      <ManyAtOnce total={page.total} mayWrite={mayWrite && page.items.length > 0} />
    </ListPage>
  );
}

function useColumns(choosing: boolean): Column<DraftSummary>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('console.drafts.name'),
      cell: ({ id, name, code }) => (
        <span className={css('chosen-name')}>
          {choosing && <ChooseDataset id={id} name={name || code} />}
          <NameCell to={`/console/datasets/${id}`} name={name || code} code={code} />
        </span>
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
