import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Apart from what is kept: none of it is in a backup, all of it can be made again.
  `create schema if not exists hot`,
  `create table hot.version (
    version_id uuid primary key,
    state text not null default 'cold' check (state in ('cold', 'hot', 'unfit')),
    use double precision not null,
    use_at timestamptz not null,
    fields jsonb not null,
    relation text,
    columns jsonb,
    bytes bigint,
    since timestamptz,
    check ((state = 'hot') = (relation is not null and columns is not null and bytes is not null and since is not null))
  )`,
];

/** How much versions are asked for, and where those that are asked for most lie as indexed tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
