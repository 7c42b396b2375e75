import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import {
  listTasks,
  listWorkOrders,
  type Task,
  type WorkOrderSummary,
} from '../../../rules/work-orders/work-orders.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { actorOf } from '../acting.ts';
import { PageHead, Part } from '../page-head.tsx';
import { DueStrip } from './due-strip.tsx';
import { dueStrip, groupTasks, waitingForOthers, type StripDay, type TaskGroups } from './group-tasks.ts';
import { OrderRows, TaskRows } from './task-rows.tsx';

interface TasksData {
  /** null: the role acts nowhere in the console. */
  tasks: Task[] | null;
  strip: StripDay[];
  /** Of the viewer's body, in others' hands. */
  elsewhere: WorkOrderSummary[];
  now: string;
  mayUpload: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<TasksData> {
  const { viewer } = pageOf(context).port;
  const now = new Date();
  const actor = viewer && actorOf(viewer);
  if (!actor || reachOf(actor, 'task.read') === null) {
    return { tasks: null, strip: [], elsewhere: [], now: now.toISOString(), mayUpload: false };
  }
  const [{ items }, elsewhere] = await Promise.all([
    load(context, listTasks, {}),
    actor.bodyId === null ? [] : ordersUnderWay(context),
  ]);
  return {
    tasks: items,
    strip: dueStrip(items, cityDay(now)),
    elsewhere: waitingForOthers(elsewhere, items),
    now: now.toISOString(),
    mayUpload: actor.bodyId !== null && reachOf(actor, 'upload.write') !== null,
  };
}

async function ordersUnderWay(context: LoaderFunctionArgs['context']): Promise<WorkOrderSummary[]> {
  const [prepared, submitted] = await Promise.all([
    load(context, listWorkOrders, { state: 'prepared', limit: 50 }),
    load(context, listWorkOrders, { state: 'submitted', limit: 50 }),
  ]);
  return [...submitted.items, ...prepared.items];
}

export default function Tasks() {
  const { tasks, strip, elsewhere, now, mayUpload } = useLoaderData<TasksData>();
  const t = useT();
  if (tasks === null) return <NoRole />;
  const groups = groupTasks(tasks);
  const title = headline(t, tasks.length, groups.today.length);
  return (
    <>
      <PageHead title={title} tab={t('console.place.tasks')} aside={<Now at={now} />} />
      {tasks.length === 0 ? (
        <EmptyState
          title={t('console.tasks.none')}
          action={mayUpload && <LinkButton to="/console/uploads/new">{t('console.uploads.new')}</LinkButton>}
        >
          {t('console.tasks.none-text')}
        </EmptyState>
      ) : (
        <DueStrip strip={strip} undated={groups.undated.length} />
      )}
      <Groups groups={groups} />
      {elsewhere.length > 0 && (
        <Part title={t('console.tasks.elsewhere')} count={t('console.count', { count: elsewhere.length })}>
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

function Groups({ groups }: { groups: TaskGroups }) {
  const t = useT();
  const kinds = ['today', 'next', 'undated'] as const;
  return kinds
    .filter((kind) => groups[kind].length > 0)
    .map((kind) => (
      <Part
        key={kind}
        title={t(`console.tasks.${kind}`)}
        count={t('console.count', { count: groups[kind].length })}
      >
        <TaskRows tasks={groups[kind]} />
      </Part>
    ));
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
