import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { pino, type Logger } from 'pino';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { writeLine } from './access-record.ts';
import { anAccess } from './testing/an-access.ts';
import {
  allAccesses,
  recorderFolder,
  recorderIn,
  type RecorderInFolder,
} from '../../testing/access-recorder.ts';

type Options = Parameters<typeof recorderIn>[2];

describe('the recorder of accesses', () => {
  let database: TestDatabase;
  let folder: string;
  const opened: RecorderInFolder[] = [];
  const open = async (options: Options = {}): Promise<RecorderInFolder> => {
    const each = await recorderIn(folder, database.db, options);
    opened.push(each);
    return each;
  };

  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    folder = await recorderFolder();
    return async () => {
      for (const each of opened.splice(0)) await each.close();
      await database.db.deleteFrom('access_segment').execute();
      await rm(folder, { recursive: true });
    };
  });
  afterAll(() => database.drop());

  it('[xz-25-5] given accesses of every kind, when read before and after they are sealed, then each is as it was, under the same id', async () => {
    const { recorder, journal } = await open();
    const full = anAccess({
      accountId: newId(),
      tokenId: newId(),
      datasetId: newId(),
      version: 3,
      format: 'csv',
    });
    recorder.record(full);
    recorder.record(anAccess({ status: 404, operation: 'GET /api/v1/*', address: '2001:db8::1' }));
    const before = await recorder.page({}, 10, null);
    expect(before).toMatchObject([
      {
        line: 2,
        status: 404,
        operation: 'GET /api/v1/*',
        address: '2001:db8::1',
        dataset: null,
        format: null,
      },
      {
        line: 1,
        account: full.accountId,
        token: full.tokenId,
        dataset: full.datasetId,
        version: 3,
        format: 'csv',
      },
    ]);
    expect(recorder.counts()).toEqual({ taken: 2, durable: 2, lost: 0 });
    await recorder.seal();
    expect(await readdir(journal)).toEqual([]);
    expect(await recorder.page({}, 10, null)).toEqual(before);
  });

  it('given any text, when read before and after it is sealed, then it comes back as it was', async () => {
    const { recorder } = await open();
    const odd = fc.constantFrom(
      'NULL',
      'null',
      '',
      ' ',
      '{a,b}',
      '"',
      '\\',
      "'",
      '开放',
      'a,b',
      '\n',
      '\0',
      '\u2028',
    );
    const texts = fc.sample(fc.oneof(fc.string({ unit: 'grapheme' }), odd), 300);
    for (const operation of texts) recorder.record(anAccess({ operation }));
    const read = async (): Promise<string[]> =>
      (await recorder.page({}, 1000, null)).toSorted((a, b) => a.line - b.line).map((each) => each.operation);
    expect(await read()).toEqual(texts.map((text) => text.toWellFormed()));
    await recorder.seal();
    expect(await read()).toEqual(texts.map((text) => text.toWellFormed()));
  });

  it('given many segments, sealed and not, when read by pages of any size, then each record comes once, the newest first', async () => {
    const { recorder } = await open({ segmentBytes: 60_000 });
    for (let each = 0; each < 2345; each += 1) {
      recorder.record(anAccess({ bytes: each }));
      if (each % 231 === 0) await recorder.flushed();
      if (each === 1700) await recorder.seal();
    }
    const whole = await recorder.page({}, 5000, null);
    expect(whole.map(({ bytes }) => bytes).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 2345 }, (_, each) => each),
    );
    const moments = whole.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted().reverse());
    expect(await allAccesses(recorder, 700)).toEqual(whole);
    expect(await allAccesses(recorder, 1100)).toEqual(whole);
  });

  it('given records of two datasets and several times, when asked for some, then those come and are counted', async () => {
    const { recorder } = await open({ segmentBytes: 5000 });
    const [one, other] = [newId(), newId()];
    for (let each = 0; each < 200; each += 1) {
      recorder.record(anAccess({ bytes: each, datasetId: each % 4 === 0 ? one : other }));
      if (each % 50 === 49) await recorder.seal();
    }
    const all = await recorder.page({}, 1000, null);
    const from = all[150]?.at ?? '';
    const to = all[20]?.at ?? '';
    const fits = all.filter(({ at, dataset }) => at >= from && at < to && dataset === one);
    expect(await recorder.page({ dataset: one, from, to }, 1000, null)).toEqual(fits);
    expect(await recorder.count({ dataset: one, from, to })).toEqual({
      total: fits.length,
      totalIsEstimate: false,
    });
    expect(await recorder.count({ from, to })).toMatchObject({
      total: all.filter(({ at }) => at >= from && at < to).length,
    });
    expect(await recorder.count({})).toEqual({ total: 200, totalIsEstimate: false });
  });

  it('given a database that answers nothing, when recording, then all is durable, and the next start seals it', async () => {
    const { recorder, close } = await recorderIn(folder, database.db, { segmentBytes: 1 });
    for (let each = 0; each < 1500; each += 1) recorder.record(anAccess({ bytes: each }));
    const held = await Promise.all(Array.from({ length: 5 }, () => database.pool.connect()));
    await recorder.flushed();
    expect(recorder.counts()).toEqual({ taken: 1500, durable: 1500, lost: 0 });
    for (const client of held) client.release();
    await close();
    const next = await open();
    await next.recorder.seal();
    expect(await readdir(next.journal)).toEqual([]);
    expect(await next.recorder.count({})).toEqual({ total: 1500, totalIsEstimate: false });
  });

  it('given a segment sealed but not yet removed, and a line torn by a kill, when started again, then each whole line is there once', async () => {
    const first = await open();
    for (let each = 0; each < 3; each += 1) first.recorder.record(anAccess({ bytes: each }));
    await first.recorder.flushed();
    const [file = ''] = await readdir(first.journal);
    await copyFile(path.join(first.journal, file), path.join(folder, file));
    await first.recorder.seal();
    await rename(path.join(folder, file), path.join(first.journal, file));
    const line = (bytes: number): string => writeLine(new Date(), anAccess({ bytes }));
    await writeFile(path.join(first.journal, `${newId()}.ndjson`), line(3) + line(4) + line(5).slice(0, 40));
    await first.close();
    const { recorder, journal } = await open();
    const bytes = async () => (await recorder.page({}, 10, null)).map((each) => each.bytes).toSorted();
    expect(await bytes()).toEqual([0, 1, 2, 3, 4]);
    await recorder.seal();
    expect(await bytes()).toEqual([0, 1, 2, 3, 4]);
    expect(await readdir(journal)).toEqual([]);
  });

  it('given a line that the disk has spoilt, when sealed, then the others are kept, the file too, and it is said aloud', async () => {
    const said: string[] = [];
    const log = listening(said);
    const line = (bytes: number): string => writeLine(new Date(), anAccess({ bytes }));
    await mkdir(path.join(folder, 'journal'), { recursive: true });
    await writeFile(path.join(folder, 'journal', `${newId()}.ndjson`), `${line(1)}{"at":"2026\n${line(3)}`);
    const { recorder, journal } = await open({ log });
    await recorder.seal();
    expect((await recorder.page({}, 10, null)).map(({ bytes }) => bytes).toSorted()).toEqual([1, 3]);
    expect((await readdir(journal)).map((name) => path.extname(name))).toEqual(['.damaged']);
    expect(said).toContainEqual(expect.stringContaining('damaged'));
  });

  it('given a disk that takes nothing for a while, when it takes again, then nothing is lost', async () => {
    const said: string[] = [];
    const { recorder, journal } = await open({ log: listening(said) });
    await rm(journal, { recursive: true });
    for (let each = 0; each < 100; each += 1) recorder.record(anAccess({ bytes: each }));
    const flushed = recorder.flushed();
    await expect.poll(() => said.length).toBeGreaterThan(0);
    expect(recorder.counts()).toEqual({ taken: 100, durable: 0, lost: 0 });
    await mkdir(journal);
    await flushed;
    expect(recorder.counts()).toEqual({ taken: 100, durable: 100, lost: 0 });
    expect(await recorder.count({})).toMatchObject({ total: 100 });
  });

  it('given a disk that takes nothing, when closed or asked to hold too much, then what is lost is counted and said aloud', async () => {
    const said: string[] = [];
    const { recorder, journal, close } = await recorderIn(folder, database.db, { log: listening(said) });
    await rm(journal, { recursive: true });
    recorder.record(anAccess());
    const flushed = recorder.flushed();
    for (let each = 0; each < 100_010; each += 1) recorder.record(anAccess());
    expect(recorder.counts()).toEqual({ taken: 100_011, durable: 0, lost: 10 });
    await close();
    await flushed;
    expect(recorder.counts()).toEqual({ taken: 100_011, durable: 0, lost: 100_011 });
    expect(said).toContainEqual(expect.stringContaining('lost'));
  });
});

/** A logger that keeps what it is told. */
const listening = (said: string[]): Logger => pino({ level: 'warn' }, { write: (line) => said.push(line) });
