import { sql } from 'kysely';
import type { Role } from '../../../rules/access/roles.ts';
import type { Candidate, RiskSigns } from '../../../rules/spot-checks/draw.ts';
import type { SpotCheckState } from '../../../rules/spot-checks/spot-check.machine.ts';
import type {
  CheckAnswers,
  MeasuredCheck,
  SpotCheckDraw,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface SpotCheck {
  id: string;
  code: string;
  state: SpotCheckState;
  grantId: string;
  drawId: string | null;
  reason: string;
  openedRole: Role;
  openedBodyId: string | null;
  openedAt: Date;
  ownerId: string;
  organisationId: string | null;
  holder: string;
  /** Accounts of the data user's side. */
  interested: string[];
  dataset: { id: string; code: string; name: string };
  publisher: { id: string; code: string; name: string };
  district: string | null;
  measured: MeasuredCheck;
  answers: CheckAnswers | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  findings: string[];
  rectifyBy: string | null;
  rectification: string | null;
  rectifiedAt: Date | null;
  reasons: string[];
  judgedBy: string | null;
  judgedAt: Date | null;
  misconductId: string | null;
}

const selectChecks = (db: Reader) =>
  db
    .selectFrom('spot_check')
    .innerJoin('data_grant', 'data_grant.id', 'spot_check.grant_id')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'data_grant.body_id')
    .innerJoin('account as owner', 'owner.id', 'data_grant.owner_id')
    .leftJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .selectAll('spot_check')
    .select(['data_grant.owner_id', 'data_grant.organisation_id', 'data_grant.dataset_id'])
    .select(['data_grant.body_id', 'dataset.code as dataset_code', 'dataset.name as dataset_name'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['owner.name as owner_name', 'organisation.name as organisation_name'])
    .select([
      sql<string | null>`spot_check.rectify_by::text`.as('mend_by'),
      sql<string[]>`array(select m.account_id::text from membership m
        where m.organisation_id = data_grant.organisation_id and m.revoked_at is null)`.as('members'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof selectChecks>['executeTakeFirstOrThrow']>>;

const toCheck = (row: Row): SpotCheck => ({
  id: row.id,
  code: row.code,
  state: row.state as SpotCheckState,
  grantId: row.grant_id,
  drawId: row.draw_id,
  reason: row.reason,
  openedRole: row.opened_role as Role,
  openedBodyId: row.opened_body_id,
  openedAt: row.opened_at,
  ownerId: row.owner_id,
  organisationId: row.organisation_id,
  holder: row.organisation_name ?? row.owner_name,
  interested: [row.owner_id, ...row.members],
  dataset: { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code },
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
  district: row.district,
  measured: row.measured,
  answers: row.answers,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  findings: row.findings,
  rectifyBy: row.mend_by,
  rectification: row.rectification,
  rectifiedAt: row.rectified_at,
  reasons: row.reasons,
  judgedBy: row.judged_by,
  judgedAt: row.judged_at,
  misconductId: row.misconduct_id,
});

export interface ChecksWanted {
  /** null: anybody's. */
  of: { accountId: string | null; organisationId: string | null } | null;
  bodyId: string | null;
  district: string | null;
  states: readonly SpotCheckState[];
  limit: number;
  after: string | null;
}

/** The newest first, one more than wanted where there are more; and how many there are. */
export async function checksIn(
  db: Reader,
  { of, bodyId, district, states, limit, after }: ChecksWanted,
): Promise<{ items: SpotCheck[]; total: number }> {
  let chosen = selectChecks(db).where('spot_check.state', 'in', [...states]);
  if (of !== null)
    chosen =
      of.organisationId === null
        ? chosen
            .where('data_grant.organisation_id', 'is', null)
            .where('data_grant.owner_id', '=', of.accountId)
        : chosen.where('data_grant.organisation_id', '=', of.organisationId);
  if (bodyId !== null) chosen = chosen.where('data_grant.body_id', '=', bodyId);
  if (district !== null) chosen = chosen.where('public_body.district', '=', district);
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('spot_check.id', '<', after ?? ''))
    .orderBy('spot_check.id', 'desc')
    .limit(limit + 1)
    .execute();
  return { items: rows.map(toCheck), total };
}

export async function findCheck(db: Reader, id: string): Promise<SpotCheck | undefined> {
  const row = await selectChecks(db).where('spot_check.id', '=', id).executeTakeFirst();
  return row && toCheck(row);
}

export async function lockCheck(trx: Trx, id: string): Promise<SpotCheck | undefined> {
  await trx.selectFrom('spot_check').select('id').where('id', '=', id).forUpdate().execute();
  return findCheck(trx, id);
}

type New = Pick<
  SpotCheck,
  'id' | 'grantId' | 'drawId' | 'reason' | 'openedRole' | 'openedBodyId' | 'measured'
> & {
  openedBy: string;
  at: Date;
};

/** Answers its code. */
export async function insertCheck(trx: Trx, made: New): Promise<string> {
  const { code } = await trx
    .insertInto('spot_check')
    .values({
      ...{ id: made.id, code: orderCode('CC', made.at), state: 'asked', grant_id: made.grantId },
      ...{ draw_id: made.drawId, reason: made.reason, opened_by: made.openedBy, opened_at: made.at },
      ...{ opened_role: made.openedRole, opened_body_id: made.openedBodyId },
      ...{ measured: JSON.stringify(made.measured), answers: null, findings: '[]', reasons: '[]' },
    })
    .returning('code')
    .executeTakeFirstOrThrow();
  return code;
}

export async function saveCheck(trx: Trx, check: SpotCheck): Promise<void> {
  await trx
    .updateTable('spot_check')
    .set({
      state: check.state,
      answers: check.answers && JSON.stringify(check.answers),
      ...{ answered_by: check.answeredBy, answered_at: check.answeredAt },
      ...{ findings: JSON.stringify(check.findings), rectify_by: check.rectifyBy },
      ...{ rectification: check.rectification, rectified_at: check.rectifiedAt },
      ...{ reasons: JSON.stringify(check.reasons), judged_by: check.judgedBy, judged_at: check.judgedAt },
      misconduct_id: check.misconductId,
    })
    .where('id', '=', check.id)
    .execute();
}

export interface CheckableGrant extends RiskSigns {
  id: string;
  /** First day (+08:00) of its use. */
  from: string;
}

/** Grants that are served, or were restricted or suspended, and are not being checked; of one body, of one grant, or all. */
export async function checkableGrants(
  db: Reader,
  { bodyId, grantId }: { bodyId: string | null; grantId: string | null },
  now: Date,
): Promise<CheckableGrant[]> {
  const { rows } = await sql<CheckableGrant>`
    select held.id, coalesce((to_jsonb(held) ->> 'fast_track')::boolean, false) as "isFastTrack",
      (held.created_at at time zone 'Asia/Shanghai')::date::text as from,
      (select count(*) from event where thing = 'use-report' and action = 'use-report.fall-overdue'
        and thing_id in (select id::text from use_report where grant_id = held.id)) as "lateReports",
      (select count(*) from event where thing = 'grant' and thing_id = held.id::text
        and action in ('grant.restrict', 'grant.suspend')) as measures,
      (select count(*) from misconduct where misconduct.state in ('recorded', 'measured', 'lifted')
        and (misconduct.organisation_id = held.organisation_id
          or (held.organisation_id is null and misconduct.owner_id = held.owner_id))) as records,
      (select coalesce(sum(calls), 0)::bigint from grant_use where grant_id = held.id
        and day > (${now}::timestamptz at time zone 'Asia/Shanghai')::date - 30) as calls,
      (select count(*) from spot_check where grant_id = held.id) as checks
    from data_grant as held
    where held.state in ('active', 'restricted', 'suspended')
      and (${bodyId}::uuid is null or held.body_id = ${bodyId}::uuid)
      and (${grantId}::uuid is null or held.id = ${grantId}::uuid)
      and not exists (select from spot_check where grant_id = held.id and state not in ('passed', 'referred'))
    order by held.id`.execute(db);
  return rows;
}

type NewDraw = Omit<SpotCheckDraw, 'drawnAt'> & { bodyId: string | null; drawnBy: string; at: Date };

export async function insertDraw(trx: Trx, made: NewDraw): Promise<void> {
  await trx
    .insertInto('spot_check_draw')
    .values({
      ...{ id: made.id, seed: made.seed, body_id: made.bodyId, drawn_by: made.drawnBy, drawn_at: made.at },
      ...{ candidates: JSON.stringify(made.candidates), drawn: JSON.stringify(made.drawn) },
    })
    .execute();
}

export async function findDraw(
  db: Reader,
  id: string,
): Promise<(SpotCheckDraw & { bodyId: string | null }) | undefined> {
  const row = await db.selectFrom('spot_check_draw').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const candidates: Candidate[] = row.candidates;
  const { seed, drawn, body_id: bodyId } = row;
  return { id, seed, candidates, drawn, bodyId, drawnAt: row.drawn_at.toISOString() };
}
