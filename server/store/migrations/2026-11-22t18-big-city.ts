import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Whole entries out of the rows that lists and searches pass over: three rows on a page where one was.
  `alter table dataset set (toast_tuple_target = 1024)`,
  // What drafts are searched by; adding it writes the rows anew, without their entries.
  `alter table dataset add column draft_text text generated always as (
     lower(coalesce(name, draft ->> 'name', '') || E'\\n' || code)
   ) stored`,
  `create index dataset_draft on dataset (body_id, changed_at) where draft is not null`,
  // With what a comparison of catalogue and list asks of them.
  `drop index dataset_of_entry`,
  `create index dataset_of_entry on dataset (catalogue_entry_id) include (state, open_class)`,
  `drop index work_order_state`,
  `create index work_order_newest on work_order (state, id)`,
  `create index work_order_of_body on work_order (body_id, id) include (state)`,
  // The few that wait for somebody.
  `create index data_version_waiting on data_version (dataset_id, state) where state <> 'published'`,
  `create index event_action on event (action, position)`,
];

/** Lists, boards and editors of 10 k datasets and 100 k work orders within 100 ms. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
