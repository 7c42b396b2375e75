import { randomInt } from 'node:crypto';
import { SYSTEM } from '../../../rules/access/roles.ts';
import { drawExperts } from '../../../rules/expert-reviews/draw-experts.ts';
import {
  expertOpinionMachine,
  type ExpertOpinionEvent,
} from '../../../rules/expert-reviews/expert-opinion.machine.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call, Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import type { Trx } from '../../store/database.ts';
import {
  lockApplication,
  reportDelays,
  stepLocked,
  type Application,
  type Part,
} from '../applications/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  endReview,
  insertOpinion,
  openReviews,
  opinionsOf,
  panelFor,
  saveOpinion,
  type ExpertOpinion,
  type ExpertReview,
} from './expert-review.queries.ts';

/** Asks so many experts by lot; answers how many there were to ask. */
export async function askByLot(
  trx: Trx,
  { services }: Call,
  { application, part, review }: { application: Application; part: Part; review: ExpertReview },
  count: number,
): Promise<number> {
  const drawn = (await opinionsOf(trx, review.id)).map(({ accountId }) => accountId);
  const decided = part.reconsiderations.flatMap(({ deciders }) => deciders);
  const interested = [...application.interested, review.askedBy, ...decided];
  const request = {
    bodyId: part.publisher.id,
    organisationId: application.organisationId,
    interested,
    drawn,
  };
  const experts = drawExperts(await panelFor(trx, application), request, count, (n) => randomInt(n));
  for (const accountId of experts)
    await insertOpinion(trx, {
      ...{ id: services.newId(), reviewId: review.id, accountId, at: services.clock.now() },
    });
  return experts.length;
}

export const clockOf = ({ services }: Call, { askedAt, signedAt }: ExpertOpinion) =>
  clockView(services.profile.clocks.expertOpinion, askedAt, services.clock.now(), signedAt);

/** What the life cycle looks at. */
export const thingOf = (call: Call, opinion: ExpertOpinion, part: Part, said: string) => ({
  state: opinion.state,
  accountId: opinion.accountId,
  isHearing: part.state === 'expert-review' && opinion.review.endedAt === null,
  isOverdue: clockOf(call, opinion).state === 'overdue',
  said,
});

/** One step of an opinion of a locked application, with its event. */
export async function moveOpinion(
  trx: Trx,
  call: Call,
  { opinion, part }: { opinion: ExpertOpinion; part: Part },
  { event, changes = {} }: { event: ExpertOpinionEvent; changes?: Partial<ExpertOpinion> },
): Promise<ExpertOpinion> {
  const { words, recusal } = { ...opinion, ...changes };
  const thing = thingOf(call, opinion, part, event === 'sign' ? (words?.text ?? '') : recusal);
  const outcome = step(expertOpinionMachine, thing, event, call.actor);
  if (!outcome.ok) throw refusal(outcome);
  const after = { ...opinion, ...changes, state: outcome.state };
  await saveOpinion(trx, after);
  await recordEvent(trx, call, {
    action: `expert-opinion.${event}`,
    thing: 'expert-opinion',
    thingId: opinion.id,
    reasons: event === 'recuse' ? [recusal] : [],
    provision: outcome.basis,
    data: { part: part.id, ...(after.signature !== null && { signature: after.signature }) },
  });
  return after;
}

/** When nobody is left to answer the review goes on. */
export async function goOnWhenHeard(
  trx: Trx,
  call: Call,
  { application, part, reviewId }: { application: Application; part: Part; reviewId: string },
): Promise<void> {
  const waits = (await opinionsOf(trx, reviewId)).some(({ state }) => state === 'asked');
  if (waits) return;
  await endReview(trx, reviewId, call.services.clock.now());
  if (part.state !== 'expert-review') return;
  const platform = { ...call, actor: SYSTEM };
  await stepLocked(trx, platform, application, part, { event: 'end-experts', reasons: [], isHeard: true });
}

/** Opinions whose day has passed, or that nobody needs any more, are not awaited. Safe beside other nodes. */
export async function lapseOpinions(services: Services): Promise<void> {
  const call = systemCall(services);
  for (const { reviewId, applicationId } of await openReviews(services.db))
    await services.db.transaction().execute(async (trx) => {
      const application = await lockApplication(trx, applicationId);
      const opinions = await opinionsOf(trx, reviewId);
      const part = application?.parts.find(({ id }) => id === opinions[0]?.review.partId);
      if (!application || !part) return;
      for (const opinion of opinions) {
        const { ok } = step(expertOpinionMachine, thingOf(call, opinion, part, ''), 'lapse', SYSTEM);
        if (ok) await moveOpinion(trx, call, { opinion, part }, { event: 'lapse' });
      }
      await goOnWhenHeard(trx, call, { application, part, reviewId });
    });
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once, for reviews that are overdue and experts who did not answer; answers how to stop. */
export function watchReviewing(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => lapseOpinions(services))
      .then(() => reportDelays(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'delays of reviews were not looked for');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
