import { can } from '../../../rules/access/permissions.ts';
import type { Actor } from '../../../rules/access/roles.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import {
  organisationMachine,
  type OrganisationThing,
} from '../../../rules/organisations/organisation.machine.ts';
import type {
  Invitation,
  OrganisationMember,
  OrganisationSummary,
  OrganisationView,
} from '../../../rules/organisations/organisations.operations.ts';
import {
  lacksOf,
  type RegistrationLack,
  type ReturnedPart,
} from '../../../rules/organisations/registration.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import type { Member, StoredInvitation } from './member.queries.ts';
import { findOrganisation, type Organisation } from './organisation.queries.ts';

export const lacksIn = (organisation: Organisation): RegistrationLack[] =>
  lacksOf({ ...organisation, hasLicence: organisation.licence !== null });

export const thingOf = (
  organisation: Organisation,
  reasons: readonly ReturnedPart[] = [],
): OrganisationThing => ({
  state: organisation.state,
  organisationId: organisation.state === 'accepted' ? organisation.id : null,
  registrantId: organisation.registrantId,
  isComplete: lacksIn(organisation).length === 0,
  reasons,
});

/** What the caller could try; what is missing is said by the attempt, all at once. */
export const eventsFor = (organisation: Organisation, actor: Actor): string[] =>
  permitted(
    organisationMachine,
    { ...thingOf(organisation, [{ part: 'name', text: '-' }]), isComplete: true },
    actor,
  );

/** The organisation where the caller may know of it; else `not-found`. */
export function known(organisation: Organisation | undefined, { actor }: Call): Organisation {
  if (!organisation) throw new Problem('not-found');
  const sentIn = organisation.state !== 'draft' && organisation.state !== 'withdrawn';
  const target = organisationMachine.target(thingOf(organisation));
  const own = can(actor, 'organisation.read', target);
  // What nobody has sent in is its registrant's alone.
  if (!own || (!sentIn && actor.accountId !== organisation.registrantId)) throw new Problem('not-found');
  return organisation;
}

/** The organisation of that id where the caller may know of it; else `not-found`. */
export const knownOrganisation = async (db: Reader, call: Call, id: string): Promise<Organisation> =>
  known(await findOrganisation(db, id), call);

export function summary(organisation: Organisation, { services }: Call): OrganisationSummary {
  const { id, creditCode, name, kind, state, way, registrant, createdAt, submittedAt } = organisation;
  const limits = services.profile.clocks.organisationReview;
  return {
    ...{ id, creditCode, name, kind, state, way, registrant },
    createdAt: createdAt.toISOString(),
    clock: submittedAt && clockView(limits, submittedAt, services.clock.now(), organisation.decidedAt),
  };
}

export function view(organisation: Organisation, call: Call): OrganisationView {
  const { contact, licence, reasons, revision, state } = organisation;
  const next = eventsFor(organisation, call.actor);
  const manages = state === 'accepted' && mayManage(organisation.id, call.actor);
  return {
    ...summary(organisation, call),
    contact,
    licence: licence && { type: licence.type, bytes: licence.bytes },
    lacks: lacksIn(organisation),
    reasons,
    revision,
    can: {
      ...Object.fromEntries(organisationMachine.events.map((event) => [event, next.includes(event)])),
      manage: manages,
    },
  };
}

/** Whether the actor looks after the members of an accepted organisation. */
export const mayManage = (organisationId: string, actor: Actor): boolean =>
  can(actor, 'organisation.write', { organisationId });

export const invitationView = (invitation: StoredInvitation): Invitation => ({
  ...invitation,
  expiresAt: invitation.expiresAt.toISOString(),
});

/** Members with what the caller may do with each; who may not be taken away is said by the attempt. */
export function memberView(member: Member, { actor }: Call): OrganisationMember {
  const { id, name, userName, organisationRole, since, accountId, organisationId } = member;
  const self = accountId === actor.accountId;
  const manages = mayManage(organisationId, actor);
  return {
    ...{ id, name, userName, organisationRole, self },
    since: since.toISOString(),
    can: {
      change: manages,
      remove: manages && !self,
      leave: self && can(actor, 'organisation.join', { ownerId: accountId }),
    },
  };
}
