import { cityDay } from '../../../rules/time/clock.ts';
import { calendarEnd, calendarIsShort } from '../../../rules/time/working-days.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { toldOf } from './parties.queries.ts';
import { firstSaid } from './said-once.queries.ts';
import { lookForFinds } from './saved-searches.ts';
import { sendDue } from './send-due.ts';
import { tellEvents } from './tell-events.ts';

const LOOK_EVERY_MS = 2000;

/**
 * From October of the last year whose holidays are known, says so once: clocks that start then run into days of which
 * only the weekends are known.
 */
async function sayCalendarEnds(services: Services): Promise<void> {
  const { clock, db } = services;
  const today = cityDay(clock.now());
  if (!calendarIsShort(today)) return;
  const end = calendarEnd(today);
  await db.transaction().execute(async (trx) => {
    const nobody = { ownerId: null, organisationId: null, bodyId: null, reporterId: null };
    const operators = await toldOf(trx, 'operators', { ...nobody, name: '', code: '', path: '' });
    if (operators.length === 0) return;
    if (!(await firstSaid(trx, `calendar-ends-${end}`, clock.now()))) return;
    await recordEvent(trx, systemCall(services), {
      ...{ action: 'calendar.ending', thing: 'installation', thingId: 'calendar' },
      ...{ provision: 'xz-19', data: { end } },
    });
  });
}

/** Everything that makes, tells and sends messages, once. */
export async function deliverMessages(services: Services): Promise<void> {
  await sayCalendarEnds(services);
  await lookForFinds(services);
  await tellEvents(services);
  await sendDue(services);
}

/** Delivers every two seconds, and at once; answers how to stop. */
export function watchMessages(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  let isLooking = false;
  const look = (): void => {
    if (isLooking) return;
    isLooking = true;
    looking = deliverMessages(services)
      .catch((error: unknown) => services.log.error({ err: error }, 'messages were not delivered'))
      .finally(() => {
        isLooking = false;
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
