import { sql } from 'kysely';
import type { Ground } from '../../../rules/misconduct/ground.ts';
import type { MisconductState } from '../../../rules/misconduct/misconduct.machine.ts';
import type { MeasureKind } from '../../../rules/misconduct/misconduct.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface Subject {
  ownerId: string | null;
  organisationId: string | null;
}
export interface StoredMeasure {
  id: string;
  kind: MeasureKind;
  bodyId: string | null;
  publisher: string | null;
  reason: string;
  until: string | null;
  grants: string[];
  takenAt: Date;
  endedAt: Date | null;
}
export interface Misconduct extends Subject {
  id: string;
  code: string;
  state: MisconductState;
  dataset: { id: string; code: string; name: string } | null;
  publisher: { id: string; code: string; name: string } | null;
  district: string | null;
  reported: { dataUser: string; words: string; link: string | null };
  reporterId: string | null;
  reporter: string | null;
  reportedAt: Date;
  /** The name of whoever is concerned, once they are known. */
  person: string | null;
  organisation: string | null;
  interested: string[];
  ground: Ground | null;
  article: string | null;
  reasons: string[];
  recordedBy: string | null;
  decidedAt: Date | null;
  appealWords: string | null;
  appealedAt: Date | null;
  appealAnswer: string | null;
  appealDecidedAt: Date | null;
  notice: string | null;
  publishedAt: Date | null;
  measures: StoredMeasure[];
}

