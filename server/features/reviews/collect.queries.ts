import { sql } from 'kysely';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

interface Campaign {
  id: string;
  year: number;
}

const onTheList = sql.join([...ON_THE_LIST]);
const listed = sql`select id, body_id, name from dataset where state in (${onTheList})`;
const unopened = sql`select id, body_id, name from catalogue_entry where shared_from is null and not exists (
  select from dataset where dataset.catalogue_entry_id = catalogue_entry.id and dataset.state in (${onTheList}))`;
/** The item's dataset is on the list, or its entry is without a dataset there. */
const toReview = sql`(dataset_id in (select id from (${listed}) as l)
  or catalogue_entry_id in (select id from (${unopened}) as u)) is true`;

/**
 * What is to be reviewed and has no item yet gets one, such as `PG-2026-000017`; what is no longer to be reviewed
 * lapses, what is again becomes due. Each is one statement, however many items there are; answers how many.
 */
export async function collectItems(
  trx: Trx,
  { id, year }: Campaign,
  at: Date,
): Promise<{ added: number; lapsed: number; renewed: number }> {
  // Two at once would number the same things twice.
  await sql`select pg_advisory_xact_lock(hashtext('review'))`.execute(trx);
  const lapsed = await sql`update review_item set state = 'lapsed'
    where campaign_id = ${id} and state in ('due', 'prepared', 'returned') and not (${toReview})`.execute(
    trx,
  );
  const renewed = await sql`update review_item set state = 'due', assessment = null, reasons = '[]'
    where campaign_id = ${id} and state = 'lapsed' and ${toReview}`.execute(trx);
  const added = await sql`insert into review_item
      (id, code, campaign_id, body_id, dataset_id, catalogue_entry_id, state, created_at)
    select gen_random_uuid(), ${orderCode('PG', year)},
      ${id}, body_id, dataset_id, catalogue_entry_id, 'due', ${at}
    from (
      select body_id, name, id as dataset_id, null::uuid as catalogue_entry_id from (${listed}) as l
        where not exists (select from review_item where campaign_id = ${id} and dataset_id = l.id)
      union all
      select body_id, name, null::uuid, id from (${unopened}) as u
        where not exists (select from review_item where campaign_id = ${id} and catalogue_entry_id = u.id)
      order by body_id, name
    ) as missing`.execute(trx);
  const count = ({ numAffectedRows = 0n }: { numAffectedRows?: bigint }): number => Number(numAffectedRows);
  return { added: count(added), lapsed: count(lapsed), renewed: count(renewed) };
}

/** Locked, so that none ends meanwhile. */
export const lockOpenCampaigns = (trx: Trx): Promise<Campaign[]> =>
  trx
    .selectFrom('review_campaign')
    .select(['id', 'year'])
    .where('state', '=', 'open')
    .orderBy('year')
    .forUpdate()
    .execute();

export async function hasOpenCampaign(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('review_campaign')
    .select('id')
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest act on anything but reviews; it moves with every change of what is to be reviewed. */
export async function newestAct(db: Reader): Promise<number | null> {
  const { newest } = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('position').as('newest'))
    .where('thing', 'not in', ['review', 'review-item', 'mismatch'])
    .executeTakeFirstOrThrow();
  return newest;
}
