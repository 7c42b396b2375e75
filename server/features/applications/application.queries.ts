import { sql } from 'kysely';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { Opinion, ApplicationContent, Reason } from '../../../rules/applications/application.schema.ts';
import type { PartState } from '../../../rules/applications/application-part.machine.ts';
import type { Reconsideration, Said } from '../../../rules/applications/dialogue.schema.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Pause } from '../../../rules/time/paused-clock.ts';
import { counted, type Counted } from '../../store/counted.ts';
import type { Reader, Trx } from '../../store/database.ts';

export type SeenConditions = Pick<ListEntry, 'conditions' | 'materials'>;
export interface Part {
  id: string;
  dataset: { id: string; code: string; name: string };
  publisher: { id: string; code: string; name: string };
  district: string | null;
  state: PartState;
  terms: GrantTerms;
  offered: GrantTerms | null;
  conditions: SeenConditions;
  opinion: Opinion | null;
  opinionBy: string | null;
  opinionByName: string | null;
  reasons: Reason[];
  dialogue: Said[];
  pauses: Pause[];
  sentBack: boolean;
  submittedAt: Date | null;
  acceptedAt: Date | null;
  answeredAt: Date | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  agreementId: string | null;
  agreementState: AgreementState | null;
  reconsiderations: Reconsideration[];
  remindedAt: Date | null;
  escalatedAt: Date | null;
}
export interface Application {
  id: string;
  code: string;
  ownerId: string;
  organisationId: string | null;
  applicant: string;
  content: ApplicationContent;
  revision: number;
  createdAt: Date;
  submittedAt: Date | null;
  /** Accounts that must not decide: who applied, and the members of the organisation. */
  interested: string[];
  parts: Part[];
}

const selectApplications = (db: Reader) =>
  db
    .selectFrom('access_application')
    .innerJoin('account', 'account.id', 'access_application.owner_id')
    .leftJoin('organisation', 'organisation.id', 'access_application.organisation_id')
    .selectAll('access_application')
    .select(['account.name as owner_name', 'organisation.name as organisation_name'])
    .select(
      sql<string[]>`array(select m.account_id::text from membership m
        where m.organisation_id = access_application.organisation_id and m.revoked_at is null)`.as('members'),
    );
type Row = Awaited<ReturnType<ReturnType<typeof selectApplications>['executeTakeFirstOrThrow']>>;

async function withParts(db: Reader, rows: readonly Row[]): Promise<Application[]> {
  const parts = await partsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    ownerId: row.owner_id,
    organisationId: row.organisation_id,
    applicant: row.organisation_name ?? row.owner_name,
    content: row.content,
    revision: row.revision,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    interested: [...new Set([row.owner_id, ...row.members])],
    parts: parts.get(row.id) ?? [],
  }));
}

