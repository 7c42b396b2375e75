import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView, RecordsPage } from '../../../../rules/datasets/datasets.operations.ts';
import type { CopyTrace } from '../../../../rules/grants/trace.operations.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../../../testing/granted.ts';
import { testPlatform, type Platform } from '../../../testing/platform.ts';
import { aFile } from '../../../testing/publishing.ts';
import { localCaller } from '../../local-administrator/index.ts';
import { systemCall } from '../../../system-call.ts';
import { trace } from './trace-copy.ts';

const ROWS = 12_000;
const SHARE = 0.005;
const LINES = Array.from(
  { length: ROWS },
  (_, row) =>
    `N${String(row).padStart(6, '0')},第${(row * 7919) % 9973}号,${(row * 31) % 997}.50,区${row % 16}`,
);
const FIELDS = ['编号', '名称', '金额', '区'];

let platform: Platform;
let folder: string;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let users: DataUser[];
beforeAll(async () => {
  platform = await testPlatform();
  folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-marks-'));
  dataset = await openConditional(
    platform,
    aFile(`${FIELDS.join(',')}\n${LINES.join('\n')}\n`),
    '做标记的数据',
  );
  users = [await aDataUser(platform), await aDataUser(platform), await aDataUser(platform)];
  for (const user of users) await granted(platform, dataset, user, { fields: FIELDS, withheldShare: SHARE });
}, 120_000);
afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (way: string, { token }: DataUser) =>
  platform.app.inject({
    url: `/api/v1/datasets/${dataset.code}/${way}`,
    headers: { authorization: `Bearer ${token}` },
  });

async function copyOf(user: DataUser): Promise<string[]> {
  const { body } = await ask('exports/csv', user);
  return body.trim().split(/\r?\n/).slice(1);
}

/** Names and amounts of every third row, from the back. */
const leaked = (lines: readonly string[]): string =>
  `金额,名称\n${lines
    .filter((_, row) => row % 3 === 0)
    .toReversed()
    .map((line) => line.split(',').slice(1, 3).toReversed().join(','))
    .join('\n')}\n`;

async function traced(name: string, bytes: string | Uint8Array): Promise<CopyTrace> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  const call = { ...systemCall(platform.services), ...(await localCaller(platform.services)) };
  return trace(call, { file });
}

describe('marks of copies', () => {
  it('[xz-21] given a marked grant, when rows are taken by whatever way, then the same few are missing everywhere, others for everybody, and no value is changed', async () => {
    const [one, other] = await Promise.all(users.slice(0, 2).map(copyOf));
    const given = new Set(one);
    const missing = LINES.filter((line) => !given.has(line));
    expect(given.size).toBe(ROWS - missing.length);
    expect(missing.length).toBeGreaterThan(ROWS * SHARE * 0.5);
    expect(missing.length).toBeLessThan(ROWS * SHARE * 2);
    expect(missing.filter((line) => other?.includes(line)).length).toBeGreaterThan(missing.length * 0.8);
    const [user] = users;
    if (!user) throw new Error('no user');
    const counted = (await ask('records?select=count(*) as n', user)).json<RecordsPage>();
    expect(counted.items).toEqual([{ n: ROWS - missing.length }]);
    const key = missing[0]?.split(',')[0] ?? '';
    const found = await ask(`records?where=${encodeURIComponent(`编号 = '${key}'`)}`, user);
    expect(found.json<RecordsPage>()).toMatchObject({ items: [], total: 0 });
  });

  it('[xz-21] given a copy of which columns and rows were dropped and the rest shuffled, or a workbook, when it is traced, then it is named whose it is', async () => {
    for (const [place, user] of users.entries()) {
      const found = await traced(`leak-${place}.csv`, leaked(await copyOf(user)));
      expect(found, `user ${place}`).toMatchObject({
        recipient: { id: user.accountId, dataset: dataset.code },
        tested: 3,
      });
      expect(found.confidence).toBeGreaterThan(0.99999);
    }
    const [user] = users;
    if (!user) throw new Error('no user');
    const found = await traced('leak.xlsx', (await ask('exports/xlsx', user)).rawPayload);
    expect(found).toMatchObject({ recipient: { id: user.accountId }, version: 1 });
  });

  it('[xz-21] given rows that nobody was given as a copy, merged copies or too few rows, when they are traced, then nobody is named', async () => {
    expect(await traced('whole.csv', `${FIELDS.join(',')}\n${LINES.join('\n')}\n`)).toMatchObject({
      ...{ recipient: null, confidence: 0, rows: { read: ROWS, recognised: ROWS } },
    });
    const [one = [], other = []] = await Promise.all(users.slice(0, 2).map(copyOf));
    const merged = [...new Set([...one, ...other])];
    expect((await traced('merged.csv', `${FIELDS.join(',')}\n${merged.join('\n')}\n`)).recipient).toBe(null);
    const few = `${FIELDS.join(',')}\n${one.slice(0, 500).join('\n')}\n`;
    expect(await traced('few.csv', few)).toMatchObject({ recipient: null, rows: { recognised: 500 } });
    expect(await traced('other.csv', '甲,乙\n1,2\n3,4\n')).toMatchObject({ recipient: null, tested: 0 });
  });

  it('[xz-21] given anybody but who owns the data folder, when they ask for a trace, then they are refused', async () => {
    await expect(trace(systemCall(platform.services), { file: '/copy.csv' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});
