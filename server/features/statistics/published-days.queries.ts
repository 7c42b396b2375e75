import { sql } from 'kysely';
import { onTheList } from '../../search/open-list.queries.ts';
import type { Reader } from '../../store/database.ts';

/** A day on which versions of a dataset on the list were published: the last moment, and how many. */
export interface PublishedDay {
  datasetId: string;
  at: Date;
  versions: number;
}

/** In the order of time; of what came before `since` the last one alone. */
export async function publishedDays(db: Reader, since: Date): Promise<PublishedDay[]> {
  const day = sql`(greatest(data_version.published_at, ${since}::timestamptz - interval '1 day') at time zone 'Asia/Shanghai')::date`;
  const rows = await db
    .selectFrom('data_version')
    .innerJoin('dataset', 'dataset.id', 'data_version.dataset_id')
    .select([
      'data_version.dataset_id',
      sql<Date>`max(data_version.published_at)`.as('at'),
      sql<number>`count(*)`.as('versions'),
    ])
    .where('data_version.published_at', 'is not', null)
    .where(onTheList)
    .groupBy(['data_version.dataset_id', day])
    .orderBy('at')
    .execute();
  return rows.map(({ dataset_id, at, versions }) => ({ datasetId: dataset_id, at, versions }));
}
