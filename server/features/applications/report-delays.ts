import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { lockApplication, unreportedParts } from './application.queries.ts';
import { partThing, GIVEN } from './application.view.ts';
import { take } from './step.use-cases.ts';

const DAY_MS = 86_400_000;

/** Tells the authority of every part whose day has passed, once, by an event and its task (`xz-19`). Safe beside other nodes. */
export async function reportDelays(services: Services): Promise<void> {
  const { applicationIntake, applicationReview, reconsideration } = services.profile.clocks;
  const shortest = Math.min(applicationIntake.limit, applicationReview.limit, reconsideration.limit);
  // So many working days are never fewer days.
  const sentBefore = new Date(services.clock.now().getTime() - shortest * DAY_MS);
  let after: string | null = null;
  do {
    const parts = await unreportedParts(services.db, { sentBefore, after });
    for (const { id, applicationId } of parts) await reportDelay(services, applicationId, id);
    after = parts.at(-1)?.id ?? null;
  } while (after !== null);
}

async function reportDelay(services: Services, applicationId: string, partId: string): Promise<void> {
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    const application = await lockApplication(trx, applicationId);
    const part = application?.parts.find(({ id }) => id === partId);
    if (!application || !part) return;
    const { isOverdue, isEscalated } = partThing(call, application, part, GIVEN);
    if (isOverdue && !isEscalated)
      await take(trx, call, application, part, { event: 'escalate', reasons: [] });
  });
}
