import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stepped } from '../../../rules/api/views.ts';
import type {
  getOrganisation,
  Invitation,
  OrganisationSummary,
  OrganisationView,
} from '../../../rules/organisations/organisations.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { ProblemExtra } from '../../../rules/problems/problems.ts';
import type { MembershipView, Viewer } from '../../../rules/sessions/sessions.schema.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aSession } from '../../testing/matrix/callers.ts';
import { aCreditCode, aPerson, aToken, type TestPerson } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';

type Shown = OutputOf<typeof getOrganisation>;
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0x01, 0x02, 0xff, 0xd9]);

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

let people = 0;
/** A person with a real name, who uses data in no organisation yet. */
async function aDataUser(assuranceLevel: 0 | 2 = 2): Promise<{ person: TestPerson; token: string }> {
  const userName = `data-user-${(people += 1)}`;
  const person = await aPerson(platform.services, { userName, assuranceLevel, roles: [{ role: 'person' }] });
  return { person, token: await aToken(platform.services, person) };
}
const post = <T>(token: string, path: string, body: object = {}, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const show = (token: string, id: string): Promise<Shown> =>
  platform.ask(token, 'GET', `/organisations/${id}`);
const sentences = ({ errors = [] }: ProblemExtra): string[] => errors.map(({ detail }) => detail);
const tasksOf = async (token: string): Promise<string[]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items
    .map(({ kind }) => kind)
    .filter((kind) => kind.endsWith('-organisation'));

async function aRegistration(token: string, changes: object = {}): Promise<OrganisationView> {
  const body = {
    creditCode: aCreditCode(),
    name: '浦江数据服务有限公司',
    kind: 'small-company',
    contact: '林经理 021-00000000',
    ...changes,
  };
  const made = await post<OrganisationView>(token, '/organisations', body, 201);
  const content = PICTURE.toString('base64');
  return platform.ask(token, 'PUT', `/organisations/${made.id}/licence`, { body: { content } });
}

/** An accepted organisation with the token of its administrator. */
async function anAccepted(): Promise<{
  id: string;
  token: string;
  person: TestPerson;
  membershipId: string;
}> {
  const { person, token } = await aDataUser();
  const { id } = await aRegistration(token);
  await post(token, `/organisations/${id}/submit`);
  await post(platform.tokens.operator, `/organisations/${id}/accept`);
  const membershipId = await membershipIn(person, id);
  const acting = await tokenAs(person, membershipId);
  return { id, token: acting, person, membershipId };
}

const tokenAs = (person: TestPerson, membershipId: string): Promise<string> =>
  aToken(platform.services, { ...person, membershipIds: [membershipId] });

async function viewerOf({ accountId }: TestPerson): Promise<Viewer> {
  const { cookie } = await aSession(platform.services, accountId);
  const answer = await platform.app.inject({ url: '/api/v1/session', headers: { cookie } });
  const { viewer } = answer.json<{ viewer: Viewer | null }>();
  if (!viewer) throw new Error('nobody is signed in');
  return viewer;
}

async function membershipIn(person: TestPerson, organisationId: string): Promise<string> {
  const isIn = (each: MembershipView): boolean => each.organisationId === organisationId;
  return (await viewerOf(person)).memberships.find(isIn)?.id ?? '';
}

describe('registering an organisation by documents', () => {
  it('[guide2020-2] given an empty draft, when it is sent in, then all that is missing is said at once, each at its place', async () => {
    const { token } = await aDataUser();
    const empty = { creditCode: '', name: '', kind: null, contact: '' };
    const draft = await post<OrganisationView>(token, '/organisations', empty, 201);
    const refused = await post<ProblemExtra>(token, `/organisations/${draft.id}/submit`, {}, 422);
    expect(refused).toMatchObject({ code: 'organisation-incomplete', provision: 'guide2020-2' });
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual([
      '/creditCode',
      '/name',
      '/kind',
      '/licence',
      '/contact',
    ]);
    await platform.ask(platform.tokens.operator, 'GET', `/organisations/${draft.id}`, { status: 404 });
  });

  it('[guide2020-2] [plan2023-1] given a registration with something missing, when the operator returns it, then every reason comes back; completed it is accepted and the registrant administers it', async () => {
    const { person, token } = await aDataUser();
    const { id, revision } = await aRegistration(token);
    await post<Stepped>(token, `/organisations/${id}/submit`);
    const { operator } = platform.tokens;
    expect(await tasksOf(operator)).toContain('decide-organisation');
    expect((await show(operator, id)).organisation.clock).toMatchObject({ limit: 3, target: 1 });
    expect(sentences(await post<ProblemExtra>(operator, `/organisations/${id}/return`, {}, 400))).toEqual([
      '请在有问题的部分写明要补什么，全部一次说完。',
    ]);
    const reasons = [
      { part: 'name', text: '名称与证照不一致。' },
      { part: 'licence', text: '证照看不清，请重新拍照。' },
    ];
    await post(operator, `/organisations/${id}/return`, { reasons });
    expect(await tasksOf(token)).toEqual(['mend-organisation']);
    expect((await show(token, id)).organisation).toMatchObject({ state: 'returned', reasons });

    const { creditCode, kind, contact } = (await show(token, id)).organisation;
    const body = { creditCode, name: '浦江数据服务（上海）有限公司', kind, contact, revision };
    await platform.ask(token, 'PUT', `/organisations/${id}`, { body });
    await platform.ask(token, 'PUT', `/organisations/${id}`, { body, status: 412 });
    await post(token, `/organisations/${id}/submit`);
    await post(operator, `/organisations/${id}/accept`);
    const { db } = platform.services;
    const kept = await db.selectFrom('organisation').select('size_kind').where('id', '=', id).execute();
    expect(kept).toEqual([{ size_kind: kind }]);
    const viewer = await viewerOf(person);
    expect(viewer.memberships).toContainEqual(
      expect.objectContaining({
        role: 'organisation-member',
        organisationId: id,
        organisationName: '浦江数据服务（上海）有限公司',
        organisationRole: 'administrator',
      }),
    );
  });

  it('[guide2020-2] given two registrations of one code, when one is accepted, then the other was shown to the operator and is refused', async () => {
    const [one, other] = [await aDataUser(), await aDataUser()];
    const first = await aRegistration(one.token);
    const second = await aRegistration(other.token, {
      creditCode: first.creditCode,
      name: '浦江数据服务公司',
    });
    for (const [token, id] of [
      [one.token, first.id],
      [other.token, second.id],
    ] as const)
      await post(token, `/organisations/${id}/submit`);
    const { operator } = platform.tokens;
    expect((await show(operator, second.id)).like).toContainEqual(
      expect.objectContaining({ id: first.id, sameCode: true }),
    );
    await post(operator, `/organisations/${first.id}/accept`);
    expect(await post(operator, `/organisations/${second.id}/accept`, {}, 409)).toMatchObject({
      code: 'already-exists',
      detail: `代码 ${first.creditCode} 的单位已经登记。请联系该单位的管理员邀请你加入。`,
    });
  });

  it('[guide2020-3] given somebody of too low a level, when they register an organisation, then the answer says which level it takes and which they have', async () => {
    const { token } = await aDataUser(0);
    const body = { creditCode: '', name: '某公司', kind: null, contact: '' };
    expect(await post(token, '/organisations', body, 403)).toMatchObject({
      code: 'assurance-too-low',
      detail: '“登记单位”需要实名认证（2 级），你现在是未实名（0 级）。',
    });
  });

  it('given a file that is no licence by its bytes, when it is sent, then it is refused with what to send; a picture comes back as it was', async () => {
    const { token } = await aDataUser();
    const { id } = await aRegistration(token);
    const content = Buffer.from('<html><script>alert(1)</script>').toString('base64');
    expect(
      await platform.ask(token, 'PUT', `/organisations/${id}/licence`, { body: { content }, status: 422 }),
    ).toMatchObject({ code: 'unsupported-format' });
    const url = `/api/v1/organisations/${id}/licence`;
    const answer = await platform.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.rawPayload).toEqual(PICTURE);
    const { token: stranger } = await aDataUser();
    await platform.ask(stranger, 'GET', `/organisations/${id}/licence`, { status: 404 });
  });
});

