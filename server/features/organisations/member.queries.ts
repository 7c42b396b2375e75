import type { OrganisationRole } from '../../../rules/organisations/organisation-role.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { toOrganisationRole } from '../accounts/index.ts';

export interface Member {
  id: string;
  accountId: string;
  organisationId: string;
  name: string;
  userName: string | null;
  organisationRole: OrganisationRole;
  since: Date;
}

const selectMembers = (db: Reader) =>
  db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['membership.id', 'account_id', 'organisation_id', 'organisation_role', 'granted_at'])
    .select(['account.name', 'account.user_name'])
    .where('membership.role', '=', 'organisation-member')
    .where('revoked_at', 'is', null);
type Row = Awaited<ReturnType<ReturnType<typeof selectMembers>['executeTakeFirstOrThrow']>>;

const toMember = (row: Row): Member => ({
  id: row.id,
  accountId: row.account_id,
  organisationId: row.organisation_id ?? '',
  name: row.name,
  userName: row.user_name,
  organisationRole: toOrganisationRole(row.organisation_role) ?? 'viewer',
  since: row.granted_at,
});

/** Oldest first. */
export async function membersOf(db: Reader, organisationId: string): Promise<Member[]> {
  const rows = await selectMembers(db)
    .where('organisation_id', '=', organisationId)
    .orderBy('granted_at')
    .orderBy('membership.id')
    .execute();
  return rows.map(toMember);
}

export async function findMember(db: Reader, id: string): Promise<Member | undefined> {
  const row = await selectMembers(db).where('membership.id', '=', id).executeTakeFirst();
  return row && toMember(row);
}

export async function setOrganisationRole(trx: Trx, id: string, role: OrganisationRole): Promise<void> {
  await trx.updateTable('membership').set({ organisation_role: role }).where('id', '=', id).execute();
}

export async function endMembershipRow(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('membership').set({ revoked_at: at }).where('id', '=', id).execute();
}

export interface StoredInvitation {
  id: string;
  organisation: { id: string; name: string };
  organisationRole: OrganisationRole;
  userName: string | null;
  invitedBy: string;
  expiresAt: Date;
}

const selectInvitations = (db: Reader, now: Date) =>
  db
    .selectFrom('organisation_invitation')
    .innerJoin('organisation', 'organisation.id', 'organisation_invitation.organisation_id')
    .innerJoin('account', 'account.id', 'organisation_invitation.invited_by')
    .select(['organisation_invitation.id', 'organisation_id', 'organisation.name as organisation_name'])
    .select(['organisation_role', 'organisation_invitation.user_name', 'expires_at'])
    .select('account.name as invited_by_name')
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('organisation_invitation.id');
type InvitationRow = Awaited<ReturnType<ReturnType<typeof selectInvitations>['executeTakeFirstOrThrow']>>;

const toInvitation = (row: InvitationRow): StoredInvitation => ({
  id: row.id,
  organisation: { id: row.organisation_id, name: row.organisation_name },
  organisationRole: toOrganisationRole(row.organisation_role) ?? 'viewer',
  userName: row.user_name,
  invitedBy: row.invited_by_name,
  expiresAt: row.expires_at,
});

export async function invitationsOf(
  db: Reader,
  organisationId: string,
  now: Date,
): Promise<StoredInvitation[]> {
  const rows = await selectInvitations(db, now).where('organisation_id', '=', organisationId).execute();
  return rows.map(toInvitation);
}

/** Who asks: the names that an invitation by user name is for, and the secret of a link. */
export interface Invited {
  accountId: string;
  secretHash: Buffer | null;
}

/** Good invitations to the account by user name, and the one of the link. */
export async function invitationsTo(
  db: Reader,
  { accountId, secretHash }: Invited,
  now: Date,
): Promise<StoredInvitation[]> {
  const rows = await selectInvitations(db, now)
    .where((eb) =>
      eb.or([
        eb(
          'organisation_invitation.user_name',
          'in',
          eb.selectFrom('account as invited').select('invited.user_name').where('invited.id', '=', accountId),
        ),
        ...(secretHash === null ? [] : [eb('secret_hash', '=', secretHash)]),
      ]),
    )
    .execute();
  return rows.map(toInvitation);
}

export async function findInvitation(
  db: Reader,
  id: string,
  now: Date,
): Promise<StoredInvitation | undefined> {
  const row = await selectInvitations(db, now)
    .where('organisation_invitation.id', '=', id)
    .executeTakeFirst();
  return row && toInvitation(row);
}

interface NewInvitation {
  id: string;
  organisationId: string;
  organisationRole: OrganisationRole;
  userName: string | null;
  secretHash: Buffer | null;
  by: string;
  at: Date;
  expiresAt: Date;
}

export async function insertInvitation(trx: Trx, invitation: NewInvitation): Promise<void> {
  await trx
    .insertInto('organisation_invitation')
    .values({
      id: invitation.id,
      organisation_id: invitation.organisationId,
      organisation_role: invitation.organisationRole,
      user_name: invitation.userName,
      secret_hash: invitation.secretHash,
      invited_by: invitation.by,
      created_at: invitation.at,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

/** False when somebody else ended it in between. */
export async function endInvitation(
  trx: Trx,
  { id, at, joinedBy }: { id: string; at: Date; joinedBy: string | null },
): Promise<boolean> {
  const done = await trx
    .updateTable('organisation_invitation')
    .set({ ended_at: at, joined_by: joinedBy })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
