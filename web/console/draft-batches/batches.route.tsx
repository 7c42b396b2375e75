import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import {
  LARGEST_LIST_FILE,
  listDraftBatches,
  sendListFile,
  type DraftBatchView,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { Paging } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BatchExports } from './batch-exports.tsx';
import { useBatchName } from './batch-words.ts';
import { base64Of, ListFileForm } from './list-file-form.tsx';

const PATH = '/console/datasets/batches';
const PAGE = 20;

interface BatchesData {
  page: Page<DraftBatchView>;
  mayWrite: boolean;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<BatchesData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const { cursor } = askedOf(request);
  const page = await load(context, listDraftBatches, { limit: PAGE, ...(cursor && { cursor }) });
  return { page, mayWrite: actor !== null && can(actor, 'draft.write', { bodyId: actor.bodyId }) };
}

const refuse = (problem: ProblemView) => data({ problem }, { status: problem.status });

export async function action({ context, request }: ActionFunctionArgs) {
  const file = (await request.formData()).get('file');
  if (!(file instanceof Blob) || file.size === 0) return refuse({ code: 'invalid-input', status: 400 });
  if (file.size > LARGEST_LIST_FILE) return refuse({ code: 'too-large', status: 413 });
  const { port } = pageOf(context);
  const fileName = 'name' in file && typeof file.name === 'string' ? file.name : 'list';
  const done = await attempt(port.call(sendListFile, { fileName, content: await base64Of(file) }));
  return done.ok ? redirect(`${PATH}/${done.value.id}`, 303) : refuse(done.problem);
}

/** The list as a file, out and back, and the batches of changes so far. */
export default function Batches() {
  const { page, mayWrite } = useLoaderData<BatchesData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('draftBatch.title')}
        crumbs={[
          { name: t('console.place.datasets'), to: '/console/datasets' },
          { name: t('draftBatch.title') },
        ]}
        meta={t('draftBatch.lead')}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <Part title={t('draftBatch.export')}>
        <p>{t('draftBatch.export-text')}</p>
        <BatchExports />
      </Part>
      {mayWrite && (
        <Part title={t('draftBatch.bring-back')}>
          <ListFileForm />
        </Part>
      )}
      <Part title={t('draftBatch.so-far')} count={String(page.total)}>
        <Table
          caption={t('draftBatch.so-far')}
          captionUnseen
          columns={useColumns()}
          rows={page.items}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('draftBatch.none')}>{t('draftBatch.none-text')}</EmptyState>}
        />
        <Paging page={page} />
      </Part>
    </>
  );
}

function useColumns(): Column<DraftBatchView>[] {
  const t = useT();
  const nameOf = useBatchName();
  return [
    {
      key: 'what',
      head: t('draftBatch.what'),
      cell: (batch) => <NameCell to={`${PATH}/${batch.id}`} name={nameOf(batch)} code={batch.body.code} />,
    },
    { key: 'state', head: t('console.state'), cell: ({ state }) => t(`draftBatch.state.${state}`) },
    {
      key: 'counts',
      head: t('draftBatch.counts'),
      cell: ({ counts }) => t('draftBatch.counts-short', { ...counts }),
    },
    { key: 'by', head: t('draftBatch.by'), minor: true, cell: ({ by }) => by },
    {
      key: 'at',
      head: t('draftBatch.at'),
      minor: true,
      cell: ({ createdAt }) => <Time at={createdAt} show="date-time" />,
    },
  ];
}
