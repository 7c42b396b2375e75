import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmergencyView } from '../../../rules/emergencies/emergencies.operations.ts';
import { chongqing } from '../../../rules/profile/chongqing.ts';
import { shanghai } from '../../../rules/profile/shanghai.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { expireEmergencies } from './watch-emergencies.ts';

const clock = standingClock(new Date('2026-11-23T02:00:00Z'));
const HOUR_MS = 3_600_000;
let platform: Platform;
let code: string;
let declarer: string;
let second: string;

beforeAll(async () => {
  platform = await testPlatform({ clock });
  platform.services.profile = chongqing;
  const { datasetId } = await openDataset(platform, aFile('编号,泊位\n1,120\n2,80\n'), '沿江停车场空余车位');
  const { db } = platform.services;
  await db.updateTable('dataset').set({ open_class: 'conditional' }).where('id', '=', datasetId).execute();
  ({ code } = await db
    .selectFrom('dataset')
    .select('code')
    .where('id', '=', datasetId)
    .executeTakeFirstOrThrow());
  declarer = await platform.person('authority');
  second = await platform.person('authority');
}, 60_000);
afterAll(() => platform.close());

const incident = (changes: object = {}) => ({
  title: '长江洪水红色预警',
  reason: '沿江停车场即将淹没，需要引导车辆撤离。',
  from: '2026-11-23T10:00:00+08:00',
  until: '2026-11-24T10:00:00+08:00',
  datasets: [code],
  ...changes,
});
const declare = (changes: object = {}, status = 201): Promise<EmergencyView> =>
  platform.ask(declarer, 'POST', '/emergencies', { body: incident(changes), status });
const step = <T>(
  token: string,
  id: string,
  event: string,
  reasons: string[] = [],
  status = 200,
): Promise<T> => platform.ask(token, 'POST', `/emergencies/${id}/${event}`, { body: { reasons }, status });
const records = <T>(token: string | null, status = 200): Promise<T> =>
  platform.ask(token, 'GET', `/datasets/${code}/records`, { status });
const tasks = async (token: string): Promise<string[]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items.map(({ kind }) => kind);
async function opened(changes: object = {}): Promise<string> {
  const { id } = await declare(changes);
  await step(second, id, 'confirm');
  return id;
}

describe('an opening in an emergency', () => {
  it('[cq-main-4] given a declared incident, when a second person confirms it, then everyone takes the data until it is ended, and the notice says so', async () => {
    await records(null, 403);
    const { id } = await declare();
    await records(null, 403);
    expect(await tasks(declarer)).not.toContain('confirm-emergency');
    expect(await tasks(second)).toContain('confirm-emergency');
    expect(await step(declarer, id, 'confirm', [], 409)).toMatchObject({ code: 'four-eyes' });
    await step(second, id, 'confirm');
    expect(await records(null)).toMatchObject({ items: [{ 编号: 1 }, { 编号: 2 }] });
    const notices = await platform.ask(null, 'GET', '/emergency-notices');
    expect(notices).toMatchObject({ items: [{ isOpen: true, datasets: [{ code }] }] });
    await step(second, id, 'end', [], 400);
    await step(second, id, 'end', ['洪水预警解除']);
    await records(null, 403);
    expect(await step(declarer, id, 'review', ['三千人次查询'], 409)).toMatchObject({ code: 'four-eyes' });
    await step(second, id, 'review', ['三千人次查询，没有发现滥用。']);
    const { emergency, history } = await platform.ask<{
      emergency: EmergencyView;
      history: { action: string }[];
    }>(second, 'GET', `/emergencies/${id}`);
    expect(emergency).toMatchObject({ state: 'reviewed', clock: { state: 'done', limit: 10 } });
    expect(history.map(({ action }) => action).reverse()).toEqual(
      ['declare', 'confirm', 'end', 'review'].map((event) => `emergency.${event}`),
    );
  });

  it('[cq-main-4] given one for named users, then they take the data and nobody else does', async () => {
    const user = await platform.person('person');
    const stranger = await platform.person('person');
    const { userName } = await platform.services.db
      .selectFrom('account')
      .innerJoin('token', 'token.account_id', 'account.id')
      .select('account.user_name as userName')
      .where('token.hint', '=', `${user.slice(0, 7)}…`)
      .executeTakeFirstOrThrow();
    const id = await opened({ users: [userName] });
    await records(user);
    await records(stranger, 403);
    await records(null, 403);
    await step(second, id, 'end', ['已经撤离']);
    await records(user, 403);
  });

  it('[cq-main-4] given its time, when it begins and is over, then data flows then and at no other moment, before anybody has looked', async () => {
    const from = new Date(clock.now().getTime() + HOUR_MS).toISOString();
    const until = new Date(clock.now().getTime() + 2 * HOUR_MS).toISOString();
    const id = await opened({ from, until });
    await records(null, 403);
    clock.advance(HOUR_MS);
    const { next } = await platform.ask<{ next: string }>(null, 'GET', `/datasets/${code}/records?limit=1`);
    await platform.ask(null, 'GET', `/datasets/${code}/records?limit=1&cursor=${next}`);
    clock.advance(HOUR_MS);
    await records(null, 403);
    await platform.ask(null, 'GET', `/datasets/${code}/exports/csv`, { status: 403 });
    await expireEmergencies(platform.services);
    expect(await platform.ask(second, 'GET', `/emergencies/${id}`)).toMatchObject({
      emergency: { state: 'ended', clock: { state: 'running' } },
    });
    expect(await tasks(second)).toContain('review-emergency');
  });

  it('[cq-main-4] given what cannot be opened, when it is declared, then all that is wrong is said at once', async () => {
    const wrong = { until: '2027-11-23T10:00:00+08:00', datasets: ['CQ-X'], users: ['niemand'] };
    const refused = await declare(wrong, 400);
    expect(refused).toMatchObject({ code: 'invalid-input', errors: [{}, {}, {}] });
  });

  it('[cq-main-4] given a city whose profile has none, then nothing is declared, confirmed or served', async () => {
    const id = await opened();
    await records(null);
    platform.services.profile = shanghai;
    try {
      await records(null, 403);
      expect(await declare({}, 409)).toMatchObject({ code: 'no-emergency-opening' });
      expect(await tasks(second)).not.toContain('review-emergency');
    } finally {
      platform.services.profile = chongqing;
    }
    await step(second, id, 'end', ['测试结束']);
  });
});
