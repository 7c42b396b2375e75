import { sql, type Kysely } from 'kysely';

const EMPTY = `'{"staticReason": ""}'::jsonb`;

const STATEMENTS = [
  `alter table dataset add column static_since timestamptz`,
  `update dataset set entry = ${EMPTY} || entry where entry is not null`,
  `update dataset set draft = ${EMPTY} || draft where draft is not null`,
  `update work_order set change = jsonb_set(change, '{entry}', ${EMPTY} || (change -> 'entry'))
     where change -> 'entry' is not null`,
];

/** Why data is static, and since when what was updated before no longer is (`xz-9-5`, `xz-10-1`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
