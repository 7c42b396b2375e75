import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { publicMarks } from './public-mark.ts';

/** Tables of which no public page shows anything. A new table is put here, or gets the trigger of its own migration. */
const NOT_SHOWN = [
  ...['expert_opinion', 'expert_review'],
  ...['agreement_proposal', 'application_tally', 'emergency_dataset', 'emergency_user'],
  ...['agreement', 'agreement_signature', 'access_application', 'application_material', 'application_part'],
  ...['access_record', 'access_segment', 'account', 'catalogue_import', 'catalogue_import_change', 'consent'],
  ...['draft_batch', 'draft_batch_item', 'field_rules', 'grading', 'idempotency', 'information_system'],
  ...[
    'membership',
    'mismatch',
    'organisation',
    'organisation_invitation',
    'organisation_certificate',
    'recognition',
    'used_challenge',
    'regrading',
    'review_campaign',
    'rules_acceptance',
    'review_item',
    'secrecy_review',
    'session',
  ],
  ...['setting', 'sign_on_attempt', 'source', 'source_pull', 'system_item', 'token', 'upload', 'work_order'],
  ...['data_grant', 'grant_hold', 'grant_secret', 'grant_token', 'grant_use'],
  ...['use_report', 'use_suggestion', 'spot_check', 'spot_check_draw'],
  ...['fast_track_request', 'personal_consent', 'personal_dataset', 'personal_use', 'verified_identity'],
  // What is public of them changes with a row of `dataset` or `data_version`, or follows from it.
  ...['event', 'version_places'],
  ...['event_outbox', 'message', 'message_delivery', 'message_settings', 'saved_search'],
  // Pages are kept for minutes: counters may be so old.
  'dataset_use',
  // Pages that show live rows are never kept.
  ...['live_delivery', 'live_period'],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const addBody = (db: TestDatabase['db'], code: string) =>
  sql`insert into public_body (id, code, name, name_en, created_at)
    values (gen_random_uuid(), ${code}, ${code}, ${code}, now())`.execute(db);

describe('the mark of what public pages show', () => {
  it('given transactions that end in another order than they began, when each has ended, then the mark is a new one', async () => {
    const mark = publicMarks(database.pool);
    const seen = [await mark()];
    const first = await database.db.startTransaction().execute();
    const second = await database.db.startTransaction().execute();
    await addBody(first, 'AAA');
    await addBody(first, 'BBB');
    await addBody(second, 'CCC');
    expect(await mark()).toBe(seen[0]);
    await second.commit().execute();
    seen.push(await mark());
    await first.commit().execute();
    seen.push(await mark());
    await addBody(database.db, 'DDD');
    seen.push(await mark());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.at(-1)).toHaveLength(36);
  });

  it('given a transaction that is rolled back, then the mark stays', async () => {
    const mark = publicMarks(database.pool);
    const before = await mark();
    const trx = await database.db.startTransaction().execute();
    await addBody(trx, 'EEE');
    await trx.rollback().execute();
    expect(await mark()).toBe(before);
  });

  it('given a draft that is written on, then the mark stays: nobody outside sees it', async () => {
    const mark = publicMarks(database.pool);
    const before = await mark();
    await sql`update dataset set draft_revision = draft_revision + 1`.execute(database.db);
    expect(await mark()).toBe(before);
    await sql`update dataset set state = state`.execute(database.db);
    expect(await mark()).not.toBe(before);
  });

  it('given many who ask at once, then they share a reading, and none is told what was read before it asked', async () => {
    const answers: PromiseWithResolvers<{ rows: { mark: string }[] }>[] = [];
    const query = () => {
      const answer = Promise.withResolvers<{ rows: { mark: string }[] }>();
      answers.push(answer);
      return answer.promise;
    };
    const mark = publicMarks({ query });
    const first = mark();
    const others = [mark(), mark(), mark()];
    answers[0]?.resolve({ rows: [{ mark: 'a' }] });
    expect(await first).toBe('a');
    await Promise.resolve();
    answers[1]?.resolve({ rows: [{ mark: 'b' }] });
    expect(await Promise.all(others)).toEqual(['b', 'b', 'b']);
    expect(answers).toHaveLength(2);
  });

  it('[xz-31] given every table, then it changes the mark or is known to be shown to nobody', async () => {
    const { rows } = await sql<{ name: string; marks: boolean }>`
      select c.relname as name,
        exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'changes_pages') as marks
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relname not like 'kysely%'`.execute(database.db);
    const undecided = rows.filter(({ name, marks }) => marks === NOT_SHOWN.includes(name));
    expect(undecided).toEqual([]);
  });
});
