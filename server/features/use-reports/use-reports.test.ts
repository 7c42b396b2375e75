import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { GrantView } from '../../../rules/grants/grants.operations.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import type { UseReportView } from '../../../rules/use-reports/use-reports.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aDataUser, openConditional, type DataUser } from '../../testing/granted.ts';
import { aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile } from '../../testing/publishing.ts';
import { REPORT, reportingGrant } from '../../testing/use-reporting.ts';
import { lookAfterReports } from './index.ts';

const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
const DAY_MS = 86_400_000;
let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
beforeAll(async () => {
  platform = await testPlatform({ clock });
  dataset = await openConditional(platform, aFile('编号,泊位数\nA1,10\nA2,20\n'), '报告用的停车场');
}, 120_000);
afterAll(() => platform.close());

interface Case {
  user: DataUser;
  grantId: string;
  reportId: string;
}
async function reporting(daysAgo: number): Promise<Case> {
  const user = await aDataUser(platform);
  const whose = { dataset, ownerId: user.accountId, organisationId: null };
  return { user, ...(await reportingGrant(platform, whose, daysAgo)) };
}
const read = (token: string, id: string) => platform.ask<UseReportView>(token, 'GET', `/use-reports/${id}`);
const file = <T = unknown>(token: string, id: string, changes: object = {}, status = 200) =>
  platform.ask<T>(token, 'PUT', `/use-reports/${id}`, { body: { ...REPORT, ...changes }, status });
const decide = (token: string, id: string, event: string, body: object = {}, status = 200) =>
  platform.ask(token, 'POST', `/use-reports/${id}/${event}`, { body, status });
const grantOf = async (token: string, id: string): Promise<[string, number | null]> => {
  const { state, terms } = await platform.ask<GrantView>(token, 'GET', `/grants/${id}`);
  return [state, terms.callsPerDay];
};
const tasksFor = async (token: string, id: string): Promise<string[]> => {
  const { items } = await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks');
  return items.filter(({ thingId }) => thingId === id).map(({ kind }) => kind);
};

describe('reports on use', () => {
  it('[xz-29] given a period that is over, then the report is owed with what was measured, filed whole, and each suggestion answered', async () => {
    const { user, grantId, reportId } = await reporting(33);
    const records = `/api/v1/datasets/${dataset.code}/records`;
    const headers = { authorization: `Bearer ${user.token}` };
    expect((await platform.app.inject({ url: records, headers })).statusCode).toBe(200);
    expect(await tasksFor(user.token, reportId)).toEqual(['file-use-report']);
    const owed = await read(user.token, reportId);
    expect(owed).toMatchObject({
      state: 'due',
      period: { number: 1, from: '2026-10-21', until: '2026-11-20' },
    });
    expect(owed.clock).toMatchObject({ dueOn: '2026-12-04', state: 'running' });
    expect(owed.content).toMatchObject({ scenario: '停车诱导', safeguards: '加密存放', fields: ['编号'] });

    const outcome = { kind: 'paper', title: '泊位研究', citation: '来自开放平台', link: '' };
    const { errors } = await file<{ errors: { pointer: string }[] }>(
      ...([user.token, reportId, { audience: '', outcomes: [outcome] }, 422] as const),
    );
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/audience', '/outcomes/0/citation']);
    await file(user.token, reportId, { outcomes: [{ ...outcome, citation: owed.citation }] });
    expect(await tasksFor(platform.tokens.reviewer, reportId)).toEqual(
      expect.arrayContaining(['decide-use-report', 'answer-suggestion']),
    );
    await decide(platform.tokens.reviewer, reportId, 'return', {}, 400);
    await decide(platform.tokens.reviewer, reportId, 'return', { reasons: ['写明算法。'] });
    await file(user.token, reportId, { algorithms: '移动平均' });
    await decide(platform.tokens.reviewer, reportId, 'accept');
    const { suggestions } = await read(user.token, reportId);
    const answer = `/use-reports/${reportId}/suggestions/${suggestions[0]?.id ?? ''}/answer`;
    await platform.ask(platform.tokens.editor, 'POST', answer, { body: { answer: '下一版改正。' } });
    await platform.ask(platform.tokens.editor, 'POST', answer, { body: { answer: '再答。' }, status: 409 });
    expect((await read(user.token, reportId)).suggestions[0]).toMatchObject({ answer: '下一版改正。' });
    expect(await grantOf(user.token, grantId)).toEqual(['active', null]);
  });

  it('[xz-29] given a report that stays away, when its day has passed, then the grant is restricted until the report is accepted, beside what else was decided', async () => {
    const { user, grantId, reportId } = await reporting(33);
    const body = { reason: '核实中', callsPerDay: 50 };
    await platform.ask(platform.tokens.reviewer, 'POST', `/grants/${grantId}/restrict`, { body });
    clock.advance(14 * DAY_MS);
    await lookAfterReports(platform.services);
    await lookAfterReports(platform.services);
    const token = await aToken(platform.services, user);
    const reviewer = await platform.person('publisher-reviewer', { bodyId: platform.bodies.own });
    expect(await read(token, reportId)).toMatchObject({ state: 'overdue', restricts: true });
    expect(await grantOf(token, grantId)).toEqual(['restricted', 10]);
    await file(token, reportId);
    expect(await grantOf(token, grantId)).toEqual(['restricted', 10]);
    await decide(reviewer, reportId, 'accept');
    expect(await grantOf(token, grantId)).toEqual(['restricted', 50]);
    expect(await read(token, reportId)).toMatchObject({ state: 'accepted', restricts: false });
  });
});
