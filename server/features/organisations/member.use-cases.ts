import { randomBytes } from 'node:crypto';
import type {
  changeMember,
  endMember,
  inviteMember,
  joinOrganisation,
  listInvitations,
  withdrawInvitation,
} from '../../../rules/organisations/organisations.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { giveMembership, isLastAdministrator, needLevel } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  endInvitation,
  endMembershipRow,
  findInvitation,
  findMember,
  insertInvitation,
  invitationsTo,
  setOrganisationRole,
  type Invited,
  type Member,
} from './member.queries.ts';
import { findOrganisation, lockOrganisation } from './organisation.queries.ts';
import { invitationView, known, mayManage } from './organisation.view.ts';
import { secretDigest } from '../../secret-digest.ts';

const INVITATION_DAYS = 7;
const SECRET_BYTES = 32;

export const invite: UseCase<typeof inviteMember> = async (call, { id, organisationRole, userName }) => {
  const { services, actor } = call;
  const at = services.clock.now();
  const secret = userName === undefined ? randomBytes(SECRET_BYTES).toString('base64url') : null;
  const invitationId = services.newId();
  const made = await services.db.transaction().execute(async (trx) => {
    const organisation = known(await lockOrganisation(trx, id), call);
    permit(actor, 'organisation.write', { ownerId: organisation.registrantId, organisationId: id });
    if (organisation.state !== 'accepted') throw new Problem('wrong-state');
    await insertInvitation(trx, {
      id: invitationId,
      organisationId: id,
      organisationRole,
      userName: userName ?? null,
      secretHash: secret === null ? null : secretDigest(secret),
      by: actor.accountId ?? '',
      at,
      expiresAt: new Date(at.getTime() + INVITATION_DAYS * 86_400_000),
    });
    await record(trx, call, id, 'invite', { invitationId, organisationRole, byLink: secret !== null });
    return findInvitation(trx, invitationId, at);
  });
  if (!made) throw new Problem('not-found');
  return { invitation: invitationView(made), secret };
};

const invited = ({ actor }: Call, secret: string | undefined): Invited => ({
  accountId: actor.accountId ?? '',
  secretHash: secret === undefined ? null : secretDigest(secret),
});

export const listMine: UseCase<typeof listInvitations> = async (call, { secret }) => {
  const { actor, services } = call;
  permit(actor, 'organisation.join', { ownerId: actor.accountId });
  const found = await invitationsTo(services.db, invited(call, secret), services.clock.now());
  return { items: found.map(invitationView) };
};

export const join: UseCase<typeof joinOrganisation> = async (call, { id, secret }) => {
  const { actor, services } = call;
  permit(actor, 'organisation.join', { ownerId: actor.accountId });
  needLevel(call, 'join-organisation');
  const at = services.clock.now();
  const joined = await services.db.transaction().execute(async (trx) => {
    const found = await invitationsTo(trx, invited(call, secret), at);
    // By its id an invitation is followed only by whom it names; one of a link only by its secret.
    const invitation = found.find((each) => (secret === undefined ? each.id === id : each.userName === null));
    if (!invitation || actor.accountId === null) throw new Problem('not-found');
    const { organisation, organisationRole } = invitation;
    if (!(await endInvitation(trx, { id: invitation.id, at, joinedBy: actor.accountId })))
      throw new Problem('not-found');
    const member = { role: 'organisation-member' as const, bodyId: null, district: null };
    const membership = { ...member, organisationId: organisation.id, organisationRole };
    const { id: membershipId } = await giveMembership(trx, call, actor.accountId, membership);
    await record(trx, call, organisation.id, 'join', { membershipId, organisationRole });
    return { organisationId: organisation.id, membershipId };
  });
  forgetCallers(services);
  return joined;
};

export const withdraw: UseCase<typeof withdrawInvitation> = async (call, { id }) => {
  const { services, actor } = call;
  const at = services.clock.now();
  await services.db.transaction().execute(async (trx) => {
    const invitation = await findInvitation(trx, id, at);
    if (!invitation || !mayManage(invitation.organisation.id, actor)) throw new Problem('not-found');
    await endInvitation(trx, { id, at, joinedBy: null });
    await record(trx, call, invitation.organisation.id, 'withdraw-invitation', { invitationId: id });
  });
  return null;
};

export const changeRole: UseCase<typeof changeMember> = async (call, { id, organisationRole }) => {
  await onMember(call, id, async (trx, member) => {
    permit(call.actor, 'organisation.write', { organisationId: member.organisationId });
    if (organisationRole !== 'administrator') await refuseLast(trx, member);
    await setOrganisationRole(trx, id, organisationRole);
    const data = { membershipId: id, from: member.organisationRole, to: organisationRole };
    await record(trx, call, member.organisationId, 'change-role', data);
  });
  return null;
};

export const end: UseCase<typeof endMember> = async (call, { id }) => {
  const { actor, services } = call;
  await onMember(call, id, async (trx, member) => {
    const self = member.accountId === actor.accountId;
    if (self) permit(actor, 'organisation.join', { ownerId: actor.accountId });
    else permit(actor, 'organisation.write', { organisationId: member.organisationId });
    await refuseLast(trx, member);
    await endMembershipRow(trx, id, services.clock.now());
    await record(trx, call, member.organisationId, self ? 'leave' : 'remove', { membershipId: id });
  });
  return null;
};

/** One act on a member, one after the other within an organisation, so that somebody always looks after it. */
async function onMember(
  call: Call,
  id: string,
  act: (trx: Trx, member: Member) => Promise<void>,
): Promise<void> {
  const { services, actor } = call;
  await services.db.transaction().execute(async (trx) => {
    const found = await findMember(trx, id);
    if (!found) throw new Problem('not-found');
    if (found.accountId !== actor.accountId) known(await findOrganisation(trx, found.organisationId), call);
    await lockOrganisation(trx, found.organisationId);
    const member = await findMember(trx, id);
    if (!member) throw new Problem('not-found');
    await act(trx, member);
  });
  forgetCallers(services);
}

async function refuseLast(trx: Trx, { id, organisationId, organisationRole }: Member): Promise<void> {
  if (organisationRole !== 'administrator') return;
  if (!(await isLastAdministrator(trx, { id, organisationId }))) return;
  throw new Problem('last-administrator', { provision: 'guide2020-2' });
}

type MemberAct = 'invite' | 'withdraw-invitation' | 'join' | 'change-role' | 'leave' | 'remove';

const record = (
  trx: Trx,
  call: Call,
  id: string,
  act: MemberAct,
  data: Record<string, unknown>,
): Promise<void> =>
  recordEvent(trx, call, {
    action: `organisation.${act}`,
    thing: 'organisation',
    thingId: id,
    provision: 'xz-25-3',
    data,
  });
