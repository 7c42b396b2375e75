import { sql } from 'kysely';
import type { CampaignState } from '../../../rules/reviews/review-campaign.machine.ts';
import type { ReviewItemState } from '../../../rules/reviews/review-item.machine.ts';
import type { Progress } from '../../../rules/reviews/reviews.operations.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Campaign {
  id: string;
  year: number;
  state: CampaignState;
  openedBy: string;
  openedAt: Date;
  endedAt: Date | null;
}

const selectCampaigns = (db: Reader) =>
  db
    .selectFrom('review_campaign')
    .innerJoin('account', 'account.id', 'review_campaign.opened_by')
    .selectAll('review_campaign')
    .select('account.name as opened_by_name');
type Row = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['executeTakeFirstOrThrow']>>;

const toCampaign = (row: Row): Campaign => ({
  id: row.id,
  year: row.year,
  state: row.state as CampaignState,
  openedBy: row.opened_by_name,
  openedAt: row.opened_at,
  endedAt: row.ended_at,
});

export const listCampaigns = async (db: Reader): Promise<Campaign[]> =>
  (await selectCampaigns(db).orderBy('year', 'desc').limit(100).execute()).map(toCampaign);

export async function findCampaign(db: Reader, id: string): Promise<Campaign | undefined> {
  const row = await selectCampaigns(db).where('review_campaign.id', '=', id).executeTakeFirst();
  return row && toCampaign(row);
}

export async function lockCampaign(trx: Trx, id: string): Promise<Campaign | undefined> {
  await trx.selectFrom('review_campaign').select('id').where('id', '=', id).forUpdate().execute();
  return findCampaign(trx, id);
}

/** False when the year has its review already. */
export async function insertCampaign(
  trx: Trx,
  { id, year, by, at }: { id: string; year: number; by: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('review_campaign')
    .values({ id, year, state: 'open', opened_by: by, opened_at: at })
    .onConflict((conflict) => conflict.column('year').doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function saveEnded(trx: Trx, id: string, state: CampaignState, at: Date): Promise<void> {
  await trx.updateTable('review_campaign').set({ state, ended_at: at }).where('id', '=', id).execute();
}

export interface BodyCounts extends Progress {
  id: string;
  code: string;
  name: string;
}

/** Items that did not lapse, by body and state, in the order of the bodies' names. */
export async function progressByBody(db: Reader, campaignId: string, scope: Scope): Promise<BodyCounts[]> {
  const { bodyId, district } = scope;
  const inState = <State extends ReviewItemState>(state: State) =>
    sql<number>`count(*) filter (where review_item.state = ${sql.lit(state)})`.as(state);
  return db
    .selectFrom('review_item')
    .innerJoin('public_body', 'public_body.id', 'review_item.body_id')
    .select(['public_body.id', 'public_body.code', 'public_body.name'])
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .select([inState('due'), inState('prepared'), inState('returned'), inState('confirmed')])
    .where('review_item.campaign_id', '=', campaignId)
    .where('review_item.state', '!=', 'lapsed')
    .$if(bodyId !== null, (all) => all.where('public_body.id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district))
    .groupBy(['public_body.id', 'public_body.code', 'public_body.name'])
    .orderBy('public_body.name')
    .execute();
}
