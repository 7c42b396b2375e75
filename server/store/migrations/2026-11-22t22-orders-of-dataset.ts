import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // The newest order of each draft is asked for whenever an editor looks at the tasks: from the index alone.
  `drop index work_order_dataset`,
  `create index work_order_dataset on work_order (dataset_id, id) include (state)`,
];

/** The newest work order of a dataset without reading all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
