import { sql } from 'kysely';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { MeasuredUse } from '../../../rules/use-reports/measured-use.schema.ts';
import type { ReportPeriod } from '../../../rules/use-reports/report-periods.ts';
import type { UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import type { UseReportState } from '../../../rules/use-reports/use-report.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface UseReport {
  id: string;
  code: string;
  state: UseReportState;
  grantId: string;
  period: ReportPeriod;
  dueSince: Date;
  ownerId: string;
  organisationId: string | null;
  holder: string;
  /** Accounts of the data user's side. */
  interested: string[];
  dataset: { id: string; code: string; name: string };
  publisher: { id: string; code: string; name: string };
  district: string | null;
  /** What was agreed; null where the grant came without an agreement. */
  part: ApprovedPart | null;
  fields: string[];
  measured: MeasuredUse | null;
  content: UseReportContent | null;
  reasons: string[];
  filedBy: string | null;
  filedByName: string | null;
  filedAt: Date | null;
  decidedAt: Date | null;
  restricts: boolean;
}

const selectReports = (db: Reader) =>
  db
    .selectFrom('use_report')
    .innerJoin('data_grant', 'data_grant.id', 'use_report.grant_id')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'data_grant.body_id')
    .innerJoin('account as owner', 'owner.id', 'data_grant.owner_id')
    .leftJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .leftJoin('agreement', 'agreement.id', 'data_grant.agreement_id')
    .leftJoin('account as filer', 'filer.id', 'use_report.filed_by')
    .selectAll('use_report')
    .select([
      'data_grant.owner_id',
      'data_grant.organisation_id',
      'data_grant.dataset_id',
      'data_grant.agreed',
    ])
    .select(['data_grant.body_id', 'dataset.code as dataset_code', 'dataset.name as dataset_name'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['owner.name as owner_name', 'organisation.name as organisation_name', 'agreement.part'])
    .select(['filer.name as filer_name'])
    .select([
      sql<string>`use_report.period_from::text`.as('first_day'),
      sql<string>`use_report.period_until::text`.as('last_day'),
      sql<boolean>`exists (select from grant_hold
        where grant_hold.thing_id = use_report.id and grant_hold.lifted_at is null)`.as('restricts'),
      sql<string[]>`array(select m.account_id::text from membership m
        where m.organisation_id = data_grant.organisation_id and m.revoked_at is null)`.as('members'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof selectReports>['executeTakeFirstOrThrow']>>;

const toReport = (row: Row): UseReport => ({
  id: row.id,
  code: row.code,
  state: row.state as UseReportState,
  grantId: row.grant_id,
  period: { number: row.number, from: row.first_day, until: row.last_day },
  dueSince: row.due_since,
  ownerId: row.owner_id,
  organisationId: row.organisation_id,
  holder: row.organisation_name ?? row.owner_name,
  interested: [row.owner_id, ...row.members],
  dataset: { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code },
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
  district: row.district,
  part: row.part,
  fields: row.agreed.fields,
  measured: row.measured,
  content: row.content,
  reasons: row.reasons,
  filedBy: row.filed_by,
  filedByName: row.filer_name,
  filedAt: row.filed_at,
  decidedAt: row.decided_at,
  restricts: row.restricts,
});

export interface ReportsWanted {
  /** null: anybody's. */
  of: { accountId: string | null; organisationId: string | null } | null;
  bodyId: string | null;
  district: string | null;
  states: readonly UseReportState[];
  limit: number;
  after: string | null;
}

/** The newest first, one more than wanted where there are more; and how many there are. */
export async function reportsIn(
  db: Reader,
  { of, bodyId, district, states, limit, after }: ReportsWanted,
): Promise<{ items: UseReport[]; total: number }> {
  let chosen = selectReports(db).where('use_report.state', 'in', [...states]);
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
    .$if(after !== null, (all) => all.where('use_report.id', '<', after ?? ''))
    .orderBy('use_report.id', 'desc')
    .limit(limit + 1)
    .execute();
  return { items: rows.map(toReport), total };
}

export async function findReport(db: Reader, id: string): Promise<UseReport | undefined> {
  const row = await selectReports(db).where('use_report.id', '=', id).executeTakeFirst();
  return row && toReport(row);
}

export async function lockReport(trx: Trx, id: string): Promise<UseReport | undefined> {
  await trx.selectFrom('use_report').select('id').where('id', '=', id).forUpdate().execute();
  return findReport(trx, id);
}

/** What was said of the same grant before. */
export async function formerContent(
  db: Reader,
  { grantId, period }: Pick<UseReport, 'grantId' | 'period'>,
): Promise<UseReportContent | null> {
  const row = await db
    .selectFrom('use_report')
    .select('content')
    .where('grant_id', '=', grantId)
    .where('number', '<', period.number)
    .where('content', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.content ?? null;
}

export interface ReportingGrant {
  id: string;
  from: string;
  until: string;
  everyMonths: number;
  /** Periods that have their report already. */
  opened: number;
}

/** Grants of which a period is over and has no report yet, 200 at most. */
export async function grantsToReport(db: Reader, day: string): Promise<ReportingGrant[]> {
  const { rows } = await sql<ReportingGrant>`
    select id, first_day::text as from, last_day::text as until, months as "everyMonths", opened from (
      select held.id,
        greatest((held.agreed ->> 'from')::date, (held.created_at at time zone 'Asia/Shanghai')::date) as first_day,
        least((held.agreed ->> 'until')::date, (agreement.ended_at at time zone 'Asia/Shanghai')::date) as last_day,
        (agreement.part ->> 'reportEveryMonths')::integer as months, reported.opened, reported.reached
      from data_grant as held
      join agreement on agreement.id = held.agreement_id,
        lateral (select count(*) as opened, max(period_until) as reached from use_report
          where grant_id = held.id) as reported
      where agreement.part ->> 'reportEveryMonths' is not null
    ) as due
    where first_day <= last_day and (reached is null or reached < last_day)
      and (last_day < ${day}::date
        or (first_day + make_interval(months => months * (opened::integer + 1)))::date <= ${day}::date)
    order by id limit 200`.execute(db);
  return rows;
}

interface NewReport {
  id: string;
  grantId: string;
  period: ReportPeriod;
  dueSince: Date;
  at: Date;
}

/** Answers its code; null when it is there already. */
export async function insertReport(trx: Trx, made: NewReport): Promise<string | null> {
  const row = await trx
    .insertInto('use_report')
    .values({
      ...{ id: made.id, code: orderCode('LY', made.at), state: 'due', grant_id: made.grantId },
      ...{ number: made.period.number, period_from: made.period.from, period_until: made.period.until },
      ...{ due_since: made.dueSince, opened_at: made.at, measured: null, content: null, reasons: '[]' },
    })
    .onConflict((conflict) => conflict.columns(['grant_id', 'number']).doNothing())
    .returning('code')
    .executeTakeFirst();
  return row?.code ?? null;
}

/** Reports that wait for their data user, the oldest clock first, 500 at most. */
export async function awaitedReports(db: Reader): Promise<{ id: string; dueSince: Date }[]> {
  return db
    .selectFrom('use_report')
    .select(['id', 'due_since as dueSince'])
    .where('state', 'in', ['due', 'returned'])
    .orderBy('due_since')
    .limit(500)
    .execute();
}

/** Reports that are late and whose grants are served as if they were not. */
export async function lateWithoutHold(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('use_report')
    .innerJoin('data_grant', 'data_grant.id', 'use_report.grant_id')
    .select('use_report.id')
    .where('use_report.state', '=', 'overdue')
    .where('data_grant.state', 'in', ['active', 'restricted'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('grant_hold')
            .select('grant_hold.id')
            .whereRef('grant_hold.thing_id', '=', 'use_report.id')
            .where('grant_hold.lifted_at', 'is', null),
        ),
      ),
    )
    .limit(200)
    .execute();
  return rows.map(({ id }) => id);
}

type Saved = Pick<
  UseReport,
  'id' | 'state' | 'dueSince' | 'measured' | 'content' | 'reasons' | 'filedBy' | 'filedAt' | 'decidedAt'
> & { decidedBy: string | null };

export async function saveReport(trx: Trx, report: Saved): Promise<void> {
  await trx
    .updateTable('use_report')
    .set({
      ...{ state: report.state, due_since: report.dueSince },
      measured: report.measured && JSON.stringify(report.measured),
      content: report.content && JSON.stringify(report.content),
      reasons: JSON.stringify(report.reasons),
      ...{ filed_by: report.filedBy, filed_at: report.filedAt },
      ...{ decided_by: report.decidedBy, decided_at: report.decidedAt },
    })
    .where('id', '=', report.id)
    .execute();
}
