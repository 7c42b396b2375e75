import { ROLES, type Role } from '../../../rules/access/roles.ts';
import { ORGANISATION_ROLES, type OrganisationRole } from '../../../rules/organisations/organisation-role.ts';
import type { MembershipView } from '../../../rules/sessions/sessions.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';

const selectMemberships = (db: Reader) =>
  db
    .selectFrom('membership')
    .leftJoin('public_body', 'public_body.id', 'membership.body_id')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['membership.id', 'account_id', 'role', 'body_id', 'public_body.name as body_name'])
    .select(['organisation_id', 'organisation.name as organisation_name', 'organisation_role'])
    .select('membership.district')
    .where('revoked_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('membership.id');

type Row = Awaited<ReturnType<ReturnType<typeof selectMemberships>['executeTakeFirstOrThrow']>>;

function toView(row: Row): MembershipView {
  return {
    id: row.id,
    role: toRole(row.role),
    bodyId: row.body_id,
    bodyName: row.body_name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    organisationRole: toOrganisationRole(row.organisation_role),
    district: row.district,
  };
}

export function toRole(text: string): Role {
  const role = ROLES.find((name) => name === text);
  if (!role) throw new Error(`unknown role in the store: ${text}`);
  return role;
}

export const toOrganisationRole = (text: string | null): OrganisationRole | null =>
  ORGANISATION_ROLES.find((name) => name === text) ?? null;

/** The roles that each of the accounts now holds, oldest first. */
export async function membershipsOf(
  db: Reader,
  accountIds: readonly string[],
): Promise<Map<string, MembershipView[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await selectMemberships(db).where('account_id', 'in', accountIds).execute();
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  return new Map([...byAccount].map(([accountId, own]) => [accountId, own.map(toView)]));
}

export interface HeldMembership extends MembershipView {
  accountId: string;
}

export async function findMembership(db: Reader, id: string): Promise<HeldMembership | undefined> {
  const row = await selectMemberships(db).where('membership.id', '=', id).executeTakeFirst();
  return row && { ...toView(row), accountId: row.account_id };
}

export interface NewMembership {
  id: string;
  accountId: string;
  role: Role;
  bodyId: string | null;
  organisationId: string | null;
  organisationRole: OrganisationRole | null;
  district: string | null;
  grantedAt: Date;
  grantedBy: string | null;
}

/** False when the account holds that role there already. */
export async function insertMembership(trx: Trx, membership: NewMembership): Promise<boolean> {
  const done = await trx
    .insertInto('membership')
    .values({
      id: membership.id,
      account_id: membership.accountId,
      role: membership.role,
      body_id: membership.bodyId,
      organisation_id: membership.organisationId,
      organisation_role: membership.organisationRole,
      district: membership.district,
      granted_at: membership.grantedAt,
      granted_by: membership.grantedBy,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function endMembership(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('membership').set({ revoked_at: at }).where('id', '=', id).execute();
}

/** Whether nobody else looks after the organisation; acts on its members come one after the other. */
export async function isLastAdministrator(
  trx: Trx,
  { id, organisationId }: { id: string; organisationId: string },
): Promise<boolean> {
  await trx.selectFrom('organisation').select('id').where('id', '=', organisationId).forUpdate().execute();
  const members = selectMemberships(trx).where('organisation_id', '=', organisationId);
  const administrators = await members.where('organisation_role', '=', 'administrator').execute();
  return administrators.length === 1 && administrators[0]?.id === id;
}
