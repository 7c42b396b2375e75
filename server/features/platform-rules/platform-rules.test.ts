import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  PlatformRules,
  RulesDraft,
  RulesStanding,
} from '../../../rules/platform-rules/platform-rules.operations.ts';
import { systemCall } from '../../system-call.ts';
import { anOrganisation, aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { needRules } from './index.ts';

const FIRST: RulesDraft = {
  title: '平台规范',
  text: '第一条 依法合规利用数据。\n第二条 不得转让账号。',
  note: '首次发布。',
  revision: 0,
};

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const ask = <T>(
  token: string | null,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  status = 200,
): Promise<T> => platform.ask<T>(token, method, `/platform-rules${path}`, { ...(body && { body }), status });
const publish = async (changes: Partial<RulesDraft>): Promise<PlatformRules> => {
  const { operator } = platform.tokens;
  await ask<RulesDraft>(operator, 'PUT', '/draft', { ...FIRST, ...changes });
  return ask(operator, 'POST', '/publish', {}, 201);
};
const standing = (token: string): Promise<RulesStanding> => ask(token, 'GET', '/standing');

describe('the rules of the platform', () => {
  it('[xz-26] given a published version, when a new one is published, then anyone reads both, and who accepted the old is asked again', async () => {
    const person = await aPerson(platform.services, { userName: 'rule-reader', roles: [{ role: 'person' }] });
    const token = await aToken(platform.services, person);
    const call = systemCall(platform.services, {
      ...systemCall(platform.services).actor,
      accountId: person.accountId,
      role: 'person',
    });
    await expect(needRules(call)).resolves.toBeUndefined();
    await ask(platform.tokens.operator, 'POST', '/publish', {}, 409);
    const first = await publish({});
    expect(first.version).toBe(1);
    await expect(needRules(call)).rejects.toMatchObject({ code: 'rules-not-accepted' });
    expect(await standing(token)).toEqual({ of: 'account', current: 1, accepted: null, acceptedAt: null });
    expect(await ask(token, 'POST', '/accept', { version: 1 })).toMatchObject({ accepted: 1 });
    await expect(needRules(call)).resolves.toBeUndefined();

    const second = await publish({ text: `${FIRST.text}\n第三条 用途变更先申请。`, note: '加第三条。' });
    const { items } = await ask<{ items: PlatformRules[] }>(null, 'GET', '');
    expect(items.map(({ version, note }) => [version, note])).toEqual([
      [2, '加第三条。'],
      [1, '首次发布。'],
    ]);
    await expect(needRules(call)).rejects.toMatchObject({ code: 'rules-not-accepted' });
    await ask(token, 'POST', '/accept', { version: first.version }, 412);
    await ask(token, 'POST', '/accept', { version: second.version });
    await expect(needRules(call)).resolves.toBeUndefined();
  });

  it('[xz-26] given an organisation, when one of its members accepts for it, then it has accepted for all of them, and a viewer cannot', async () => {
    const organisationId = await anOrganisation(platform.services, '浦江规范有限公司');
    const member = async (userName: string, organisationRole: 'applicant' | 'viewer'): Promise<string> => {
      const roles = [{ role: 'organisation-member' as const, organisationId, organisationRole }];
      return aToken(platform.services, await aPerson(platform.services, { userName, roles }));
    };
    const [one, other] = [await member('rule-one', 'applicant'), await member('rule-other', 'applicant')];
    const { current } = await standing(one);
    expect(await standing(other)).toMatchObject({ of: 'organisation', accepted: null });
    await ask(await member('rule-viewer', 'viewer'), 'POST', '/accept', { version: current }, 403);
    await ask(one, 'POST', '/accept', { version: current });
    expect(await standing(other)).toMatchObject({ accepted: current });
  });

  it('given two people who write the next version at once, when the second saves, then nothing of the first is lost', async () => {
    const { operator } = platform.tokens;
    const begun = await ask<RulesDraft>(operator, 'PUT', '/draft', FIRST);
    await ask(operator, 'PUT', '/draft', { ...FIRST, title: '另一个标题' }, 412);
    const saved = await ask<RulesDraft>(operator, 'PUT', '/draft', { ...begun, title: '平台管理规范' });
    expect(await ask(operator, 'GET', '/draft')).toEqual({ draft: saved });
  });
});
