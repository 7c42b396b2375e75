import { rm } from 'node:fs/promises';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standingClock } from '../../../rules/time/clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { anAccess } from './testing/an-access.ts';
import { recorderFolder, recorderIn } from '../../testing/access-recorder.ts';

const DAY_MS = 24 * 3600 * 1000;

describe('sealed segments of accesses', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.db.deleteFrom('access_segment').execute();
    folder = await recorderFolder();
    return () => rm(folder, { recursive: true });
  });
  afterAll(() => database.drop());

  const rows = () => database.db.selectFrom('access_segment').selectAll().orderBy('sealed_at').execute();

  it('given many small segments, when sealed, then they become one with the same records under the same ids, and a day later their objects are gone', async () => {
    const clock = standingClock(new Date('2026-11-22T00:00:00Z'));
    const { recorder, objects, close } = await recorderIn(folder, database.db, { clock });
    const next = async (bytes: number): Promise<void> => {
      clock.advance(1000);
      recorder.record(anAccess({ bytes }));
      await recorder.seal();
    };
    for (let each = 0; each < 31; each += 1) await next(each);
    const before = await recorder.page({}, 100, null);
    const small = await rows();
    await next(31);
    const [last, ...others] = await recorder.page({}, 100, null);
    expect(last?.bytes).toBe(31);
    expect(others).toEqual(before);
    const live = (await rows()).filter((row) => row.merged_into === null);
    expect(live).toMatchObject([{ records: 32 }]);
    expect(await recorder.count({})).toEqual({ total: 32, totalIsEstimate: false });
    expect(await objects.has(small[0]?.digest ?? '')).toBe(true);
    clock.advance(DAY_MS + 1);
    await next(32);
    expect(await objects.has(small[0]?.digest ?? '')).toBe(false);
    expect((await rows()).filter((row) => row.digest !== null)).toHaveLength(2);
    expect((await recorder.page({}, 100, null)).slice(2)).toEqual(before);
    await close();
  });

  it('given records of the time before there were segments, when started, then they are a segment, and their table is gone', async () => {
    await database.pool.query(`create table former_access_record (
      id uuid primary key, at timestamptz not null, account_id uuid, token_id uuid, role text not null,
      address text not null, operation text not null, dataset_id uuid, version integer, format text,
      status smallint not null, bytes bigint not null, duration_us integer not null, trace_id text not null)`);
    const datasetId = newId();
    await database.pool.query(`insert into former_access_record
      select gen_random_uuid(), '2026-11-21T00:00:00Z'::timestamptz + n * interval '1 ms', null, null, 'visitor',
        '203.0.113.7', 'listRecords', '${datasetId}', 1, 'json', 200, n, 7, '说明'
      from generate_series(1, 12000) n`);
    const { recorder, close } = await recorderIn(folder, database.db);
    const found = await recorder.page({ dataset: datasetId }, 20_000, null);
    expect(found.map(({ bytes }) => bytes)).toEqual(
      Array.from({ length: 12_000 }, (_, each) => 12_000 - each),
    );
    expect(found[0]).toMatchObject({ at: '2026-11-21T00:00:12.000Z', dataset: datasetId, trace: '说明' });
    expect(await rows()).toMatchObject([{ records: 12_000, last_at: new Date('2026-11-21T00:00:12Z') }]);
    await close();
    const again = await recorderIn(folder, database.db);
    expect(await again.recorder.count({})).toEqual({ total: 12_000, totalIsEstimate: false });
    await again.close();
  });
});
