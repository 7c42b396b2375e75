import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { drawn } from '../../../rules/spot-checks/draw.ts';
import type { SpotCheckDraw, SpotCheckView } from '../../../rules/spot-checks/spot-checks.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../../testing/granted.ts';
import { ANSWERS } from '../../testing/matrix/spot-check-things.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile } from '../../testing/publishing.ts';

let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let authority: string;
beforeAll(async () => {
  platform = await testPlatform();
  dataset = await openConditional(platform, aFile('编号,泊位数\nA1,10\nA2,20\n'), '抽查用的停车场');
  authority = await platform.person('authority');
}, 120_000);
afterAll(() => platform.close());

async function held(): Promise<{ user: DataUser; grantId: string }> {
  const user = await aDataUser(platform);
  return { user, grantId: await granted(platform, dataset, user, { fields: ['编号'] }) };
}
const read = (token: string, id: string) => platform.ask<SpotCheckView>(token, 'GET', `/spot-checks/${id}`);
const step = <T = unknown>(token: string, id: string, event: string, body: object, status = 200) =>
  platform.ask<T>(token, 'POST', `/spot-checks/${id}/${event}`, { body, status });
const tasksFor = async (token: string, id: string): Promise<string[]> => {
  const { items } = await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks');
  return items.filter(({ thingId }) => thingId === id).map(({ kind }) => kind);
};

describe('spot checks', () => {
  it('[xz-29] given a grant that was chosen, when it is checked, then the user explains, what is found is mended by a day, and only the office that opened it judges', async () => {
    const { user, grantId } = await held();
    const records = `/api/v1/datasets/${dataset.code}/records`;
    await platform.app.inject({ url: records, headers: { authorization: `Bearer ${user.token}` } });
    const body = { grantId, reason: '首次抽查' };
    await platform.ask(user.token, 'POST', '/spot-checks', { body, status: 403 });
    const { id } = await platform.ask<{ id: string }>(authority, 'POST', '/spot-checks', {
      body,
      status: 201,
    });
    await platform.ask(authority, 'POST', '/spot-checks', { body, status: 409 });
    expect(await tasksFor(user.token, id)).toEqual(['answer-spot-check']);
    expect((await read(user.token, id)).measured.use).toMatchObject({ fields: ['编号'], rowsInAll: 2 });

    const lacking = { ...ANSWERS, processing: '', intermediate: ' ' };
    const put = { body: lacking, status: 422 };
    const { errors } = await platform.ask<{ errors: object[] }>(user.token, 'PUT', `/spot-checks/${id}`, put);
    expect(errors).toHaveLength(2);
    await platform.ask(user.token, 'PUT', `/spot-checks/${id}`, { body: ANSWERS });
    const other = await step<{ code: string }>(platform.tokens.operator, id, 'pass', {}, 409);
    expect(other.code).toBe('other-office');
    const refused = await step<{ errors: object[] }>(authority, id, 'find', { rectifyBy: '2020-01-01' }, 400);
    expect(refused.errors).toHaveLength(2);
    await step(authority, id, 'find', { reasons: ['成果没有注明来源'], rectifyBy: '2099-01-31' });
    expect(await tasksFor(user.token, id)).toEqual(['mend-found']);
    await step(authority, id, 'pass', {}, 409);
    await step(user.token, id, 'rectify', { reasons: ['已经注明'] });
    expect(await tasksFor(authority, id)).toEqual(['judge-spot-check']);
    await step(authority, id, 'pass', {});
    expect(await read(user.token, id)).toMatchObject({ state: 'passed', findings: ['成果没有注明来源'] });
  });

  it('[xz-30] given a check that finds misuse, when it is referred, then a report is examined by somebody else', async () => {
    const { user, grantId } = await held();
    const body = { grantId, reason: '有人反映转卖' };
    const { id } = await platform.ask<{ id: string }>(authority, 'POST', '/spot-checks', {
      body,
      status: 201,
    });
    await step(authority, id, 'refer', { reasons: ['转卖'] }, 409);
    await platform.ask(user.token, 'PUT', `/spot-checks/${id}`, { body: ANSWERS });
    await step(authority, id, 'refer', { reasons: ['日志表明转卖'] });
    const { items } = await platform.ask<{ items: { id: string }[] }>(authority, 'GET', '/misconduct');
    const report = items[0]?.id ?? '';
    const examine = { body: {}, status: 409 };
    await platform.ask(authority, 'POST', `/misconduct/${report}/examine`, examine);
    const another = await platform.person('authority');
    await platform.ask(another, 'POST', `/misconduct/${report}/examine`, { body: {} });
  });

  it('[xz-29] given a draw by risk, when anyone repeats it from the seed and the weights that were kept, then the same are drawn', async () => {
    const grants = [await held(), await held(), await held()];
    const body = { count: 2, by: 'risk', reason: '年度抽查' };
    const made = await platform.ask<SpotCheckDraw>(authority, 'POST', '/spot-check-draws', {
      body,
      status: 201,
    });
    const kept = await platform.ask<SpotCheckDraw>(authority, 'GET', `/spot-check-draws/${made.id}`);
    expect(kept).toEqual(made);
    expect(kept.candidates.map(({ id }) => id)).toEqual(
      expect.arrayContaining(grants.map(({ grantId }) => grantId)),
    );
    const again = drawn(kept.candidates, 2, (id) => {
      const digest = createHash('sha256').update(`${kept.seed} ${id}`).digest();
      return (Number(digest.readBigUInt64BE() >> 12n) + 0.5) / 2 ** 52;
    });
    expect(kept.drawn).toEqual(again);
    await platform.ask(platform.tokens.reviewer, 'GET', `/spot-check-draws/${made.id}`, { status: 404 });
  });
});
