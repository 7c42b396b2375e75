import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationView } from '../../../rules/applications/applications.operations.ts';
import { CONTENT } from '../../../rules/applications/testing/content.ts';
import type { FastTrackEntry, FastTrackStanding } from '../../../rules/fast-track/fast-track.operations.ts';
import { anApplicant, aConditional, aWrittenApplication } from '../../testing/applying.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';

let platform: Platform;
let applicant: string;
let authority: string;
let datasets: string[];
let entry: FastTrackEntry;
let notice: { version: number; hash: string };

beforeAll(async () => {
  platform = await testPlatform();
  applicant = await anApplicant(platform);
  authority = await platform.person('authority');
  const open = { conditions: ['注明来源'], materials: ['营业执照'] };
  datasets = [
    await aConditional(platform, '普惠金融一', open),
    await aConditional(platform, '普惠金融二', open),
  ];
  const body = {
    ...{ kind: 'scenario', name: '普惠金融', description: '', scenarioKind: CONTENT.scenarioKind },
    ...{ creditCode: null, from: '2020-01-01', until: null },
  };
  entry = await platform.ask(authority, 'POST', '/fast-track/entries', { body, status: 201 });
  ({ notice } = await platform.ask<{ notice: typeof notice }>(null, 'GET', '/fast-track'));
}, 120_000);
afterAll(() => platform.close());

const sign = (id: string, changes: object = {}, status = 200) =>
  platform.ask<FastTrackStanding>(applicant, 'PUT', `/applications/${id}/fast-track`, {
    body: { entryId: entry.id, version: notice.version, hash: notice.hash, ...changes },
    status,
  });
const step = (token: string, id: string, event: string, rest: { reasons?: string[]; status?: number } = {}) =>
  platform.ask<{ code?: string; state?: string }>(token, 'POST', `/applications/${id}/fast-track/${event}`, {
    body: { reasons: rest.reasons ?? [] },
    status: rest.status ?? 200,
  });
const send = async (id: string): Promise<void> => {
  await platform.ask(applicant, 'POST', `/applications/${id}/submit`, { body: {} });
  await platform.ask(platform.tokens.operator, 'POST', `/applications/${id}/accept`, { body: {} });
};
const get = (id: string) => platform.ask<ApplicationView>(applicant, 'GET', `/applications/${id}`);

describe('the fast track', () => {
  it('[plan2023-2.4] given a listed scenario and the signed notice, when operator and authority have looked, then every dataset is approved at once and its agreement offered', async () => {
    const { id } = await aWrittenApplication(platform, applicant, datasets);
    await sign(id, { hash: '0'.repeat(64) }, 412);
    await sign(id);
    await send(id);
    await step(authority, id, 'approve', { status: 409 });
    await step(platform.tokens.operator, id, 'approve', { status: 403 });
    await step(platform.tokens.operator, id, 'prepare');
    expect(await step(authority, id, 'approve')).toMatchObject({ state: 'approved' });
    const { parts } = await get(id);
    expect(parts.map(({ state }) => state)).toEqual(['approved', 'approved']);
    expect(parts.every(({ agreementId }) => agreementId !== null)).toBe(true);
    const events = await platform.services.db
      .selectFrom('event')
      .select(['action', 'role'])
      .where('thing_id', '=', id)
      .where('action', 'like', 'fast-track.%')
      .orderBy('id')
      .execute();
    expect(events.map(({ action, role }) => [action, role])).toEqual([
      ['fast-track.ask', 'person'],
      ['fast-track.prepare', 'operator'],
      ['fast-track.approve', 'authority'],
    ]);
  });

  it('[plan2023-2.4] given an application that does not fit, when it is left to the usual way, then it is reviewed as any other', async () => {
    const { id } = await aWrittenApplication(platform, applicant, datasets.slice(0, 1));
    await sign(id);
    await send(id);
    await step(platform.tokens.operator, id, 'decline', { status: 400 });
    await step(platform.tokens.operator, id, 'decline', { reasons: ['场景与名单不符。'] });
    const { parts } = await get(id);
    expect(parts[0]?.can['withdraw']).toBe(true);
    expect(parts[0]?.state).toBe('in-review');
  });

  it('[plan2023-2.4] given an entry that is ended, when somebody signs by it, then it is refused with its reason', async () => {
    const { id } = await aWrittenApplication(platform, applicant, datasets.slice(0, 1));
    await platform.ask(authority, 'POST', `/fast-track/entries/${entry.id}/end`, {
      body: { reason: '试点结束' },
    });
    const refused: unknown = await sign(id, {}, 422);
    expect(refused).toMatchObject({ code: 'fast-track-refused', errors: [{ pointer: '/entryId' }] });
  });
});
