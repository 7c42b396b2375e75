import { sql, type Kysely } from 'kysely';

/** What of a part is counted: its state once it was sent, and each ground on which it was rejected. */
const counted = (part: string): string => `select ${part}.body_id, 'state', ${part}.state from ${part}
    where ${part}.submitted_at is not null
  union all
  select ${part}.body_id, 'ground', reason ->> 'ground' from ${part}, jsonb_array_elements(${part}.reasons) as reason
    where ${part}.state = 'rejected' and reason ? 'ground'`;

/** Only what a statement changed is written down, each by itself: nobody waits for another's count. */
const change = (rows: string): string => `insert into application_tally (body_id, kind, name, count)
  select body_id, kind, name, sum(count) from (${rows}) as changed (body_id, kind, name, count)
  group by body_id, kind, name having sum(count) <> 0`;
const signed = (part: string, sign: string): string =>
  `select counted.*, ${sign} from (${counted(part)}) as counted`;

const STATEMENTS = [
  `create table application_tally (
     id bigint generated always as identity primary key,
     body_id uuid not null references public_body,
     kind text not null,
     name text not null,
     count bigint not null
   )`,
  change(signed('application_part', '1')),
  `create function tally_application_parts() returns trigger language plpgsql as $$
     begin
       if tg_op = 'INSERT' then ${change(signed('after_it', '1'))};
       elsif tg_op = 'DELETE' then ${change(signed('before_it', '-1'))};
       else ${change(`${signed('after_it', '1')} union all ${signed('before_it', '-1')}`)};
       end if;
       return null;
     end $$`,
  `create trigger application_parts_inserted after insert on application_part
     referencing new table as after_it for each statement execute function tally_application_parts()`,
  `create trigger application_parts_updated after update on application_part
     referencing new table as after_it old table as before_it for each statement execute function tally_application_parts()`,
  `create trigger application_parts_deleted after delete on application_part
     referencing old table as before_it for each statement execute function tally_application_parts()`,
  `create index application_part_state on application_part (state, application_id) where submitted_at is not null`,
  `create index application_part_of_body on application_part (body_id, application_id) where accepted_at is not null`,
  `create index application_part_sent on application_part (application_id) where submitted_at is not null`,
  `create index application_part_answered on application_part (answered_at) where answered_at is not null`,
  `create index agreement_body_state on agreement (body_id, state, id)`,
  `create index data_grant_body_newest on data_grant (body_id, id)`,
];

/** Applications are counted as they change, and lists of them found in their order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