describe('the members of an organisation', () => {
  it('[xz-25-3] given an invitation by link, when somebody follows it, then they act for the organisation, once', async () => {
    const organisation = await anAccepted();
    const path = `/organisations/${organisation.id}/invitations`;
    const { secret } = await post<{ secret: string }>(
      organisation.token,
      path,
      { organisationRole: 'applicant' },
      201,
    );
    const { person, token } = await aDataUser();
    const { items } = await platform.ask<{ items: Invitation[] }>(
      token,
      'GET',
      `/organisation-invitations?secret=${secret}`,
    );
    expect(items).toMatchObject([{ organisation: { id: organisation.id }, organisationRole: 'applicant' }]);
    const joined = await post<{ membershipId: string }>(token, '/organisation-memberships', { secret }, 201);
    await post(token, '/organisation-memberships', { secret }, 404);
    const acting = await tokenAs(person, joined.membershipId);
    const { organisation: seen, members } = await show(acting, organisation.id);
    expect(seen.can['manage']).toBe(false);
    expect(members.map(({ organisationRole }) => organisationRole)).toEqual(['administrator', 'applicant']);
    await post(acting, path, { organisationRole: 'viewer' }, 403);
    // Who acts for themselves, or for nobody, is shown nothing of it.
    await platform.ask(token, 'GET', `/organisations/${organisation.id}`, { status: 404 });
  });

  it('[xz-25-3] given an invitation by user name, when another follows it, then it is as if it were not there; the one it names joins', async () => {
    const organisation = await anAccepted();
    const [named, other] = [await aDataUser(), await aDataUser()];
    const { invitation } = await post<{ invitation: Invitation }>(
      organisation.token,
      `/organisations/${organisation.id}/invitations`,
      { organisationRole: 'viewer', userName: named.person.userName },
      201,
    );
    await post(other.token, '/organisation-memberships', { id: invitation.id }, 404);
    await post(named.token, '/organisation-memberships', { id: invitation.id }, 201);
    expect(await membershipIn(named.person, organisation.id)).not.toBe('');
  });

  it('[guide2020-2] given the last administrator, when they leave or step down, then it is refused until another looks after it', async () => {
    const organisation = await anAccepted();
    const { token, membershipId } = organisation;
    const own = `/organisation-memberships/${membershipId}`;
    expect(await post(token, `${own}/end`, {}, 409)).toMatchObject({ code: 'last-administrator' });
    const lower = { body: { organisationRole: 'viewer' }, status: 409 };
    await platform.ask(token, 'PUT', own, lower);
    const heir = await aDataUser();
    const { secret } = await post<{ secret: string }>(
      token,
      `/organisations/${organisation.id}/invitations`,
      { organisationRole: 'administrator' },
      201,
    );
    await post(heir.token, '/organisation-memberships', { secret }, 201);
    await post(token, `${own}/end`, {}, 204);
    expect(await membershipIn(organisation.person, organisation.id)).toBe('');
    await platform.ask(token, 'GET', `/organisations/${organisation.id}`, { status: 401 });
  });

  it('[xz-25-3] given two people of an organisation, when the lists are read, then each sees it, and other people do not', async () => {
    const organisation = await anAccepted();
    const listed = async (token: string): Promise<string[]> =>
      (await platform.ask<{ items: OrganisationSummary[] }>(token, 'GET', '/organisations')).items.map(
        ({ id }) => id,
      );
    expect(await listed(organisation.token)).toContain(organisation.id);
    expect(await listed((await aDataUser()).token)).toEqual([]);
    expect(await listed(platform.tokens.operator)).toContain(organisation.id);
  });
});
