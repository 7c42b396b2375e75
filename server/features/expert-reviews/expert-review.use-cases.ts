import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { whyExperts } from '../../../rules/expert-reviews/draw-experts.ts';
import { expertOpinionMachine } from '../../../rules/expert-reviews/expert-opinion.machine.ts';
import type {
  askExperts,
  ExpertOpinionSummary,
  getExpertOpinion,
  getExpertReview,
  listExpertOpinions,
  recuseExpert,
  signExpertOpinion,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import { can } from '../../../rules/access/permissions.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import {
  eventsFor,
  findApplication,
  lockApplication,
  lockPart,
  stepLocked,
  studiedPart,
  type Application,
  type Part,
} from '../applications/index.ts';
import { findDataset } from '../datasets/index.ts';
import {
  findOpinion,
  insertReview,
  openOpinionsOf,
  opinionsAskedOf,
  opinionsOf,
  reviewOf,
  type ExpertOpinion,
} from './expert-review.queries.ts';
import { askByLot, clockOf, goOnWhenHeard, moveOpinion, thingOf } from './hear-experts.ts';

const provision = 'xz-19-3';

export const getReview: UseCase<typeof getExpertReview> = async (call, { id }) => {
  const { db, profile, clock } = call.services;
  const { part, sources } = await studiedPart(call, id);
  const { expertReview } = profile.applications;
  const rows = part.terms.rowsInAll ?? (await findDataset(db, part.dataset.id))?.rows ?? null;
  const review = await reviewOf(db, id);
  return {
    proposed: review === null ? whyExperts({ rows, sources }, expertReview) : [],
    experts: expertReview.experts,
    review: review && {
      question: review.question,
      askedAt: review.askedAt.toISOString(),
      clock: clockView(profile.clocks.expertOpinion, review.askedAt, clock.now(), review.endedAt),
      opinions: (await opinionsOf(db, review.id)).map((opinion) => ({
        id: opinion.id,
        expert: opinion.expert,
        state: opinion.state,
        words: opinion.words,
        recusal: opinion.recusal,
        signedAt: opinion.signedAt?.toISOString() ?? null,
        signature: opinion.signature,
      })),
    },
  };
};

export const ask: UseCase<typeof askExperts> = async (call, { id, question }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { application, part } = await lockPart(trx, call, id);
    const asked = { event: 'ask-experts' as const, reasons: [question] };
    const after = await stepLocked(trx, call, application, part, asked);
    const review = {
      ...{ id: call.services.newId(), partId: id, question, askedBy: call.actor.accountId ?? '' },
      ...{ askedAt: call.services.clock.now(), endedAt: null },
    };
    await insertReview(trx, review);
    const { experts } = call.services.profile.applications.expertReview;
    if ((await askByLot(trx, call, { application, part, review }, experts)) === 0)
      throw new Problem('too-few-experts', { provision });
    return { id, state: after.state, provision, next: eventsFor(call, application, after) };
  });

/** The caller's own opinion with what it is about; what is another's is not there. */
async function own(db: Reader, call: Call, id: string, application?: Application) {
  const opinion = await findOpinion(db, id);
  if (!opinion || !can(call.actor, 'expert-opinion.read', { ownerId: opinion.accountId }))
    throw new Problem('not-found');
  const whole = application ?? (await findApplication(db, opinion.applicationId));
  const part = whole?.parts.find((each) => each.id === opinion.review.partId);
  if (!whole || !part) throw new Problem('not-found');
  return { opinion, application: whole, part };
}
type Own = Awaited<ReturnType<typeof own>>;

const summary = (call: Call, { opinion, application, part }: Own): ExpertOpinionSummary => ({
  id: opinion.id,
  state: opinion.state,
  applicationCode: application.code,
  dataset: part.dataset,
  publisher: part.publisher,
  askedAt: opinion.askedAt.toISOString(),
  clock: clockOf(call, opinion),
});

