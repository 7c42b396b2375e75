import type { Machine, Transition } from '../machine/machine.ts';

export const CAMPAIGN_STATES = ['open', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
export const CAMPAIGN_EVENTS = ['end'] as const;
export type CampaignEvent = (typeof CAMPAIGN_EVENTS)[number];

/** What the life cycle of a yearly review looks at. */
export interface CampaignThing {
  state: CampaignState;
  /** Items that are not confirmed. */
  missing: number;
}
type To = Transition<CampaignState, CampaignThing>;

const end: To = {
  to: 'ended',
  basis: 'xz-10',
  guards: [{ basis: 'xz-10', code: 'review-incomplete', holds: ({ missing }) => missing === 0 }],
};

/** A yearly review of the open list and of what is not opened (`xz-10`): it ends when every item is confirmed. */
export const campaignMachine: Machine<CampaignState, CampaignEvent, CampaignThing> = {
  name: 'review-campaign',
  states: CAMPAIGN_STATES,
  events: CAMPAIGN_EVENTS,
  needs: { end: 'review.open' },
  target: () => ({}),
  transitions: { open: { end }, ended: { end: null } },
};
