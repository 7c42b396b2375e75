import type { PartyThing, Receiver } from '../../../rules/messages/message-rules.ts';
import type { Role } from '../../../rules/access/roles.ts';
import type { Reader } from '../../store/database.ts';

/** Whose a thing is, how it is called where everybody may see it, and its page. */
export interface Parties {
  ownerId: string | null;
  organisationId: string | null;
  bodyId: string | null;
  reporterId: string | null;
  name: string;
  code: string;
  path: string;
}

const NOBODY = { ownerId: null, organisationId: null, bodyId: null, reporterId: null, code: '' };

interface Held {
  owner_id: string | null;
  organisation_id: string | null;
  body_id: string | null;
}
const heldBy = ({ owner_id, organisation_id, body_id }: Held) => ({
  ...{ ownerId: owner_id, organisationId: organisation_id, bodyId: body_id },
  reporterId: null,
});

async function ofPart(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('application_part')
    .innerJoin('access_application', 'access_application.id', 'application_part.application_id')
    .innerJoin('dataset', 'dataset.id', 'application_part.dataset_id')
    .select(['owner_id', 'organisation_id', 'application_part.body_id', 'application_id'])
    .select(['dataset.name', 'access_application.code'])
    .where('application_part.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { name, code, application_id } = row;
  return { ...heldBy(row), name: name ?? '', code, path: `/console/applications/${application_id}` };
}

async function ofAgreement(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('agreement')
    .select(['owner_id', 'organisation_id', 'body_id', 'code', 'part'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return { ...heldBy(row), name: row.part.dataset.name, code: row.code, path: `/console/agreements/${id}` };
}

async function ofGrant(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('data_grant')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .select(['owner_id', 'organisation_id', 'data_grant.body_id', 'dataset.name', 'dataset.code'])
    .where('data_grant.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return { ...heldBy(row), name: row.name ?? '', code: row.code, path: `/console/grants/${id}` };
}

async function ofMisconduct(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('misconduct')
    .leftJoin('dataset', 'dataset.id', 'misconduct.dataset_id')
    .select(['owner_id', 'organisation_id', 'misconduct.body_id', 'reporter_id'])
    .select(['misconduct.code', 'dataset.name'])
    .where('misconduct.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { name, code, reporter_id } = row;
  const path = `/console/misconduct/${id}`;
  return { ...heldBy(row), reporterId: reporter_id, name: name ?? '', code, path };
}

async function ofOrganisation(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('organisation')
    .select(['name', 'registrant_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const path = `/console/organisations/${id}`;
  return { ...NOBODY, ownerId: row.registrant_id, organisationId: id, name: row.name, path };
}

async function ofSearch(db: Reader, id: string): Promise<Parties | null> {
  const row = await db
    .selectFrom('saved_search')
    .select(['account_id', 'name', 'query'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { ...NOBODY, ownerId: row.account_id, name: row.name, path: `/datasets?${row.query}` } : null;
}

const PARTIES: Record<PartyThing, (db: Reader, id: string) => Promise<Parties | null>> = {
  'application-part': ofPart,
  agreement: ofAgreement,
  grant: ofGrant,
  misconduct: ofMisconduct,
  organisation: ofOrganisation,
  'saved-search': ofSearch,
  installation: () => Promise.resolve({ ...NOBODY, name: '', path: '/console/settings' }),
};

/** null: there is no such thing any more. */
export const partiesOf = (db: Reader, thing: PartyThing, id: string): Promise<Parties | null> =>
  PARTIES[thing](db, id);

/** Somebody who is told, and the role in which they hold the matter; null: as a person. */
export interface Told {
  accountId: string;
  role: Role | null;
}

interface Holding {
  role: Role;
  bodyId?: string | null;
  organisationId?: string | null;
  organisationRoles?: readonly string[];
}

async function holders(db: Reader, { role, ...place }: Holding): Promise<Told[]> {
  const { bodyId, organisationId, organisationRoles } = place;
  if (bodyId === null || organisationId === null) return [];
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select('account_id')
    .distinct()
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .where('closed_at', 'is', null)
    .$if(bodyId !== undefined, (all) => all.where('body_id', '=', bodyId ?? ''))
    .$if(organisationId !== undefined, (all) => all.where('organisation_id', '=', organisationId ?? ''))
    .$if(organisationRoles !== undefined, (all) =>
      all.where('organisation_role', 'in', [...(organisationRoles ?? [])]),
    )
    .execute();
  return rows.map(({ account_id }) => ({ accountId: account_id, role }));
}

async function person(db: Reader, accountId: string | null): Promise<Told[]> {
  if (accountId === null) return [];
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row ? [{ accountId, role: null }] : [];
}

/** Those who are a receiver of what concerns these parties, now. */
export async function toldOf(db: Reader, receiver: Receiver, parties: Parties): Promise<Told[]> {
  const { ownerId, organisationId, bodyId, reporterId } = parties;
  const member = { role: 'organisation-member', organisationId } as const;
  switch (receiver) {
    case 'data-user':
      return organisationId === null
        ? person(db, ownerId)
        : holders(db, { ...member, organisationRoles: ['administrator', 'applicant'] });
    case 'organisation-administrators':
      return [
        ...(await holders(db, { ...member, organisationRoles: ['administrator'] })),
        ...(await person(db, ownerId)),
      ];
    case 'reporter':
      return person(db, reporterId);
    case 'editors':
      return holders(db, { role: 'publisher-editor', bodyId });
    case 'reviewers':
      return holders(db, { role: 'publisher-reviewer', bodyId });
    case 'operators':
      return holders(db, { role: 'operator' });
    case 'authority':
      return holders(db, { role: 'authority' });
  }
}
