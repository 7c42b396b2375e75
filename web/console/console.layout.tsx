import {
  Outlet,
  redirect,
  useRouteError,
  useRouteLoaderData,
  type LoaderFunctionArgs,
  type MiddlewareFunction,
} from 'react-router';
import { reachOf } from '../../rules/access/permissions.ts';
import { countMessages } from '../../rules/messages/messages.operations.ts';
import { listTasks } from '../../rules/work-orders/work-orders.operations.ts';
import { load } from '../app/load.ts';
import { pageOf } from '../app/page-context.ts';
import { usePage } from '../app/page.tsx';
import { ProblemPage } from '../app/problem-page.tsx';
import { profileOf } from '../app/profile.ts';
import { problemIn } from '../app/problem-view.ts';
import { ConsoleFrame } from '../design/console-frame.tsx';
import { useT } from '../design/language.tsx';
import { actorOf } from './acting.ts';
import { placesOf, type PlaceKey } from './rail.ts';
import { useRoleName } from './role-name.ts';

/** Where someone with a pending duty can go: nothing else would answer them. */
const OPEN_WITH_DUTY = ['/console/account', '/console/tokens'];

/** Who is not signed in signs in first; who still has a duty as a new member of staff is led to it. */
export const middleware: MiddlewareFunction<Response>[] = [
  ({ context, request }) => {
    const { viewer } = pageOf(context).port;
    const { pathname, search } = new URL(request.url);
    if (!viewer) {
      const back = request.method === 'GET' ? pathname.replace(/\.data$/, '') + search : '/console';
      throw redirect(`/sign-in?back=${encodeURIComponent(back)}`);
    }
    if (viewer.pending !== null && !OPEN_WITH_DUTY.some((path) => pathname.startsWith(path))) {
      throw redirect('/console/account');
    }
  },
];

interface ConsoleData {
  /** How many tasks wait; null where the role has none. */
  tasks: number | null;
  /** How many messages are unread. */
  unread: number;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<ConsoleData> {
  const { viewer } = pageOf(context).port;
  if (!viewer) return { tasks: null, unread: 0 };
  const hasTasks = reachOf(actorOf(viewer), 'task.read') !== null;
  const [tasks, { unread }] = await Promise.all([
    hasTasks ? load(context, listTasks, {}) : null,
    load(context, countMessages, {}),
  ]);
  return { tasks: tasks?.items.length ?? null, unread };
}

const NOTHING: ConsoleData = { tasks: null, unread: 0 };

function Framed({ children }: { children: React.ReactNode }) {
  const page = usePage();
  const t = useT();
  const roleName = useRoleName();
  const { tasks, unread } = useRouteLoaderData<ConsoleData>('../console/console.layout') ?? NOTHING;
  const counts: Partial<Record<PlaceKey, number>> = { messages: unread, ...(tasks !== null && { tasks }) };
  const { viewer } = page;
  const places = viewer ? placesOf(viewer, profileOf(page)) : [];
  const acting = viewer?.acting ?? null;
  const memberships = viewer?.pending === null ? viewer.memberships : [];
  const now = acting ? [acting] : [];
  const identities = [...now, ...memberships.filter(({ id }) => id !== acting?.id)];
  return (
    <ConsoleFrame
      page={page}
      rail={places.map(({ to, key }) => ({
        to,
        name: t(`console.place.${key}`),
        end: to === '/console',
        count: counts[key],
      }))}
      identities={identities.map((membership) => ({ value: membership.id, name: roleName(membership) }))}
      messages={{ to: '/console/messages', name: t('console.place.messages'), count: unread }}
      switchAction="/console/acting"
      signOutAction="/sign-out"
    >
      {children}
    </ConsoleFrame>
  );
}

export default function ConsoleLayout() {
  return (
    <Framed>
      <Outlet />
    </Framed>
  );
}

export function ErrorBoundary() {
  const problem = problemIn(useRouteError());
  return (
    <Framed>
      <ProblemPage problem={problem ?? { code: 'internal', status: 500 }} />
    </Framed>
  );
}
