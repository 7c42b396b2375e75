import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { MisconductView, Notice } from '../../../rules/misconduct/misconduct.operations.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../../testing/granted.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aWrittenApplication } from '../../testing/applying.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile } from '../../testing/publishing.ts';
import { serveTerms } from './index.ts';

const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
const DAY_MS = 86_400_000;
let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let people: Record<'examiner' | 'other', string>;
beforeAll(async () => {
  platform = await testPlatform({ clock });
  dataset = await openConditional(platform, aFile('编号,泊位数\nA1,10\nA2,20\n'), '举报用的停车场');
  people = { examiner: await platform.person('authority'), other: await platform.person('authority') };
}, 120_000);
afterAll(() => platform.close());

const REASONS = { reasons: ['在招聘网站上公开了泊位数据。'] };
const step = <T = unknown>(token: string, id: string, event: string, body: object = REASONS, status = 200) =>
  platform.ask<T>(token, 'POST', `/misconduct/${id}/${event}`, { body, status });
const readRows = async ({ token }: DataUser): Promise<number> => {
  const url = `/api/v1/datasets/${dataset.code}/records`;
  const answer = await platform.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  return answer.statusCode;
};
const follow = (receipt: string) =>
  platform.ask<{ state: string; measures: string[] }>(null, 'GET', `/misconduct-receipts/${receipt}`);

/** Sends a report; its id is what the authority finds it by. */
async function reported(token: string | null, body: object): Promise<{ id: string; receipt: string }> {
  const sent = { body, status: 201 };
  const made = await platform.ask<{ code: string; receipt: string }>(
    token,
    'POST',
    '/misconduct-reports',
    sent,
  );
  const found = await platform.ask<{ items: { id: string; code: string }[] }>(
    people.other,
    'GET',
    '/misconduct?state=reported',
  );
  return { id: found.items.find(({ code }) => code === made.code)?.id ?? '', receipt: made.receipt };
}

interface Case {
  id: string;
  receipt: string;
  user: DataUser;
}

/** A data user with a grant, reported by nobody in particular and recorded by the examiner. */
async function recorded(): Promise<Case> {
  const user = await aDataUser(platform);
  await granted(platform, dataset, user, { fields: ['编号', '泊位数'] });
  const body = { dataset: dataset.code, dataUser: '某公司', words: '某公司在网站上公开了泊位数据。' };
  const { id, receipt } = await reported(null, body);
  await step(people.examiner, id, 'examine');
  await step(people.examiner, id, 'record', {
    ...REASONS,
    subject: user.userName,
    ground: 'beyond-scenario',
  });
  return { id, receipt, user };
}