const selectParts = (db: Reader) =>
  db
    .selectFrom('application_part')
    .innerJoin('dataset', 'dataset.id', 'application_part.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'application_part.body_id')
    .leftJoin('account', 'account.id', 'application_part.opinion_by')
    .leftJoin('agreement', 'agreement.id', 'application_part.agreement_id')
    .selectAll('application_part')
    .select(['dataset.code as dataset_code', 'dataset.name as dataset_name'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['account.name as opinion_by_name', 'agreement.state as agreement_state']);
type PartRow = Awaited<ReturnType<ReturnType<typeof selectParts>['executeTakeFirstOrThrow']>>;

const toPart = (row: PartRow): Part => ({
  id: row.id,
  dataset: { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code },
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
  district: row.district,
  state: row.state as PartState,
  terms: row.terms,
  offered: row.offered,
  conditions: row.conditions,
  opinion: row.opinion,
  opinionBy: row.opinion_by,
  opinionByName: row.opinion_by_name,
  reasons: row.reasons,
  dialogue: row.dialogue,
  pauses: row.pauses,
  sentBack: row.sent_back,
  submittedAt: row.submitted_at,
  acceptedAt: row.accepted_at,
  answeredAt: row.answered_at,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  agreementId: row.agreement_id,
  agreementState: row.agreement_state as AgreementState | null,
  reconsiderations: row.reconsiderations,
  remindedAt: row.reminded_at,
  escalatedAt: row.escalated_at,
});

async function partsOf(db: Reader, ids: readonly string[]): Promise<Map<string, Part[]>> {
  if (ids.length === 0) return new Map();
  const rows = await selectParts(db)
    .where('application_part.application_id', 'in', [...ids])
    .orderBy('application_part.application_id')
    .orderBy('application_part.place')
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.application_id);
  return new Map([...grouped].map(([id, group]) => [id, group.map(toPart)]));
}

export async function findApplication(db: Reader, id: string): Promise<Application | undefined> {
  const rows = await selectApplications(db).where('access_application.id', '=', id).execute();
  return (await withParts(db, rows))[0];
}

export async function lockApplication(trx: Trx, id: string): Promise<Application | undefined> {
  await trx.selectFrom('access_application').select('id').where('id', '=', id).forUpdate().execute();
  return findApplication(trx, id);
}

export async function applicationOfPart(db: Reader, partId: string): Promise<string | null> {
  const row = await db
    .selectFrom('application_part')
    .select('application_id')
    .where('id', '=', partId)
    .executeTakeFirst();
  return row?.application_id ?? null;
}

/** Whose applications: a data user's own, or those that were sent, of all bodies, one body or one district. */
export interface ApplicationScope {
  owner: { accountId: string; organisationId: string | null } | null;
  bodyId: string | null;
  district: string | null;
}
export interface ApplicationList extends ApplicationScope {
  states: readonly PartState[] | null;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). The total is counted to 10,000. */
export async function applicationsIn(
  db: Reader,
  { limit, after, ...wanted }: ApplicationList,
): Promise<{ items: Application[] } & Counted> {
  const ids = wanted.owner === null ? idsOfParts(db, wanted) : idsOfOwner(db, wanted.owner, wanted.states);
  const page = await db
    .selectFrom(ids.as('found'))
    .select('found.id')
    .$if(after !== null, (all) => all.where('found.id', '<', after ?? ''))
    .orderBy('found.id', 'desc')
    .limit(limit)
    .execute();
  const count = await counted(db, ids);
  if (page.length === 0) return { items: [], ...count };
  const rows = await selectApplications(db)
    .where(
      'access_application.id',
      'in',
      page.map(({ id }) => id),
    )
    .orderBy('access_application.id', 'desc')
    .execute();
  return { items: await withParts(db, rows), ...count };
}

/** Applications of whose parts one that was sent fits, in the order of their ids. */
const idsOfParts = (db: Reader, { bodyId, district, states }: Omit<ApplicationList, 'limit' | 'after'>) =>
  db
    .selectFrom('application_part')
    .select('application_part.application_id as id')
    .where('application_part.submitted_at', 'is not', null)
    .$if(bodyId !== null, (parts) =>
      parts
        .where('application_part.body_id', '=', bodyId)
        .where('application_part.accepted_at', 'is not', null),
    )
    .$if(district !== null, (parts) =>
      parts.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('public_body')
            .select('public_body.id')
            .whereRef('public_body.id', '=', 'application_part.body_id')
            .where('public_body.district', '=', district),
        ),
      ),
    )
    .$if(states !== null, (parts) => parts.where('application_part.state', 'in', states ?? []))
    .groupBy('application_part.application_id');

type Owner = NonNullable<ApplicationScope['owner']>;

const idsOfOwner = (db: Reader, { accountId, organisationId }: Owner, states: readonly PartState[] | null) =>
  db
    .selectFrom('application_part')
    .innerJoin('access_application', 'access_application.id', 'application_part.application_id')
    .select('application_part.application_id as id')
    .$if(organisationId !== null, (all) =>
      all.where('access_application.organisation_id', '=', organisationId),
    )
    .$if(organisationId === null, (all) =>
      all
        .where('access_application.owner_id', '=', accountId)
        .where('access_application.organisation_id', 'is', null),
    )
    .$if(states !== null, (parts) => parts.where('application_part.state', 'in', states ?? []))
    .groupBy('application_part.application_id');

const LATE_STATES: readonly PartState[] = [
  'submitted',
  'in-review',
  'expert-review',
  'reconsidering',
  'appealed',
];
const AT_A_TIME = 200;

/** Parts that wait for an office, were sent before a moment, and of whose delay nobody was told; by their ids, after one. */
export async function unreportedParts(
  db: Reader,
  { sentBefore, after }: { sentBefore: Date; after: string | null },
): Promise<{ id: string; applicationId: string }[]> {
  const rows = await db
    .selectFrom('application_part')
    .select(['id', 'application_id'])
    .where('state', 'in', [...LATE_STATES])
    .where('escalated_at', 'is', null)
    .where('submitted_at', '<', sentBefore)
    .$if(after !== null, (parts) => parts.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(AT_A_TIME)
    .execute();
  return rows.map(({ id, application_id: applicationId }) => ({ id, applicationId }));
}
