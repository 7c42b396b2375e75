import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublisherFigures, Statistics } from '../../../rules/statistics/statistics.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';
import { DayLedger, dayOf, writeDays } from './day-ledger.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
  await openDataset(platform, aFile('编号,名称\n1,甲\n2,\n'), '停车场基本信息');
  await openDataset(platform, aFile('站名\n龙漕路\n'), '轨道交通站点');
  await sendVersion(platform, aFile('草稿,值\nA,3\n'));
}, 120_000);
afterAll(() => platform.close());

const stats = (): Promise<Statistics> => platform.ask(null, 'GET', '/stats');

describe('the statistics', () => {
  it('[xz-25-2] given open data and a draft, then what is on the list alone is counted, and each part adds up to the whole', async () => {
    const { total, publishers, domains, months } = await stats();
    expect(total).toMatchObject({ listed: 2, unconditional: 2, withData: 2, rows: 3, cells: 5, empty: 1 });
    for (const rows of [publishers, domains])
      expect(rows.reduce((sum, { figures }) => sum + figures.listed, 0)).toBe(total.listed);
    expect(months.at(-1)).toMatchObject({ listed: 2, opened: 2, updates: 2 });
  });

  it('given a dataset that is suspended, when they are asked for at once, then they say so', async () => {
    const { items } = await platform.ask<{ items: { id: string }[] }>(null, 'GET', '/datasets?q=站点');
    const body = { reason: '权益主张核实期间暂停开放' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${items[0]?.id ?? ''}/suspend`, { body });
    await expect
      .poll(async () => (await stats()).total)
      .toMatchObject({ suspended: 1, withData: 1, rows: 2 });
  });

  it('given a body, then its figures are its own, and one that is not there is not found', async () => {
    const figures = await platform.ask<PublisherFigures>(null, 'GET', '/publishers/JTW/stats');
    expect(figures).toMatchObject({ row: { key: 'JTW', figures: { listed: 2 } }, late: [] });
    const nothing = await platform.ask<PublisherFigures>(null, 'GET', '/publishers/STJ/stats');
    expect(nothing.row.figures.listed).toBe(0);
    await platform.ask(null, 'GET', '/publishers/NONE/stats', { status: 404 });
  });

  it('given a table, then it comes as CSV with a line for each row', async () => {
    const answer = await platform.app.inject('/api/v1/stats/publishers');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body.trim().split('\r\n')).toHaveLength(2);
    expect(answer.body).toMatch(/^publisher,name,listed,/);
    await platform.ask(null, 'GET', '/stats/nothing', { status: 404 });
  });
});

describe('the days of updates', () => {
  const day = (date: string): Date => new Date(`${date}T09:00:00+08:00`);

  it('[xz-25-2] given a weekly dataset that came nine days late, then these days count as late, and the share says so', () => {
    const now = day('2026-11-20');
    const first = dayOf(day('2026-11-01').getTime());
    const ledger = new DayLedger(first, 20);
    const published = ['2026-11-01', '2026-11-18'].map((date) => ({ at: day(date), versions: 1 }));
    writeDays([ledger], published, 'weekly', now.getTime());
    // Due on the 8th, a day's delay is none: late from the end of the 9th until the day on which it came.
    expect([...ledger.late].map(String).join('')).toBe('00000000111111111000');
    expect(ledger.onTime(first, first + 19)).toBeCloseTo(11 / 20);
    expect(ledger.updated(first, first + 19)).toBe(2);
    expect(ledger.kinds(20)).toBe('40000000666666666400');
  });

  it('given data of which no time was promised, then it is never late', () => {
    const ledger = new DayLedger(dayOf(day('2026-11-01').getTime()), 20);
    writeDays([ledger], [{ at: day('2026-11-02'), versions: 1 }], 'irregular', day('2026-11-20').getTime());
    expect(ledger.onTime(ledger.first, ledger.first + 19)).toBeNull();
  });
});
