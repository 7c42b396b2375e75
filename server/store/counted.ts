import type { SelectQueryBuilder } from 'kysely';
import type { Reader } from './database.ts';
import type { Database } from './tables.ts';

/** A count that is made for every page of a list goes no further. */
const MOST_COUNTED = 10_000;

export interface Counted {
  total: number;
  /** There are at least so many. */
  totalIsEstimate: boolean;
}

/** How many rows a query would answer, counted to 10,000: lists of a whole city are not walked to their end. */
export async function counted<Tables extends keyof Database, Row>(
  db: Reader,
  rows: SelectQueryBuilder<Database, Tables, Row>,
): Promise<Counted> {
  const { total } = await db
    .selectFrom(rows.limit(MOST_COUNTED + 1).as('counted'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { total: Math.min(total, MOST_COUNTED), totalIsEstimate: total > MOST_COUNTED };
}
