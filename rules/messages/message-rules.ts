import type { Provision } from '../provisions/provisions.ts';

/** Things of which it is known whose they are, and on which page they stand. */
export const PARTY_THINGS = [
  'application-part',
  'agreement',
  'grant',
  'misconduct',
  'organisation',
  'installation',
  'saved-search',
] as const;
export type PartyThing = (typeof PARTY_THINGS)[number];

/**
 * Who is told: the data user (a person, or whoever acts for the organisation), editors or reviewers of the publisher,
 * the city's operators or authority, whoever reported, whoever administers the organisation.
 */
export type Receiver =
  | 'data-user'
  | 'editors'
  | 'reviewers'
  | 'operators'
  | 'authority'
  | 'reporter'
  | 'organisation-administrators';

export interface MessageRule {
  to: readonly Receiver[];
  /** Why they are told; the event's own provision is shown where it has one. */
  basis: Provision;
  /** The thing whose parties are told, and the name under which the event's data hold its id; absent: the event's own thing. */
  of?: { thing: PartyThing; by: string };
  /** The page to go to, with `{id}` for the event's thing; absent: that of the thing whose parties are told. */
  path?: string;
}

const tell = (basis: Provision, ...to: readonly Receiver[]): MessageRule => ({ basis, to });

/**
 * Which events are told to whom; whoever did it is not told. A new kind of event joins by its line here: the words are
 * those of its act (`act.<action>`).
 */
export const MESSAGE_RULES: Readonly<Record<string, MessageRule>> = {
  'application.submit': tell('xz-18', 'operators'),
  'application.accept': tell('xz-19', 'data-user', 'editors'),
  'application.decline': tell('xz-19', 'data-user'),
  'application.withdraw': tell('xz-18', 'editors'),
  'application.prepare': tell('xz-19', 'reviewers'),
  'application.return': tell('xz-19', 'editors'),
  'application.ask': tell('xz-19', 'data-user'),
  'application.answer': tell('xz-19', 'editors'),
  'application.approve': tell('xz-19', 'data-user'),
  'application.narrow': tell('xz-19', 'data-user'),
  'application.reject': tell('xz-19', 'data-user'),
  'application.take-offer': tell('xz-19', 'reviewers'),
  'application.send-back': tell('xz-19', 'editors'),

  'agreement.offer': tell('xz-20', 'data-user'),
  'agreement.sign-as-user': tell('xz-20', 'reviewers'),
  'agreement.refuse': tell('xz-20', 'reviewers'),
  'agreement.withdraw': tell('xz-20', 'data-user'),
  'agreement.submit': tell('cq-3', 'data-user', 'authority'),
  'agreement.pass': tell('cq-3', 'data-user', 'reviewers'),
  'agreement.return': tell('cq-3', 'data-user', 'reviewers'),
  'agreement.begin': tell('xz-20', 'data-user', 'reviewers'),
  'agreement.terminate': tell('xz-20', 'data-user', 'reviewers'),
  'agreement.expire': tell('xz-20', 'data-user', 'reviewers'),

  'grant.restrict': tell('xz-21', 'data-user'),
  'grant.suspend': tell('xz-21', 'data-user'),
  'grant.resume': tell('xz-21', 'data-user'),
  'grant.revoke': tell('xz-21', 'data-user'),
  'grant.expire': tell('xz-21', 'data-user'),
  'grant.make-secret': tell('xz-21', 'data-user'),
  'grant.end-secret': tell('xz-21', 'data-user'),

  'misconduct.report': tell('xz-30', 'authority'),
  'misconduct.dismiss': tell('xz-30', 'reporter'),
  'misconduct.record': tell('xz-32', 'data-user', 'operators', 'reviewers'),
  'misconduct.restrict': tell('xz-30', 'data-user'),
  'misconduct.close': tell('xz-30', 'data-user'),
  'misconduct.publish': tell('xz-30', 'data-user'),
  'misconduct.appeal': tell('xz-32', 'authority'),
  'misconduct.uphold': tell('xz-32', 'data-user'),
  'misconduct.lift': tell('xz-32', 'data-user'),
  'misconduct.serve': tell('xz-32', 'data-user'),

  'organisation.submit': tell('guide2020-2', 'operators'),
  'organisation.return': tell('guide2020-2', 'organisation-administrators'),
  'organisation.accept': tell('guide2020-2', 'organisation-administrators'),
  'organisation.join': tell('guide2020-2', 'organisation-administrators'),
  'organisation.leave': tell('guide2020-2', 'organisation-administrators'),

  'saved-search.find': tell('xz-17', 'data-user'),
  'calendar.ending': tell('xz-19', 'operators'),
};
