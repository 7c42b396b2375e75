import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from '../machine/machine.ts';
import { actors, bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { CAMPAIGN_STATES, campaignMachine, type CampaignThing } from './review-campaign.machine.ts';
import { REVIEW_ITEM_STATES, reviewItemMachine, type ReviewItemThing } from './review-item.machine.ts';

const campaigns = fc.record<CampaignThing>({
  state: fc.constantFrom(...CAMPAIGN_STATES),
  missing: fc.nat({ max: 3 }),
});
const reviewItems = fc.record<ReviewItemThing>({
  state: fc.constantFrom(...REVIEW_ITEM_STATES),
  bodyId,
  campaign: fc.constantFrom(...CAMPAIGN_STATES),
  preparedBy: fc.constantFrom(...PEOPLE, null),
  reasons: fc.constantFrom([], ['理由不充分']),
  isSound: fc.boolean(),
  isToReview: fc.boolean(),
});

describe('the life cycle of a yearly review', () => {
  keepsItsTable(campaignMachine, campaigns);

  it('[xz-10] given a review of which something is missing, when anyone wants to end it, then it goes on', () => {
    fc.assert(
      fc.property(campaigns, fc.integer({ min: 1, max: 9 }), actors, (campaign, missing, actor) => {
        expect(step(campaignMachine, { ...campaign, missing }, 'end', actor).ok).toBe(false);
      }),
    );
  });
});

describe('the life cycle of an item of a yearly review', () => {
  keepsItsTable(reviewItemMachine, reviewItems);

  it('[xz-10] given any history, when an item is confirmed, then somebody else than its preparer did it', () => {
    fc.assert(
      fc.property(reviewItems, actors, (item, actor) => {
        fc.pre(step(reviewItemMachine, item, 'confirm', actor).ok);
        expect(item.preparedBy).not.toBe(actor.accountId);
        expect(item.isSound && item.campaign === 'open').toBe(true);
      }),
    );
  });
});
