import { sql } from 'kysely';
import type { ExpertOpinionState } from '../../../rules/expert-reviews/expert-opinion.machine.ts';
import type { Candidate } from '../../../rules/expert-reviews/draw-experts.ts';
import type { ExpertWords } from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface ExpertReview {
  id: string;
  partId: string;
  question: string;
  askedBy: string;
  askedAt: Date;
  endedAt: Date | null;
}
/** The opinion of one expert, with the review that it is for. */
export interface ExpertOpinion {
  id: string;
  review: ExpertReview;
  applicationId: string;
  accountId: string;
  expert: string;
  state: ExpertOpinionState;
  askedAt: Date;
  words: ExpertWords | null;
  recusal: string;
  signedAt: Date | null;
  signature: string | null;
}

const selectOpinions = (db: Reader) =>
  db
    .selectFrom('expert_opinion')
    .innerJoin('expert_review', 'expert_review.id', 'expert_opinion.review_id')
    .innerJoin('application_part', 'application_part.id', 'expert_review.part_id')
    .innerJoin('account', 'account.id', 'expert_opinion.account_id')
    .selectAll('expert_opinion')
    .select(['expert_review.part_id', 'expert_review.question', 'expert_review.asked_by'])
    .select(['expert_review.asked_at as begun_at', 'expert_review.ended_at'])
    .select(['application_part.application_id', 'account.name as expert']);
type Row = Awaited<ReturnType<ReturnType<typeof selectOpinions>['executeTakeFirstOrThrow']>>;

const toOpinion = (row: Row): ExpertOpinion => ({
  id: row.id,
  review: {
    id: row.review_id,
    partId: row.part_id,
    question: row.question,
    askedBy: row.asked_by,
    askedAt: row.begun_at,
    endedAt: row.ended_at,
  },
  applicationId: row.application_id,
  accountId: row.account_id,
  expert: row.expert,
  state: row.state as ExpertOpinionState,
  askedAt: row.asked_at,
  words: row.words,
  recusal: row.recusal,
  signedAt: row.signed_at,
  signature: row.signature,
});

export async function findOpinion(db: Reader, id: string): Promise<ExpertOpinion | undefined> {
  const row = await selectOpinions(db).where('expert_opinion.id', '=', id).executeTakeFirst();
  return row && toOpinion(row);
}

/** Of one review, in the order in which they were asked for. */
export async function opinionsOf(db: Reader, reviewId: string): Promise<ExpertOpinion[]> {
  const rows = await selectOpinions(db)
    .where('expert_opinion.review_id', '=', reviewId)
    .orderBy('expert_opinion.id')
    .execute();
  return rows.map(toOpinion);
}

/** Newest first, after an id. */
export async function opinionsAskedOf(
  db: Reader,
  { accountId, limit, after }: { accountId: string; limit: number; after: string | null },
): Promise<{ items: ExpertOpinion[]; total: number }> {
  const mine = selectOpinions(db).where('expert_opinion.account_id', '=', accountId);
  const { total } = await mine
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .$if(after !== null, (opinions) => opinions.where('expert_opinion.id', '<', after ?? ''))
    .orderBy('expert_opinion.id', 'desc')
    .limit(limit)
    .execute();
  return { items: rows.map(toOpinion), total };
}

/** What an expert still has to answer, oldest first. */
export async function openOpinionsOf(db: Reader, accountId: string): Promise<ExpertOpinion[]> {
  const rows = await selectOpinions(db)
    .where('expert_opinion.account_id', '=', accountId)
    .where('expert_opinion.state', '=', 'asked')
    .where('application_part.state', '=', 'expert-review')
    .orderBy('expert_opinion.id')
    .execute();
  return rows.map(toOpinion);
}

/** The newest review of a part; null: experts were never heard on it. */
export async function reviewOf(db: Reader, partId: string): Promise<ExpertReview | null> {
  const row = await db
    .selectFrom('expert_review')
    .selectAll()
    .where('part_id', '=', partId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const { id, question, asked_by: askedBy, asked_at: askedAt, ended_at: endedAt } = row;
  return { id, partId, question, askedBy, askedAt, endedAt };
}

/** An opinion of every review that has not ended, 200 at most. */
export async function openReviews(db: Reader): Promise<{ reviewId: string; applicationId: string }[]> {
  const rows = await db
    .selectFrom('expert_review')
    .innerJoin('application_part', 'application_part.id', 'expert_review.part_id')
    .select(['expert_review.id as reviewId', 'application_part.application_id as applicationId'])
    .where('ended_at', 'is', null)
    .orderBy('expert_review.id')
    .execute();
  return rows;
}

/** Every open account that is an expert now, with what could tie it to a request of this applicant. */
export async function panelFor(
  db: Reader,
  { ownerId, organisationId }: { ownerId: string; organisationId: string | null },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select account.id as "accountId",
      array_remove(array_agg(distinct other.body_id::text), null) as "bodyIds",
      array_remove(array_agg(distinct other.organisation_id::text), null) as "organisationIds",
      exists (
        select from expert_opinion
        join expert_review on expert_review.id = expert_opinion.review_id
        join application_part on application_part.id = expert_review.part_id
        join access_application on access_application.id = application_part.application_id
        where expert_opinion.account_id = account.id and expert_opinion.state = 'recused'
          and (access_application.owner_id = ${ownerId} or access_application.organisation_id = ${organisationId}::uuid)
      ) as recused
    from account
    join membership as other on other.account_id = account.id and other.revoked_at is null
    where account.closed_at is null
    group by account.id
    having bool_or(other.role = 'expert')
    order by account.id`.execute(db);
  return rows;
}

export const insertReview = async (trx: Trx, { endedAt, ...review }: ExpertReview): Promise<void> => {
  await trx
    .insertInto('expert_review')
    .values({
      id: review.id,
      part_id: review.partId,
      question: review.question,
      asked_by: review.askedBy,
      asked_at: review.askedAt,
      ended_at: endedAt,
    })
    .execute();
};

export const insertOpinion = async (
  trx: Trx,
  opinion: { id: string; reviewId: string; accountId: string; at: Date },
): Promise<void> => {
  const { id, reviewId, accountId, at } = opinion;
  await trx
    .insertInto('expert_opinion')
    .values({ id, review_id: reviewId, account_id: accountId, asked_at: at })
    .execute();
};

export const saveOpinion = async (trx: Trx, opinion: ExpertOpinion): Promise<void> => {
  const { id, state, words, recusal, signedAt, signature } = opinion;
  await trx
    .updateTable('expert_opinion')
    .set({ state, words: words && JSON.stringify(words), recusal, signed_at: signedAt, signature })
    .where('id', '=', id)
    .execute();
};

export const endReview = async (trx: Trx, id: string, at: Date): Promise<void> => {
  await trx.updateTable('expert_review').set({ ended_at: at }).where('id', '=', id).execute();
};
