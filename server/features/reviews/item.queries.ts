import { sql, type SqlBool } from 'kysely';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass, UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import { CHANGES_THE_LIST, type Assessment, type ReviewDecision } from '../../../rules/reviews/assessment.ts';
import type { CampaignState } from '../../../rules/reviews/review-campaign.machine.ts';
import type { ReviewItemState } from '../../../rules/reviews/review-item.machine.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { likeLiteral } from '../catalogue/index.ts';

export interface ReviewItem {
  id: string;
  code: string;
  review: { id: string; year: number; state: CampaignState };
  kind: 'dataset' | 'entry';
  state: ReviewItemState;
  publisher: { id: string; code: string; name: string };
  district: string | null;
  name: string;
  datasetId: string | null;
  catalogueEntryId: string | null;
  openClass: OpenClass;
  updateFrequency: UpdateFrequency | null;
  assessment: Assessment | null;
  reasons: string[];
  preparedBy: string | null;
  preparedByName: string | null;
  createdAt: Date;
  decidedAt: Date | null;
}

const openClass = sql<OpenClass>`coalesce(dataset.open_class, catalogue_entry.openness, 'closed')`;
const itemName = sql<string>`coalesce(dataset.name, catalogue_entry.name, dataset.code)`;

const selectItems = (db: Reader) =>
  db
    .selectFrom('review_item')
    .innerJoin('review_campaign', 'review_campaign.id', 'review_item.campaign_id')
    .innerJoin('public_body', 'public_body.id', 'review_item.body_id')
    .leftJoin('dataset', 'dataset.id', 'review_item.dataset_id')
    .leftJoin('catalogue_entry', 'catalogue_entry.id', 'review_item.catalogue_entry_id')
    .leftJoin('account as preparer', 'preparer.id', 'review_item.prepared_by')
    .selectAll('review_item')
    .select(['review_campaign.year', 'review_campaign.state as campaign_state'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('preparer.name as prepared_by_name')
    .select([openClass.as('open_class'), itemName.as('name')])
    .select(sql<UpdateFrequency | null>`dataset.list_frequency`.as('update_frequency'));
type Row = Awaited<ReturnType<ReturnType<typeof selectItems>['executeTakeFirstOrThrow']>>;

const toItem = (row: Row): ReviewItem => ({
  id: row.id,
  code: row.code,
  review: { id: row.campaign_id, year: row.year, state: row.campaign_state as CampaignState },
  kind: row.dataset_id === null ? 'entry' : 'dataset',
  state: row.state as ReviewItemState,
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
  district: row.district,
  name: row.name,
  datasetId: row.dataset_id,
  catalogueEntryId: row.catalogue_entry_id,
  openClass: row.open_class,
  updateFrequency: row.update_frequency,
  assessment: row.assessment,
  reasons: row.reasons,
  preparedBy: row.prepared_by,
  preparedByName: row.prepared_by_name,
  createdAt: row.created_at,
  decidedAt: row.decided_at,
});

/** Which items are alike. */
export interface Likeness {
  kind: 'dataset' | 'entry' | null;
  openClass: OpenClass | null;
  q: string;
  decision: ReviewDecision | null;
}
export interface ItemList extends Scope, Likeness {
  reviewId: string;
  /** null: all that did not lapse. */
  states: readonly ReviewItemState[] | null;
  publisher: string | null;
}

function chosenItems(db: Reader, wanted: ItemList) {
  const { reviewId, states, kind, q, decision, publisher, bodyId, district } = wanted;
  return selectItems(db)
    .where('review_item.campaign_id', '=', reviewId)
    .$if(states === null, (all) => all.where('review_item.state', '!=', 'lapsed'))
    .$if(states !== null, (all) => all.where('review_item.state', 'in', [...(states ?? [])]))
    .$if(kind === 'dataset', (all) => all.where('review_item.dataset_id', 'is not', null))
    .$if(kind === 'entry', (all) => all.where('review_item.catalogue_entry_id', 'is not', null))
    .$if(wanted.openClass !== null, (all) => all.where(openClass, '=', wanted.openClass))
    .$if(q !== '', (all) => all.where(itemName, 'ilike', `%${likeLiteral(q)}%`))
    .$if(decision !== null, (all) => all.where(sql`review_item.assessment ->> 'decision'`, '=', decision))
    .$if(publisher !== null, (all) => all.where('public_body.code', '=', publisher ?? ''))
    .$if(bodyId !== null, (all) => all.where('review_item.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district));
}

/** In the order of their codes; `after` is the code of the last one seen. */
export async function listItems(
  db: Reader,
  wanted: ItemList,
  { limit, after }: { limit: number; after: string | null },
): Promise<{ items: ReviewItem[]; total: number }> {
  const chosen = chosenItems(db, wanted);
  const counted = chosen.clearSelect().select(({ fn }) => fn.countAll<number>().as('total'));
  const page = chosen
    .$if(after !== null, (all) => all.where('review_item.code', '>', after ?? ''))
    .orderBy('review_item.code')
    .limit(limit);
  const [{ total }, rows] = await Promise.all([counted.executeTakeFirstOrThrow(), page.execute()]);
  return { items: rows.map(toItem), total };
}

/** All that are alike, at most `limit`, locked until the end of the transaction. */
export async function lockLike(trx: Trx, wanted: ItemList, limit: number): Promise<ReviewItem[]> {
  const rows = await chosenItems(trx, wanted)
    .orderBy('review_item.code')
    .limit(limit)
    .forUpdate('review_item')
    .execute();
  return rows.map(toItem);
}

export async function findItem(db: Reader, id: string): Promise<ReviewItem | undefined> {
  const row = await selectItems(db).where('review_item.id', '=', id).executeTakeFirst();
  return row && toItem(row);
}

export async function lockItem(trx: Trx, id: string): Promise<ReviewItem | undefined> {
  await trx.selectFrom('review_item').select('id').where('id', '=', id).forUpdate().execute();
  return findItem(trx, id);
}

interface Step {
  ids: string[];
  state: ReviewItemState;
  by: string;
  at: Date;
}

export async function savePrepared(
  trx: Trx,
  { ids, state, by, at, assessment }: Step & { assessment: Assessment },
): Promise<void> {
  await trx
    .updateTable('review_item')
    .set({ state, assessment: JSON.stringify(assessment), reasons: '[]', prepared_by: by, prepared_at: at })
    .where('id', 'in', ids)
    .execute();
}

export async function saveDecided(
  trx: Trx,
  { ids, state, by, at, reasons }: Step & { reasons: string[] },
): Promise<void> {
  await trx
    .updateTable('review_item')
    .set({
      state,
      reasons: JSON.stringify(reasons),
      decided_by: by,
      decided_at: state === 'confirmed' ? at : null,
    })
    .where('id', 'in', ids)
    .execute();
}

const onTheList = sql.join([...ON_THE_LIST]);
/** The list says by now what the confirmed decision asks for. */
const carriedOut = sql<SqlBool>`case review_item.assessment ->> 'decision'
  when 'withdraw' then exists (select from dataset where id = review_item.dataset_id and state = 'withdrawn')
  when 'make-static' then exists (select from dataset where id = review_item.dataset_id
    and list_frequency = 'static')
  else exists (select from dataset where (id = review_item.dataset_id
      or catalogue_entry_id = review_item.catalogue_entry_id) and state in (${onTheList})
    and open_class in ('unconditional', review_item.assessment ->> 'feasibility'))
  end`;

/** What a body's people have to do in open campaigns, and since when; null when there is nothing. */
export async function waitingItems(
  db: Reader,
  wanted: { bodyId: string; states: readonly ReviewItemState[]; exceptBy: string | null },
): Promise<{ reviewId: string; count: number; since: Date } | null> {
  const row = await db
    .selectFrom('review_item')
    .innerJoin('review_campaign', 'review_campaign.id', 'review_item.campaign_id')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.min<Date>('review_item.created_at').as('since'),
    ])
    .select('review_campaign.id')
    .where('review_campaign.state', '=', 'open')
    .where('review_item.body_id', '=', wanted.bodyId)
    .where('review_item.state', 'in', [...wanted.states])
    .$if(wanted.exceptBy !== null, (all) => all.where('review_item.prepared_by', '!=', wanted.exceptBy))
    .groupBy('review_campaign.id')
    .orderBy('since')
    .executeTakeFirst();
  return row ? { reviewId: row.id, count: row.count, since: row.since } : null;
}

/** Confirmed decisions of a body that change the list, while the list does not say so yet. */
export async function toCarryOut(
  db: Reader,
  bodyId: string,
): Promise<{ reviewId: string; count: number; since: Date } | null> {
  const row = await db
    .selectFrom('review_item')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<Date>('decided_at').as('since')])
    .select('campaign_id')
    .where('body_id', '=', bodyId)
    .where('state', '=', 'confirmed')
    .where(sql`assessment ->> 'decision'`, 'in', [...CHANGES_THE_LIST])
    .where(sql<SqlBool>`not ${carriedOut}`)
    .groupBy('campaign_id')
    .orderBy('since')
    .executeTakeFirst();
  return row ? { reviewId: row.campaign_id, count: row.count, since: row.since } : null;
}

export interface Led {
  datasetId: string | null;
  workOrder: { id: string; code: string; state: string } | null;
  carriedOut: boolean;
}

/** What a confirmed decision has led to: the dataset, and its newest list change since. */
export async function ledTo(db: Reader, { id, datasetId, decidedAt }: ReviewItem): Promise<Led> {
  const { done, bound } = await db
    .selectFrom('review_item')
    .select(carriedOut.as('done'))
    .select(
      sql<
        string | null
      >`(select dataset.id from dataset where catalogue_entry_id = review_item.catalogue_entry_id
        and state <> 'withdrawn' order by created_at desc limit 1)`.as('bound'),
    )
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const changed = datasetId ?? bound;
  const workOrder = await db
    .selectFrom('work_order')
    .select(['id', 'code', 'state'])
    .where('dataset_id', '=', changed)
    .where('prepared_at', '>=', decidedAt)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return { datasetId: changed, workOrder: workOrder ?? null, carriedOut: done === true };
}