export const list: UseCase<typeof listExpertOpinions> = async (call, { limit, cursor }) => {
  const { db } = call.services;
  const { accountId } = call.actor;
  permit(call.actor, 'expert-opinion.read', { ownerId: accountId });
  const wanted = { accountId: accountId ?? '', limit: limit + 1, after: idAfter(cursor) };
  const { items, total } = await opinionsAskedOf(db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  const owned = await Promise.all(shown.map(({ id }) => own(db, call, id)));
  return { items: owned.map((each) => summary(call, each)), total, totalIsEstimate: false, next };
};

const nextOf = (call: Call, opinion: ExpertOpinion, part: Part) =>
  permitted(expertOpinionMachine, thingOf(call, opinion, part, '-'), call.actor);

export const get: UseCase<typeof getExpertOpinion> = async (call, { id }) => {
  const { db } = call.services;
  const mine = await own(db, call, id);
  const { opinion, application, part } = mine;
  const dataset = await findDataset(db, part.dataset.id);
  const next = nextOf(call, opinion, part);
  return {
    ...summary(call, mine),
    question: opinion.review.question,
    applicant: application.applicant,
    content: application.content,
    terms: part.terms,
    conditions: [...part.conditions.conditions],
    grade: dataset?.entry?.grade.levels ?? {},
    words: opinion.words,
    recusal: opinion.recusal,
    signature: opinion.signature,
    can: Object.fromEntries(expertOpinionMachine.events.map((event) => [event, next.includes(event)])),
  };
};

/** The caller's own opinion, its application locked. */
async function lockOwn(trx: Trx, call: Call, id: string): Promise<Own> {
  const { application } = await own(trx, call, id);
  return own(trx, call, id, await lockApplication(trx, application.id));
}

const stepped = (call: Call, { id, ...opinion }: ExpertOpinion, part: Part) => ({
  id,
  state: opinion.state,
  provision,
  next: nextOf(call, { id, ...opinion }, part),
});

export const sign: UseCase<typeof signExpertOpinion> = async (call, { id, ...words }) =>
  call.services.db.transaction().execute(async (trx) => {
    const mine = await lockOwn(trx, call, id);
    const signedAt = call.services.clock.now();
    const changes = { words, signedAt, signature: signatureOf(mine, { words, signedAt }) };
    const after = await moveOpinion(trx, call, mine, { event: 'sign', changes });
    await goOnWhenHeard(trx, call, { ...mine, reviewId: mine.opinion.review.id });
    return stepped(call, after, mine.part);
  });

/** The digest of who said what, when, and about which request. */
function signatureOf(
  { opinion, application, part }: Own,
  said: Pick<ExpertOpinion, 'words' | 'signedAt'>,
): string {
  const signed = canonicalize({
    application: application.code,
    content: application.content,
    dataset: part.dataset.code,
    terms: part.terms,
    question: opinion.review.question,
    expert: opinion.accountId,
    words: said.words,
    signedAt: said.signedAt?.toISOString(),
  });
  return createHash('sha256')
    .update(signed ?? '')
    .digest('hex');
}

export const recuse: UseCase<typeof recuseExpert> = async (call, { id, reason }) =>
  call.services.db.transaction().execute(async (trx) => {
    const mine = await lockOwn(trx, call, id);
    const { review } = mine.opinion;
    const after = await moveOpinion(trx, call, mine, { event: 'recuse', changes: { recusal: reason } });
    await askByLot(trx, call, { ...mine, review }, 1);
    await goOnWhenHeard(trx, call, { ...mine, reviewId: review.id });
    return stepped(call, after, mine.part);
  });

/** Opinions that the caller still has to give. */
export async function expertTasks(call: Call): Promise<Task[]> {
  const { accountId, role } = call.actor;
  if (accountId === null || role !== 'expert') return [];
  const { db } = call.services;
  const open = await openOpinionsOf(db, accountId);
  const owned = await Promise.all(open.map(({ id }) => own(db, call, id)));
  return owned.map(({ opinion, application, part }): Task => ({
    kind: 'give-expert-opinion',
    thingId: opinion.id,
    datasetId: null,
    title: part.dataset.name,
    notes: [part.publisher.name, application.code],
    since: opinion.askedAt.toISOString(),
    clock: clockOf(call, opinion),
  }));
}
