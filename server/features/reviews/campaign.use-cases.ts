import { can } from '../../../rules/access/permissions.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { campaignMachine } from '../../../rules/reviews/review-campaign.machine.ts';
import type {
  endReview,
  getReview,
  listReviews,
  openReview,
  Progress,
  ReviewView,
} from '../../../rules/reviews/reviews.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  findCampaign,
  insertCampaign,
  listCampaigns,
  lockCampaign,
  progressByBody,
  saveEnded,
  type BodyCounts,
  type Campaign,
} from './campaign.queries.ts';
import { collect } from './collect.ts';

const CITY = { bodyId: null, district: null };

const sum = (bodies: readonly Progress[], part: keyof Progress): number =>
  bodies.reduce((total, body) => total + body[part], 0);
const progressOf = (bodies: readonly BodyCounts[]): Progress => ({
  total: sum(bodies, 'total'),
  due: sum(bodies, 'due'),
  prepared: sum(bodies, 'prepared'),
  returned: sum(bodies, 'returned'),
  confirmed: sum(bodies, 'confirmed'),
});
const thingOf = ({ state }: Campaign, { total, confirmed }: Progress) => ({
  state,
  missing: total - confirmed,
});

function view(campaign: Campaign, bodies: readonly BodyCounts[], { actor }: Call): ReviewView {
  const progress = progressOf(bodies);
  // Whether it is complete is said by the attempt, with what is missing.
  const next = permitted(campaignMachine, { state: campaign.state, missing: 0 }, actor);
  return {
    id: campaign.id,
    year: campaign.year,
    state: campaign.state,
    openedAt: campaign.openedAt.toISOString(),
    openedBy: campaign.openedBy,
    endedAt: campaign.endedAt?.toISOString() ?? null,
    progress,
    can: {
      end: next.includes('end'),
      prepare: campaign.state === 'open' && mayInBody(actor, 'review.prepare'),
      confirm: campaign.state === 'open' && mayInBody(actor, 'review.confirm'),
    },
  };
}

const mayInBody = (actor: Call['actor'], action: 'review.prepare' | 'review.confirm'): boolean =>
  actor.bodyId !== null && can(actor, action, { bodyId: actor.bodyId });

export const list: UseCase<typeof listReviews> = async (call) => {
  const scope = scopeOf(call.actor, 'review.read');
  const { db } = call.services;
  const campaigns = await listCampaigns(db);
  const items = await Promise.all(
    campaigns.map(async (each) => view(each, await progressByBody(db, each.id, scope), call)),
  );
  return { items, mayOpen: can(call.actor, 'review.open') };
};

/** The campaign for whoever may read any item of it; nobody else learns that it exists. */
export async function knownCampaign(db: Reader, { actor }: Call, id: string): Promise<Campaign> {
  const { bodyId, district } = actor;
  const campaign = can(actor, 'review.read', { bodyId, district }) ? await findCampaign(db, id) : undefined;
  if (!campaign) throw new Problem('not-found');
  return campaign;
}

export const get: UseCase<typeof getReview> = async (call, { id }) => {
  const { db } = call.services;
  const campaign = await knownCampaign(db, call, id);
  const bodies = await progressByBody(db, id, scopeOf(call.actor, 'review.read'));
  return {
    review: view(campaign, bodies, call),
    bodies: bodies.map(({ id: bodyId, code, name, ...progress }) => ({
      publisher: { id: bodyId, code, name },
      ...progress,
    })),
    history: await historyOf(db, 'review', [id]),
  };
};

export const open: UseCase<typeof openReview> = async (call, { year }) => {
  const { actor, services, t } = call;
  permit(actor, 'review.open');
  const by = actor.accountId;
  if (by === null) throw new Problem('not-permitted');
  const at = services.clock.now();
  const now = Number(cityDay(at).slice(0, 4));
  if (year > now || year < now - 1)
    throw new Problem('invalid-input', {
      errors: [{ pointer: '/year', detail: t('review.year-refused', { now: String(now) }) }],
    });
  return services.db.transaction().execute(async (trx) => {
    const id = services.newId();
    if (!(await insertCampaign(trx, { id, year, by, at })))
      throw new Problem('already-exists', {
        detail: t('review.year-taken', { year: String(year) }),
        provision: 'xz-10',
      });
    await recordEvent(trx, call, {
      action: 'review.open',
      thing: 'review',
      thingId: id,
      provision: 'xz-10',
      data: { year },
    });
    await collect(trx, call, { id, year });
    return view(await lockedCampaign(trx, id), await progressByBody(trx, id, CITY), call);
  });
};

async function lockedCampaign(trx: Trx, id: string): Promise<Campaign> {
  const campaign = await lockCampaign(trx, id);
  if (!campaign) throw new Problem('not-found');
  return campaign;
}

/** What came onto the list or into the catalogue until now counts. */
export const end: UseCase<typeof endReview> = async (call, { id }) => {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    await knownCampaign(trx, call, id);
    const campaign = await lockedCampaign(trx, id);
    permit(actor, 'review.open');
    if (campaign.state === 'open') await collect(trx, call, campaign);
    const bodies = await progressByBody(trx, id, CITY);
    const outcome = step(campaignMachine, thingOf(campaign, progressOf(bodies)), 'end', actor);
    if (!outcome.ok) throw outcome.code === 'review-incomplete' ? incomplete(bodies, call) : refusal(outcome);
    await saveEnded(trx, id, outcome.state, services.clock.now());
    await recordEvent(trx, call, {
      action: 'review.end',
      thing: 'review',
      thingId: id,
      provision: outcome.basis,
      data: { year: campaign.year },
    });
    return { id, state: outcome.state, provision: outcome.basis, next: [] };
  });
};

/** Everything that is missing, by body. */
const incomplete = (bodies: readonly BodyCounts[], { t }: Call): Problem =>
  new Problem('review-incomplete', {
    provision: 'xz-10',
    errors: bodies
      .filter(({ total, confirmed }) => confirmed < total)
      .map(({ code, name, due, returned, prepared }) => ({
        pointer: `/bodies/${code}`,
        detail: t('review.missing', { body: name, due: due + returned, prepared }),
      })),
  });