describe('misuse of data', () => {
  it('[xz-32] given an anonymous report, when it is recorded and access closed, then the next call is refused, the notice masks the name, and the appeal is decided by another', async () => {
    const { id, receipt, user } = await recorded();
    expect(await readRows(user)).toBe(200);
    await step(platform.tokens.reviewer, id, 'close');
    expect(await readRows(user)).toBe(403);
    expect(await follow(receipt)).toMatchObject({ state: 'measured', measures: ['close'] });

    const view = await platform.ask<MisconductView>(user.token, 'GET', `/misconduct/${id}`);
    expect([view.words, view.reporter, view.history, view.can['appeal']]).toEqual([null, null, [], true]);
    await step(platform.tokens.operator, id, 'publish', { ...REASONS, notice: `${view.dataUser}超出场景。` });
    const notices = () => platform.ask<{ items: Notice[] }>(null, 'GET', '/misconduct-notices');
    const [notice] = (await notices()).items;
    const masked = `${[...view.dataUser][0] ?? ''}**`;
    expect(notice).toMatchObject({ dataUser: masked, notice: `${masked}超出场景。` });

    await step(user.token, id, 'appeal');
    await step(user.token, id, 'appeal', REASONS, 409);
    await step(people.examiner, id, 'lift', REASONS, 409);
    await step(people.other, id, 'lift');
    expect(await follow(receipt)).toMatchObject({ state: 'lifted', measures: [] });
    expect((await notices()).items).toEqual([]);
  });

  it('[xz-32] given the examiner’s own report, when they would examine it, then it is refused and another does', async () => {
    const body = { dataUser: '某公司', words: '某公司在网站上公开了泊位数据。' };
    const { id } = await reported(people.examiner, body);
    const refused = await step<{ code: string }>(people.examiner, id, 'examine', {}, 409);
    expect(refused.code).toBe('own-misconduct');
    await step(people.other, id, 'examine', {});
    await step(people.other, id, 'dismiss', {}, 400);
    const lacking = { ...REASONS, subject: 'nobody', ground: 'platform-rules' };
    const { errors } = await step<{ errors: object[] }>(people.other, id, 'record', lacking, 422);
    expect(errors).toHaveLength(2);
  });

  it('[xz-32] given a record, then each side has its task, and whoever is restricted cannot apply', async () => {
    const roles = [{ role: 'person' as const }];
    const person = await aPerson(platform.services, { userName: 'applicant', assuranceLevel: 3, roles });
    const token = await aToken(platform.services, person);
    const { id } = await reported(null, { dataset: dataset.code, words: '向外出售约定之外的泊位数据。' });
    const kinds = async (who: string): Promise<string[]> => {
      const { items } = await platform.ask<{ items: Task[] }>(who, 'GET', '/tasks');
      return items.filter(({ thingId }) => thingId === id).map(({ kind }) => kind);
    };
    expect(await kinds(people.examiner)).toEqual(['examine-misconduct']);
    await step(people.examiner, id, 'examine');
    await step(people.examiner, id, 'record', { ...REASONS, subject: 'applicant', ground: 'unlawful-means' });
    expect(await kinds(platform.tokens.reviewer)).toEqual(['measure-misconduct']);
    await step(platform.tokens.reviewer, id, 'restrict');
    expect(await kinds(platform.tokens.reviewer)).toEqual([]);
    const application = await aWrittenApplication(platform, token, [dataset.id]);
    const submit = `/applications/${application.id}/submit`;
    const refused = await platform.ask<{ code: string }>(token, 'POST', submit, { body: {}, status: 403 });
    expect(refused.code).toBe('access-restricted');
    await step(token, id, 'appeal');
    expect([await kinds(people.examiner), await kinds(people.other)]).toEqual([[], ['decide-appeal']]);
  });

  it('[xz-30] given a receipt that was never given out, when it is followed, then there is nothing', async () => {
    await platform.ask(null, 'GET', `/misconduct-receipts/${'0'.repeat(32)}`, { status: 404 });
  });

  it('[xz-32] given a restriction for some days by two sides, when the last day has passed, then access goes on only after both', async () => {
    // Tokens of tests are good for a day.
    const later = async (user: DataUser) => ({ ...user, token: await aToken(platform.services, user) });
    const { id, user } = await recorded();
    await step(platform.tokens.operator, id, 'restrict', { ...REASONS, until: '2026-11-25' });
    await step(platform.tokens.reviewer, id, 'restrict', { ...REASONS, until: '2026-11-27' });
    await step(platform.tokens.reviewer, id, 'restrict', REASONS, 409);
    expect(await readRows(user)).toBe(403);
    clock.advance(3 * DAY_MS);
    await serveTerms(platform.services);
    expect(await readRows(await later(user))).toBe(403);
    clock.advance(2 * DAY_MS);
    await serveTerms(platform.services);
    expect(await readRows(await later(user))).toBe(200);
    const { state } = await platform.ask<MisconductView>(
      await platform.person('authority'),
      'GET',
      `/misconduct/${id}`,
    );
    expect(state).toBe('lifted');
  });

  it('[xz-32-1] given a breach of the platform rules, when it is recorded, then the article stands with the version that was accepted, and without any the ground does not hold', async () => {
    const { token, userName } = await aDataUser(platform);
    const { id } = await reported(null, { dataUser: '某公司', words: '某公司转卖了泊位数据。' });
    await step(people.other, id, 'examine', {});
    const broken = { ...REASONS, subject: userName, ground: 'platform-rules', article: '第五条' };
    const never = await step<{ errors: { pointer: string }[] }>(people.other, id, 'record', broken, 422);
    expect(never.errors.map(({ pointer }) => pointer)).toEqual(['/ground']);
    const rules = {
      title: '平台规范',
      text: '第五条 不得转卖数据或者转授权。',
      note: '首次发布。',
      revision: 0,
    };
    const { operator } = platform.tokens;
    await platform.ask(operator, 'PUT', '/platform-rules/draft', { body: rules });
    await platform.ask(operator, 'POST', '/platform-rules/publish', { status: 201 });
    await platform.ask(token, 'POST', '/platform-rules/accept', { body: { version: 1 } });
    await step(people.other, id, 'record', broken);
    const view = await platform.ask<MisconductView>(people.other, 'GET', `/misconduct/${id}`);
    expect(view.article).toBe('第五条（当事人接受的平台规范第 1 版）');
  });
});
