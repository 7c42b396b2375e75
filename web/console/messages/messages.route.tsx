import {
  Link,
  redirect,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import {
  countMessages,
  listMessages,
  readAllMessages,
  type MessageView,
} from '../../../rules/messages/messages.operations.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { orProblem } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { actorOf } from '../acting.ts';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { Paging } from '../list-page.tsx';
import { PageHead } from '../page-head.tsx';
import styles from './messages.module.css';

const css = classesOf(styles);

interface MessagesData {
  page: Page<MessageView>;
  unread: number;
  /** What comes while this page is read is not marked with it. */
  until: string;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MessagesData> {
  const { searchParams } = new URL(request.url);
  const cursor = searchParams.get('cursor');
  const only = searchParams.get('unread') === 'true';
  const [page, { unread }] = await Promise.all([
    load(context, listMessages, { limit: 20, ...(cursor && { cursor }), ...(only && { unread: true }) }),
    load(context, countMessages, {}),
  ]);
  return { page, unread, until: new Date().toISOString() };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  await orProblem(pageOf(context).port.call(readAllMessages, { until: textOf(form, 'until') }));
  return redirect('/console/messages?done=messages-read', 303);
}

/** What happened that concerns the reader, newest first; reasons stand where each line leads. */
export default function Messages() {
  const { page, unread, until } = useLoaderData<MessagesData>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={unread === 0 ? t('messages.all-read') : t('messages.unread', { count: unread })}
        tab={t('console.place.messages')}
        meta={t('messages.lead')}
        aside={<Aside unread={unread} until={until} />}
      />
      <DoneNote done={search.get('done')} />
      {page.items.length === 0 ? (
        <EmptyState title={t('messages.none')}>{t('messages.none-text')}</EmptyState>
      ) : (
        <ol className={css('rows')}>
          {page.items.map((message) => (
            <Row key={message.id} message={message} />
          ))}
        </ol>
      )}
      <Paging page={page} />
    </>
  );
}

function Aside({ unread, until }: { unread: number; until: string }) {
  const t = useT();
  const { viewer } = usePage();
  const [search] = useSearchParams();
  const only = search.get('unread') === 'true';
  const operates = viewer !== null && reachOf(actorOf(viewer), 'running.read') !== null;
  return (
    <div className={css('acts')}>
      <Link to={only ? '/console/messages' : '/console/messages?unread=true'}>
        {t(only ? 'messages.show-all' : 'messages.only-unread')}
      </Link>
      {operates && <Link to="/console/messages/undelivered">{t('console.place.undelivered')}</Link>}
      <Link to="/console/messages/settings">{t('messages.settings')}</Link>
      {unread > 0 && (
        <form method="post" action="/console/messages">
          <Button small name="until" value={until}>
            {t('messages.read-all')}
          </Button>
        </form>
      )}
    </div>
  );
}

function Row({ message: { id, title, at, role, provision, readAt } }: { message: MessageView }) {
  const t = useT();
  const roleKey = `role.${role ?? ''}`;
  return (
    <li className={css('row', readAt === null && 'unread')}>
      <span className={css('mark', readAt === null && 'new')}>{readAt === null && t('messages.new')}</span>
      <div className={css('what')}>
        <Link to={`/console/messages/${id}`} className={css('title')}>
          {title}
        </Link>
        <p className={css('note')}>
          {isMessageKey(roleKey) && t('messages.as', { role: t(roleKey) })}{' '}
          {provision !== null && <ProvisionLink id={provision} />}
        </p>
      </div>
      <span className={css('at')}>
        <Time at={at} show="date-time" />
      </span>
    </li>
  );
}
