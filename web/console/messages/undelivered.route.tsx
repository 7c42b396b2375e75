import {
  redirect,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import {
  listUndelivered,
  retryUndelivered,
  type UndeliveredView,
} from '../../../rules/messages/messages.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { orProblem } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { Paging } from '../list-page.tsx';
import { PageHead } from '../page-head.tsx';
import styles from './messages.module.css';

const css = classesOf(styles);

export async function loader({ context, request }: LoaderFunctionArgs): Promise<Page<UndeliveredView>> {
  const cursor = new URL(request.url).searchParams.get('cursor');
  return load(context, listUndelivered, { limit: 20, ...(cursor && { cursor }) });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  await orProblem(pageOf(context).port.call(retryUndelivered, { id: textOf(form, 'id') }));
  return redirect('/console/messages/undelivered?done=messages-retried', 303);
}

/** What was given up, for the operator: why, and once more. */
export default function UndeliveredMessages() {
  const page = useLoaderData<Page<UndeliveredView>>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.place.undelivered')}
        crumbs={[{ to: '/console/messages', name: t('console.place.messages') }]}
        meta={t('messages.undelivered.lead')}
      />
      <DoneNote done={search.get('done')} />
      <Table
        caption={t('console.place.undelivered')}
        captionUnseen
        columns={useColumns()}
        rows={page.items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('messages.undelivered.none')}>
            {t('messages.undelivered.none-text')}
          </EmptyState>
        }
      />
      <Paging page={page} />
    </>
  );
}

function useColumns(): Column<UndeliveredView>[] {
  const t = useT();
  const format = useFormat();
  return [
    { key: 'what', head: t('messages.undelivered.what'), cell: ({ title }) => title },
    {
      key: 'who',
      head: t('messages.undelivered.who'),
      cell: ({ accountName, channel }) => format.list([accountName, t(`messages.channel.${channel}`)]),
    },
    {
      key: 'why',
      head: t('messages.undelivered.why'),
      cell: ({ error, attempts, at }) => (
        <>
          {error} {t('messages.undelivered.attempts', { count: attempts })} <Time at={at} />
        </>
      ),
    },
    {
      key: 'acts',
      head: null,
      numeric: true,
      cell: ({ id, title }) => (
        <form method="post">
          <Button small name="id" value={id}>
            {t('messages.undelivered.retry')}
            <span className={css('unseen')}>{title}</span>
          </Button>
        </form>
      ),
    },
  ];
}
