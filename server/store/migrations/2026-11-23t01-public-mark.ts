import { sql, type Kysely } from 'kysely';

/** What of each table public pages show; null: any change of it. */
const SHOWN: Record<string, readonly string[] | null> = {
  dataset: [
    ...['state', 'entry', 'name', 'open_class', 'body_id', 'catalogue_entry_id', 'current_version_id'],
    ...['suspended_reason', 'static_since', 'withheld_before', 'listed_at', 'opened_at', 'data_updated_at'],
  ],
  data_version: ['state', 'number', 'rows', 'manifest', 'published_at', 'dataset_id'],
  catalogue_entry: ['source', 'source_id', 'source_url'],
  version_distribution: null,
  public_body: null,
  grading_guideline: null,
  grading_refinement: null,
};

const STATEMENTS = [
  // Apart from what is kept: no backup needs it.
  `create schema pages`,
  `create table pages.change (id uuid primary key)`,
  // Each transaction that changes what is shown puts an id of its own and takes those that it sees away, so that after
  // every commit the ids are a set that never was before. It waits for nobody: what another is taking away is skipped.
  `create function pages.note_change() returns trigger language plpgsql as $$
    begin
      if not exists (select from pages.change where xmin = pg_current_xact_id()::xid) then
        delete from pages.change where id in (select id from pages.change for update skip locked);
        insert into pages.change values (gen_random_uuid());
      end if;
      return null;
    end $$`,
  ...Object.entries(SHOWN).map(([table, columns]) => {
    const update = columns === null ? 'update' : `update of ${columns.join(', ')}`;
    return `create trigger changes_pages after insert or delete or truncate or ${update} on ${table}
      for each statement execute function pages.note_change()`;
  }),
];

/** A mark of all that public pages show, which is another one after every change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
