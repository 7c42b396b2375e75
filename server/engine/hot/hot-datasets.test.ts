import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingClock } from '../../../rules/time/clock.ts';
import { tablesOf } from '../../store/snapshot/schema.ts';
import { eventually, testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';

const AFTER = 5;
const DAY = 86_400_000;
const ROWS = 500;
const csv = (times: number): string =>
  `编号,区,金额\n${Array.from({ length: ROWS * times }, (_, index) => `K${index},${['浦东', '静安', '\u{20000}'][index % 3] ?? ''},${index / 4}`).join('\n')}\n`;

describe('the life of a hot dataset', () => {
  const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
  let platform: Platform;
  let datasetId: string;
  beforeAll(async () => {
    platform = await testPlatform({ clock, hotAfter: AFTER });
    ({ datasetId } = await openDataset(platform, aFile(csv(1)), '常查的数据'));
  }, 120_000);
  afterAll(() => platform.close());

  const records = async (search: string): Promise<string> =>
    (await platform.app.inject({ url: `/api/v1/datasets/${datasetId}/records?${search}` })).body;
  const asked = "where=区 = '静安'&orderBy=金额 desc&limit=7";
  const ask = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await records(asked);
    await platform.services.hot.note();
  };
  const list = () => platform.services.hot.list();
  const tables = async (): Promise<string[]> => {
    const text = `select relname from pg_class where relnamespace = 'hot'::regnamespace and relkind = 'r' and relname like 'v\\_%'`;
    const { rows } = await platform.services.pool.query<{ relname: string }>(text);
    return rows.map(({ relname }) => relname);
  };

  it('given few questions, when they are counted, then nothing becomes hot; given enough, then a job makes it so and the answers stay the same', async () => {
    const cold = await records(asked);
    await ask(AFTER - 2);
    expect(await list()).toEqual([]);
    await ask(AFTER);
    const [hot] = await eventually(list, (found) => found.length === 1);
    expect(hot).toMatchObject({ datasetId, fields: ['区', '金额'] });
    expect(hot?.bytes).toBeGreaterThan(10_000);
    const text = `select indexdef from pg_indexes where schemaname = 'hot' and tablename like 'v\\_%'`;
    const { rows } = await platform.services.pool.query<{ indexdef: string }>(text);
    const indexes = rows.map(({ indexdef }) => indexdef.replace(/^.* USING btree /, '')).sort();
    expect(indexes).toEqual(['(c0, c1 DESC NULLS LAST, n)', '(c0, n)', '(c1 DESC NULLS LAST, n)', '(n)']);
    await platform.services.hot.note();
    expect(await records(asked)).toBe(cold);
  });

  it('given a hot dataset, when a field that many ask for has no index, then its table is made anew with one', async () => {
    for (let time = 0; time < AFTER * 2; time += 1) await records(`where=编号 = 'K${time}'`);
    await platform.services.hot.note();
    const [hot] = await eventually(list, ([found]) => found?.fields.includes('编号') === true);
    expect(hot?.fields).toHaveLength(3);
    expect(await tables()).toHaveLength(1);
  });

  it('given a hot dataset, when a backup is made, then its table is not in it', async () => {
    const client = await platform.services.pool.connect();
    const names = (await tablesOf(client)).map(({ name }) => name);
    client.release();
    expect(names.filter((name) => name.startsWith('v_') || name === 'version')).toEqual([]);
  });

  it('[xz-31] given a hot dataset, when it is suspended, then its rows are gone from the database in the same step', async () => {
    const body = { reason: '核实中' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${datasetId}/suspend`, { body });
    expect([await tables(), await list()]).toEqual([[], []]);
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${datasetId}/resume`, { body });
    await platform.services.hot.settle();
    expect(await list()).toHaveLength(1);
  });

  it('[xz-16] given a hot dataset, when another version is published, then the old one is gone in the same step and the new one is asked', async () => {
    const { version } = await sendVersion(platform, aFile(csv(2)), datasetId);
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${version.id}/publish`, { body: {} });
    expect([await tables(), await list()]).toEqual([[], []]);
    const answer = JSON.parse(await records(asked)) as { total: number };
    expect(answer.total).toBe(Math.ceil((ROWS * 2 - 1) / 3));
    await ask(AFTER);
    expect(await eventually(list, (found) => found.length === 1)).toMatchObject([{ versionId: version.id }]);
  });

  it('given a hot dataset that nobody asks for any more, when days have gone, then it cools and is forgotten', async () => {
    clock.set(new Date(clock.now().getTime() + 2 * DAY));
    await platform.services.hot.settle();
    expect([await tables(), await list()]).toEqual([[], []]);
  });
});

describe('bounds of hot datasets', () => {
  it('given no room, when a dataset is asked for often, then it stays cold and nothing is left of the attempt', async () => {
    const platform = await testPlatform({ hotAfter: 1, hotBytes: 30_000 });
    const { datasetId } = await openDataset(platform, aFile(csv(2)), '放不下的数据');
    const url = `/api/v1/datasets/${datasetId}/records?where=编号 = 'K7'`;
    await platform.app.inject({ url });
    const { body } = await platform.app.inject({ url });
    await platform.services.hot.note();
    const state = async () =>
      (await platform.services.db.selectFrom('hot.version').select('state').execute())[0]?.state;
    await eventually(state, (found) => found === 'unfit');
    expect(await platform.services.hot.list()).toEqual([]);
    expect((await platform.app.inject({ url })).body).toBe(body);
    await platform.close();
  }, 120_000);
});
