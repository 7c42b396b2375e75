import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import {
  listTasks,
  listWorkOrders,
  type WorkOrderSummary,
} from '../../../rules/work-orders/work-orders.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { actorOf } from '../acting.ts';
import { PageHead, Part } from '../page-head.tsx';
import { DueStrip } from './due-strip.tsx';
import {
  dueStrip,
  groupTasks,
  partsOf,
  ROWS,
  TASK_GROUPS,
  waitingForOthers,
  type StripDay,
  type TaskPart,
} from './group-tasks.ts';
import { OrderRows, TaskRows } from './task-rows.tsx';

interface TasksData {
  /** How many there are; null: the role acts nowhere in the console. */
  counts: { all: number; today: number; undated: number } | null;
  parts: TaskPart[];
  strip: StripDay[];
  /** Of the viewer's body, in others' hands: the first of so many. */
  elsewhere: WorkOrderSummary[];
  elsewhereCount: number;
  now: string;
  mayUpload: boolean;
}

const NOTHING = { counts: null, parts: [], strip: [], elsewhere: [], elsewhereCount: 0, mayUpload: false };

export async function loader({ context, request }: LoaderFunctionArgs): Promise<TasksData> {
  const { viewer } = pageOf(context).port;
  const now = new Date();
  const actor = viewer && actorOf(viewer);
  if (!actor || reachOf(actor, 'task.read') === null) return { ...NOTHING, now: now.toISOString() };
  const wanted = wantedPart(new URL(request.url).searchParams);
  const [{ items }, underWay] = await Promise.all([
    load(context, listTasks, {}),
    actor.bodyId === null || wanted !== null ? [] : ordersUnderWay(context),
  ]);
  const groups = groupTasks(items);
  const elsewhere = waitingForOthers(underWay, items);
  return {
    counts: { all: items.length, today: groups.today.length, undated: groups.undated.length },
    parts: partsOf(groups, wanted),
    strip: dueStrip(items, cityDay(now)),
    elsewhere: elsewhere.slice(0, ROWS),
    elsewhereCount: elsewhere.length,
    now: now.toISOString(),
    mayUpload: actor.bodyId !== null && reachOf(actor, 'upload.write') !== null,
  };
}

function wantedPart(search: URLSearchParams): Pick<TaskPart, 'kind' | 'page'> | null {
  const kind = TASK_GROUPS.find((each) => each === search.get('part'));
  const page = Number(search.get('page') ?? '1');
  return kind && Number.isInteger(page) && page >= 1 ? { kind, page } : null;
}

async function ordersUnderWay(context: LoaderFunctionArgs['context']): Promise<WorkOrderSummary[]> {
  const [prepared, submitted] = await Promise.all([
    load(context, listWorkOrders, { state: 'prepared', limit: 50 }),
    load(context, listWorkOrders, { state: 'submitted', limit: 50 }),
  ]);
  return [...submitted.items, ...prepared.items];
}

export default function Tasks() {
  const { counts, parts, strip, elsewhere, elsewhereCount, now, mayUpload } = useLoaderData<TasksData>();
  const t = useT();
  if (counts === null) return <NoRole />;
  const title = headline(t, counts.all, counts.today);
  return (
    <>
      <PageHead title={title} tab={t('console.place.tasks')} aside={<Now at={now} />} />
      {counts.all === 0 ? (
        <EmptyState
          title={t('console.tasks.none')}
          action={mayUpload && <LinkButton to="/console/uploads/new">{t('console.uploads.new')}</LinkButton>}
        >
          {t('console.tasks.none-text')}
        </EmptyState>
      ) : (
        <DueStrip strip={strip} undated={counts.undated} />
      )}
      {parts.map((part) => (
        <Tasklist key={part.kind} {...part} />
      ))}
      {elsewhere.length > 0 && (
        <Part
          title={t('console.tasks.elsewhere')}
          count={t('console.count', { count: elsewhereCount })}
          aside={
            elsewhereCount > elsewhere.length && (
              <Link to="/console/work-orders">{t('console.place.work-orders')}</Link>
            )
          }
        >
          <OrderRows orders={elsewhere} />
        </Part>
      )}
    </>
  );
}

const headline = (t: ReturnType<typeof useT>, all: number, today: number): string =>
  all === 0
    ? t('console.tasks.headline-none')
    : t(today === 0 ? 'console.tasks.headline-later' : 'console.tasks.headline', { all, today });

/** One group, as far as this page shows it. */
function Tasklist({ kind, tasks, total, page, nextPage }: TaskPart) {
  const t = useT();
  return (
    <Part title={t(`console.tasks.${kind}`)} count={t('console.count', { count: total })}>
      <TaskRows tasks={tasks} />
      {tasks.length < total && (
        <Pagination
          summary={t('console.page', { count: tasks.length, total })}
          first={page > 1 ? '/console' : undefined}
          next={nextPage === null ? undefined : `/console?part=${kind}&page=${nextPage}`}
        />
      )}
    </Part>
  );
}

function Now({ at }: { at: string }) {
  const format = useFormat();
  const language = useLanguage();
  const day = format.day(at, new Date(at));
  const weekday = new Date(at).toLocaleDateString(language, { weekday: 'long', timeZone: 'Asia/Shanghai' });
  return (
    <time dateTime={at}>
      {format.list([language === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`, format.time(at)])}
    </time>
  );
}

function NoRole() {
  const t = useT();
  return (
    <>
      <PageHead title={t('console.tasks.no-role')} />
      <EmptyState
        title={t('console.tasks.no-role-title')}
        action={<LinkButton to="/console/account">{t('console.place.account')}</LinkButton>}
      >
        {t('console.tasks.no-role-text')}
      </EmptyState>
    </>
  );
}
