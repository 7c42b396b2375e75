import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../rules/time/clock.ts';
import { connect, type DatabaseConnection } from '../../store/database.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { writeLine } from './access-record.ts';
import { createAccessRecorder } from './access-recorder.ts';
import { anAccess } from './testing/an-access.ts';

describe('the recorder of accesses', () => {
  let database: TestDatabase;
  let journal: string;
  const away = connect({ connectionString: 'postgresql://nobody@127.0.0.1:1/nowhere' }, 1);
  const log = pino({ level: 'silent' });
  const recorderOn = ({ pool }: Pick<DatabaseConnection, 'pool'>) =>
    createAccessRecorder({ pool, journal, log, clock: systemClock, newId });
  const stored = () => database.db.selectFrom('access_record').selectAll().orderBy('id').execute();

  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.db.deleteFrom('access_record').execute();
    journal = path.join(await mkdtemp(path.join(os.tmpdir(), 'kaishu-access-')), 'journal');
    return () => rm(path.dirname(journal), { recursive: true });
  });
  afterAll(() => Promise.all([database.drop(), away.close()]));

  it('[xz-25-5] given accesses of every kind, when flushed, then each is stored as it was', async () => {
    const recorder = recorderOn(database);
    const datasetId = newId();
    const full = anAccess({ accountId: newId(), tokenId: newId(), datasetId, version: 3, format: 'csv' });
    recorder.record(full);
    recorder.record(anAccess({ status: 404, operation: 'GET /api/v1/*', address: '2001:db8::1' }));
    await recorder.flushed();
    const rows = await stored();
    expect(rows).toMatchObject([
      {
        account_id: full.accountId,
        token_id: full.tokenId,
        dataset_id: datasetId,
        version: 3,
        format: 'csv',
      },
      { status: 404, operation: 'GET /api/v1/*', address: '2001:db8::1', dataset_id: null, format: null },
    ]);
    expect(recorder.counts()).toEqual({ taken: 2, durable: 2, journalled: 0, lost: 0 });
    await recorder.close();
  });

  it('given any text, when stored, then it comes back as it was', async () => {
    const recorder = recorderOn(database);
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((each) => !each.includes('\0') && each.isWellFormed());
    const odd = fc.constantFrom('NULL', 'null', '', ' ', '{a,b}', '"', '\\', "'", '开放', 'a,b', '\n');
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, odd), async (operation) => {
        const traceId = newId();
        recorder.record(anAccess({ operation, traceId }));
        await recorder.flushed();
        const found = await database.db
          .selectFrom('access_record')
          .select('operation')
          .where('trace_id', '=', traceId)
          .execute();
        expect(found).toEqual([{ operation }]);
      }),
      { numRuns: 50 },
    );
    await recorder.close();
  });

  it('given more than a batch, when flushed, then none is missing and none is there twice', async () => {
    const recorder = recorderOn(database);
    for (let each = 0; each < 4321; each += 1) recorder.record(anAccess({ bytes: each }));
    await recorder.flushed();
    const bytes = (await stored()).map((row) => row.bytes);
    expect(bytes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 4321 }, (_, each) => each));
    await recorder.close();
  });

  it('given a record that the database refuses, when flushed, then the others of its batch are kept', async () => {
    const recorder = recorderOn(database);
    for (let each = 0; each < 20; each += 1) {
      recorder.record(anAccess({ bytes: each, datasetId: each === 7 ? 'no id' : null }));
    }
    await recorder.flushed();
    expect((await stored()).map((row) => row.bytes)).not.toContain(7);
    expect(await stored()).toHaveLength(19);
    expect(recorder.counts()).toEqual({ taken: 20, durable: 19, journalled: 0, lost: 1 });
    await recorder.close();
  });

  it('given a database that is away, when flushed, then the next start brings all in, once, and empties the journal', async () => {
    const recorder = recorderOn(away);
    const operation = 'a\u2028b\tc\\n\r\n开放';
    for (let each = 0; each < 1500; each += 1) recorder.record(anAccess({ bytes: each, operation }));
    await recorder.close();
    expect(recorder.counts()).toEqual({ taken: 1500, durable: 1500, journalled: 1500, lost: 0 });
    expect(await stored()).toEqual([]);

    const [segment = ''] = await readdir(journal);
    const next = recorderOn(database);
    await next.start();
    const rows = await stored();
    expect(rows).toHaveLength(1500);
    expect(new Set(rows.map((row) => row.operation))).toEqual(new Set([operation]));
    expect(await readdir(journal)).toEqual([]);
    expect(segment).toMatch(/\.copy$/);
    await next.close();
  });

  it('given a journal that was replayed but not yet removed, when started again, then no record is there twice', async () => {
    const at = new Date('2026-11-22T01:02:03.004Z');
    const line = (bytes: number): string => writeLine(newId(), at, anAccess({ bytes }));
    const torn = line(1) + line(2) + line(3).slice(0, 40);
    const before = recorderOn(away);
    before.record(anAccess());
    await before.close();
    await writeFile(path.join(journal, `${newId()}.copy`), torn);
    await recorderOn(database).start();
    await writeFile(path.join(journal, `${newId()}.copy`), torn);
    await recorderOn(database).start();
    expect((await stored()).map((row) => row.bytes).toSorted((a, b) => a - b)).toEqual([1, 2, 512]);
  });
});
