import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { orderCode } from './order-code.ts';

describe('the codes of work orders', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const next = async (...given: Parameters<typeof orderCode>): Promise<string | undefined> => {
    const { rows } = await sql<{ code: string }>`select ${orderCode(...given)} as code`.execute(database.db);
    return rows[0]?.code;
  };

  it('given the last hours of a year in UTC, when a code is made, then its year is that of the people here', async () => {
    expect(await next('GD', new Date('2026-12-31T15:59:59Z'))).toBe('GD-2026-000001');
    expect(await next('GD', new Date('2026-12-31T16:00:00Z'))).toBe('GD-2027-000002');
  });

  it('given more than a million, when codes are made, then none is cut and none comes again', async () => {
    await sql`select setval('mismatch_number', 999998)`.execute(database.db);
    const made = [await next('HD', 2026), await next('HD', 2026), await next('HD', 2026)];
    expect(made).toEqual(['HD-2026-999999', 'HD-2026-1000000', 'HD-2026-1000001']);
  });

  it('given many rows written by one statement, when each gets a code, then each has its own', async () => {
    const { rows } = await sql<{ code: string }>`select ${orderCode('PG', 2026)} as code
      from generate_series(1, 5)`.execute(database.db);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(5);
  });
});
