import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from './database.ts';

describe('the database of a test', () => {
  let one: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it('given two of them, when one is written, then the other stays empty, and both are migrated', async () => {
    const row = { key: 'city', value: JSON.stringify({ name: '东海市' }), changed_at: new Date(0) };
    await one.db.insertInto('setting').values(row).execute();
    const [written, untouched] = await Promise.all(
      [one, other].map(({ db }) => db.selectFrom('setting').selectAll().execute()),
    );
    expect(written).toEqual([{ ...row, value: { name: '东海市' } }]);
    expect(untouched).toEqual([]);
  });

  it('given text beyond ASCII, when ordered, then the order is that of code points on every server', async () => {
    const { rows } = await one.pool.query<{ word: string }>(
      `select word from (values ('沪'), ('b'), ('é'), ('a'), ('Z'), ('京'), ('𠀀'), ('！')) t(word) order by word`,
    );
    expect(rows.map(({ word }) => word)).toEqual(['Z', 'a', 'b', 'é', '京', '沪', '！', '𠀀']);
  });
});