const selectMisconduct = (db: Reader) =>
  db
    .selectFrom('misconduct')
    .leftJoin('dataset', 'dataset.id', 'misconduct.dataset_id')
    .leftJoin('public_body', 'public_body.id', 'misconduct.body_id')
    .leftJoin('account as reporter', 'reporter.id', 'misconduct.reporter_id')
    .leftJoin('account as person', 'person.id', 'misconduct.owner_id')
    .leftJoin('organisation', 'organisation.id', 'misconduct.organisation_id')
    .selectAll('misconduct')
    .select(['dataset.code as dataset_code', 'dataset.name as dataset_name'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['reporter.name as reporter_name', 'person.name as person_name'])
    .select('organisation.name as organisation_name')
    .select(
      sql<string[]>`array(select m.account_id::text from membership m
        where m.organisation_id = misconduct.organisation_id and m.revoked_at is null)`.as('members'),
    );
type Row = Awaited<ReturnType<ReturnType<typeof selectMisconduct>['executeTakeFirstOrThrow']>>;

const toMisconduct = (row: Row, measures: StoredMeasure[]): Misconduct => ({
  id: row.id,
  code: row.code,
  state: row.state as MisconductState,
  dataset:
    row.dataset_id === null || row.dataset_code === null
      ? null
      : { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code },
  publisher:
    row.body_id === null ? null : { id: row.body_id, code: row.body_code ?? '', name: row.body_name ?? '' },
  district: row.district,
  reported: { dataUser: row.data_user, words: row.words, link: row.link },
  reporterId: row.reporter_id,
  reporter: row.reporter_name,
  reportedAt: row.reported_at,
  ownerId: row.owner_id,
  organisationId: row.organisation_id,
  person: row.person_name,
  organisation: row.organisation_name,
  interested: row.owner_id === null ? row.members : [row.owner_id, ...row.members],
  ground: row.ground as Ground | null,
  article: row.article,
  reasons: row.reasons,
  recordedBy: row.recorded_by,
  decidedAt: row.decided_at,
  appealWords: row.appeal_words,
  appealedAt: row.appealed_at,
  appealAnswer: row.appeal_answer,
  appealDecidedAt: row.appeal_decided_at,
  notice: row.notice,
  publishedAt: row.published_at,
  measures,
});

async function withMeasures(db: Reader, rows: readonly Row[]): Promise<Misconduct[]> {
  if (rows.length === 0) return [];
  const found = await db
    .selectFrom('misconduct_measure')
    .leftJoin('public_body', 'public_body.id', 'misconduct_measure.body_id')
    .select(['misconduct_measure.id', 'misconduct_id', 'kind', 'body_id', 'reason', 'grants'])
    .select(['taken_at', 'ended_at', 'public_body.name as body_name'])
    .select(sql<string | null>`until::text`.as('last_day'))
    .where(
      'misconduct_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('misconduct_measure.id')
    .execute();
  const measures = Map.groupBy(found, ({ misconduct_id }) => misconduct_id);
  return rows.map((row) =>
    toMisconduct(
      row,
      (measures.get(row.id) ?? []).map((each) => ({
        id: each.id,
        kind: each.kind as MeasureKind,
        bodyId: each.body_id,
        publisher: each.body_name,
        reason: each.reason,
        until: each.last_day,
        grants: each.grants,
        takenAt: each.taken_at,
        endedAt: each.ended_at,
      })),
    ),
  );
}

export interface MisconductWanted {
  /** null: against anybody. */
  of: { accountId: string | null; organisationId: string | null } | null;
  bodyId: string | null;
  district: string | null;
  states: readonly MisconductState[];
  withNotice?: boolean;
  limit: number;
  after: string | null;
}

/** The newest first, one more than wanted where there are more; and how many there are. */
export async function misconductIn(
  db: Reader,
  { of, bodyId, district, states, withNotice = false, limit, after }: MisconductWanted,
): Promise<{ items: Misconduct[]; total: number }> {
  let chosen = selectMisconduct(db).where('misconduct.state', 'in', [...states]);
  if (of !== null)
    chosen =
      of.organisationId === null
        ? chosen.where('misconduct.owner_id', '=', of.accountId)
        : chosen.where('misconduct.organisation_id', '=', of.organisationId);
  if (bodyId !== null) chosen = chosen.where('misconduct.body_id', '=', bodyId);
  if (district !== null) chosen = chosen.where('public_body.district', '=', district);
  if (withNotice) chosen = chosen.where('misconduct.notice', 'is not', null);
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('misconduct.id', '<', after ?? ''))
    .orderBy('misconduct.id', 'desc')
    .limit(limit + 1)
    .execute();
  return { items: await withMeasures(db, rows), total };
}

export async function findMisconduct(db: Reader, id: string): Promise<Misconduct | undefined> {
  const row = await selectMisconduct(db).where('misconduct.id', '=', id).executeTakeFirst();
  return row && (await withMeasures(db, [row]))[0];
}

export async function lockMisconduct(trx: Trx, id: string): Promise<Misconduct | undefined> {
  await trx.selectFrom('misconduct').select('id').where('id', '=', id).forUpdate().execute();
  return findMisconduct(trx, id);
}

export async function findByReceipt(db: Reader, hash: Buffer): Promise<Misconduct | undefined> {
  const row = await selectMisconduct(db).where('receipt_hash', '=', hash).executeTakeFirst();
  return row && (await withMeasures(db, [row]))[0];
}

/** A dataset of which the list speaks, by its code. */
export async function listedDataset(
  db: Reader,
  code: string,
  states: readonly string[],
): Promise<{ id: string; bodyId: string } | undefined> {
  const row = await db
    .selectFrom('dataset')
    .select(['id', 'body_id'])
    .where('code', '=', code)
    .where('state', 'in', [...states])
    .executeTakeFirst();
  return row && { id: row.id, bodyId: row.body_id };
}

export interface NewReport {
  id: string;
  dataset: { id: string; bodyId: string } | null;
  dataUser: string;
  words: string;
  link: string | null;
  reporterId: string | null;
  receiptHash: Buffer;
  at: Date;
}

/** Answers its code. */
export async function insertReport(trx: Trx, made: NewReport): Promise<string> {
  const row = await trx
    .insertInto('misconduct')
    .values({
      id: made.id,
      code: orderCode('WG', made.at),
      state: 'reported',
      dataset_id: made.dataset?.id ?? null,
      body_id: made.dataset?.bodyId ?? null,
      data_user: made.dataUser,
      words: made.words,
      link: made.link,
      reporter_id: made.reporterId,
      receipt_hash: made.receiptHash,
      reported_at: made.at,
      reasons: '[]',
    })
    .returning('code')
    .executeTakeFirstOrThrow();
  return row.code;
}

/** The accepted organisation of a credit code, else the open account of a user name, with who belongs to it. */
export async function findSubject(
  db: Reader,
  text: string,
): Promise<(Subject & { interested: string[] }) | undefined> {
  const organisation = await db
    .selectFrom('organisation')
    .select('id')
    .where('credit_code', '=', text.toUpperCase())
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  if (organisation) {
    const members = await db
      .selectFrom('membership')
      .select('account_id')
      .where('organisation_id', '=', organisation.id)
      .where('revoked_at', 'is', null)
      .execute();
    const interested = members.map(({ account_id }) => account_id);
    return { ownerId: null, organisationId: organisation.id, interested };
  }
  const person = await db
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', text)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return person && { ownerId: person.id, organisationId: null, interested: [person.id] };
}

export async function namesOf(db: Reader, accountIds: readonly string[]): Promise<string[]> {
  if (accountIds.length === 0) return [];
  const rows = await db
    .selectFrom('account')
    .select('name')
    .where('id', 'in', [...accountIds])
    .execute();
  return rows.map(({ name }) => name);
}

type Saved = Pick<
  Misconduct,
  | 'id'
  | 'state'
  | 'ownerId'
  | 'organisationId'
  | 'ground'
  | 'article'
  | 'reasons'
  | 'recordedBy'
  | 'decidedAt'
  | 'appealWords'
  | 'appealedAt'
  | 'appealAnswer'
  | 'appealDecidedAt'
  | 'notice'
  | 'publishedAt'
>;

export async function saveMisconduct(trx: Trx, record: Saved, liftedAt: Date | null): Promise<void> {
  await trx
    .updateTable('misconduct')
    .set({
      state: record.state,
      owner_id: record.ownerId,
      organisation_id: record.organisationId,
      ground: record.ground,
      article: record.article,
      reasons: JSON.stringify(record.reasons),
      recorded_by: record.recordedBy,
      decided_at: record.decidedAt,
      appeal_words: record.appealWords,
      appealed_at: record.appealedAt,
      appeal_answer: record.appealAnswer,
      appeal_decided_at: record.appealDecidedAt,
      notice: record.notice,
      published_at: record.publishedAt,
      lifted_at: liftedAt,
    })
    .where('id', '=', record.id)
    .execute();
}
