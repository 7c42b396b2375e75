import { translator } from '../../../locales/index.ts';
import { calendarFile, type CalendarEntry } from '../../../rules/messages/calendar-file.ts';
import type { getCalendar } from '../../../rules/messages/messages.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { secretDigest } from '../../secret-digest.ts';
import { systemCall } from '../../system-call.ts';
import { callerActingAs, findHolder, type Holder } from '../accounts/index.ts';
import { tasksOf } from '../work-orders/index.ts';
import { findByCalendar } from './settings.queries.ts';

/** Whoever has the address reads it, as calendars do, without signing in: days, titles and codes of one's own tasks. */
export const show: UseCase<typeof getCalendar> = async (call, { secret }) => {
  const { db, clock, profile } = call.services;
  const settings = await findByCalendar(db, secretDigest(secret.replace(/\.ics$/, '')));
  const holder = settings && (await findHolder(db, settings.accountId));
  if (!settings || !holder) throw new Problem('not-found');
  const { language } = settings;
  const t = translator(language);
  const base = { ...systemCall(call.services), transport: call.transport, language, t };
  const tasks = await tasksInAllRoles(base, holder);
  const name = t('message.calendar.name', { platform: profile.platform[language] });
  return {
    contentType: 'text/calendar; charset=utf-8',
    headers: { 'cache-control': 'private, max-age=900' },
    body: calendarFile({ name, at: clock.now(), entries: tasks.flatMap((task) => entryOf(task, base)) }),
  };
};

/** Each once, whichever of the roles it waits for. */
async function tasksInAllRoles(call: Call, holder: Holder): Promise<Task[]> {
  const by = { sessionId: null, tokenId: null };
  const found = new Map<string, Task>();
  for (const membershipId of [null, ...holder.memberships.map(({ id }) => id)]) {
    const tasks = await tasksOf({ ...call, ...callerActingAs(holder, membershipId, by) });
    for (const task of tasks) found.set(`${task.kind}-${task.thingId}`, task);
  }
  return [...found.values()];
}

/** Of a task with a clock the day of the law. */
function entryOf(task: Task, { t, transport }: Call): CalendarEntry[] {
  const { clock, kind, thingId, title, notes } = task;
  if (clock === null) return [];
  const dates = { due: clock.dueOn, target: clock.targetOn ?? clock.dueOn };
  return [
    {
      uid: `${kind}-${thingId}@kaishu`,
      day: clock.dueOn,
      title: t('message.calendar.entry', { kind: t(`task.${kind}`), title }),
      text: [t('message.calendar.dates', dates), ...notes].join('\n'),
      url: `${transport.origin}/console`,
    },
  ];
}
