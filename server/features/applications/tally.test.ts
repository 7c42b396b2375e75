import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { talliesOf } from './tally.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 60_000);
afterAll(() => database.drop());

const run = (text: string) => database.pool.query<{ counted: string }>(text);

/** As the parts themselves say it, without the store's counts. */
async function recounted(): Promise<string[]> {
  const { rows } = await run(`
    select 'state ' || state || ' ' || count(*) as counted from application_part
      where submitted_at is not null group by state
    union all
    select 'ground ' || (reason ->> 'ground') || ' ' || count(*) from application_part,
      jsonb_array_elements(reasons) as reason where state = 'rejected' group by reason ->> 'ground'
    order by 1`);
  return rows.map(({ counted }) => counted);
}
/** Over all bodies. */
async function tallied(): Promise<string[]> {
  const sums = new Map<string, number>();
  for (const { kind, name, count } of await talliesOf(database.db))
    sums.set(`${kind} ${name}`, (sums.get(`${kind} ${name}`) ?? 0) + count);
  return [...sums].map(([key, count]) => `${key} ${String(count)}`).sort();
}

/** So many parts in the states that their numbers say. */
const add = (many: number): string => `with person as (insert into account (id, name, created_at)
    values (gen_random_uuid(), '申请人', now()) returning id),
  body as (insert into public_body (id, code, name, name_en, created_at)
    values (gen_random_uuid(), 'T${many}', 'T${many}', 'T', now()) returning id),
  dataset as (insert into dataset (id, code, body_id, state, created_at, changed_at)
    select gen_random_uuid(), 'SH-T-${many}', id, 'drafted', now(), now() from body returning id),
  application as (insert into access_application (id, code, owner_id, content, created_at)
    select gen_random_uuid(), 'SQ-T-${many}-' || n, person.id, '{}', now()
    from person, generate_series(1, ${many}) as n returning id)
  insert into application_part (id, application_id, place, dataset_id, body_id, state, terms, conditions, submitted_at)
  select gen_random_uuid(), application.id, 0, dataset.id, body.id, 'submitted', '{}', '{}', now()
  from application, dataset, body`;

describe('the counts of applications', () => {
  it('[xz-19] given parts that come, change their states in any statement and go, then the counts are those of a recount', async () => {
    await run(add(40));
    await run(
      `update application_part set state = 'approved' where id in (select id from application_part limit 15)`,
    );
    await run(`update application_part set state = 'rejected', reasons = '[{"ground": "risk"}, {"ground": "credit"}]'
      where id in (select id from application_part where state = 'submitted' limit 10)`);
    await run(`update application_part set dialogue = '[]'`);
    await run(add(7));
    await run(
      `delete from application_part where id in (select id from application_part where state = 'rejected' limit 3)`,
    );
    const expected = await recounted();
    expect(expected).toEqual([
      'ground credit 7',
      'ground risk 7',
      'state approved 15',
      'state rejected 7',
      'state submitted 22',
    ]);
    expect(await tallied()).toEqual(expected);
  });
});
