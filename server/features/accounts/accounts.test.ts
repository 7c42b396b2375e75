import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView } from '../../../rules/accounts/accounts.operations.ts';
import { aBody, aPerson, aToken, peopleApp, peopleServices, type TestPerson } from '../../testing/people.ts';

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;

describe('people', () => {
  let world: Awaited<ReturnType<typeof peopleServices>>;
  let app: FastifyInstance;
  let [system, security, editor, colleague, outsider, person]: TestPerson[] = [];
  let [transport, weather] = ['', ''];
  let count = 0;
  beforeAll(async () => {
    world = await peopleServices();
    app = peopleApp(world.services);
    const { services } = world;
    [transport, weather] = [await aBody(services, 'JTW'), await aBody(services, 'QXJ')];
    system = await aPerson(services, { userName: 'sys', roles: [{ role: 'system-administrator' }] });
    security = await aPerson(services, { userName: 'sec', roles: [{ role: 'security-administrator' }] });
    const inTransport = { role: 'publisher-editor', bodyId: transport } as const;
    editor = await aPerson(services, { userName: 'editor', roles: [inTransport] });
    const reviews = { role: 'publisher-reviewer', bodyId: transport } as const;
    colleague = await aPerson(services, { userName: 'colleague', roles: [reviews] });
    outsider = await aPerson(services, {
      userName: 'outsider',
      roles: [{ role: 'publisher-editor', bodyId: weather }],
    });
    person = await aPerson(services, { userName: 'person', secondFactor: false });
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const ask = async (
    by: TestPerson | undefined,
    method: 'GET' | 'POST',
    path: string,
    payload?: object,
  ): Promise<Answer> => {
    const headers = by ? { authorization: `Bearer ${await aToken(world.services, by)}` } : {};
    return app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  };
  const fresh = (secondFactor = true): Promise<TestPerson> =>
    aPerson(world.services, { userName: `fresh${(count += 1)}`, secondFactor });
  const eventsOf = (thingId: string) =>
    world.services.db
      .selectFrom('event')
      .selectAll()
      .where('thing_id', '=', thingId)
      .orderBy('position')
      .execute();
  const namesSeenBy = async (by: TestPerson | undefined): Promise<string[]> =>
    (await ask(by, 'GET', '/accounts?limit=100'))
      .json<{ items: AccountView[] }>()
      .items.map(({ name }) => name);

  it('given a reach, when people are listed, then it is myself, my body or everyone', async () => {
    expect(await namesSeenBy(person)).toEqual(['person']);
    expect(await namesSeenBy(editor)).toEqual(['editor', 'colleague']);
    expect(await namesSeenBy(system)).toEqual(
      expect.arrayContaining(['sys', 'sec', 'editor', 'outsider', 'person']),
    );
    expect((await ask(undefined, 'GET', '/accounts')).json()).toMatchObject({
      status: 401,
      code: 'sign-in-required',
    });
  });

  it('given a person out of reach, when read, then it is as if there were nobody', async () => {
    const read = async (by: TestPerson | undefined, id: string) =>
      (await ask(by, 'GET', `/accounts/${id}`)).statusCode;
    expect(await read(editor, colleague?.accountId ?? '')).toBe(200);
    expect(await read(editor, outsider?.accountId ?? '')).toBe(404);
    expect(await read(undefined, outsider?.accountId ?? '')).toBe(404);
    expect(await read(system, world.services.newId())).toBe(404);
    expect(await read(system, 'not-an-id')).toBe(404);
  });

  it('given more people than a page, when paged, then each comes once, and a foreign cursor is refused', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Answer = await ask(system, 'GET', `/accounts?limit=2${next ? `&cursor=${next}` : ''}`);
      const answer = page.json<{ items: AccountView[]; next: string | null; total: number }>();
      seen.push(...answer.items.map(({ id }) => id));
      next = answer.next;
      if (next === null) expect(answer.total).toBe(seen.length);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect((await ask(system, 'GET', '/accounts?cursor=nonsense')).json()).toMatchObject({
      code: 'invalid-cursor',
    });
    const odd = Buffer.from('["x"]').toString('base64url');
    expect((await ask(system, 'GET', `/accounts?cursor=${odd}`)).json()).toMatchObject({
      code: 'invalid-cursor',
    });
  });

  it('given a search, when its signs mean something to the store, then they are only signs', async () => {
    const found = async (q: string) =>
      (await ask(system, 'GET', `/accounts?q=${encodeURIComponent(q)}`)).json<{ total: number }>().total;
    expect(await found('COLLEAG')).toBe(1);
    expect(await found('%')).toBe(0);
    expect(await found('_')).toBe(0);
  });

  it('[xz-25-3] given a system administrator, when an account is opened, then its password is shown once and works once', async () => {
    const wished = { userName: 'newcomer', name: '新人', email: 'new@example.gov.cn', assuranceLevel: 2 };
    const opened = await ask(system, 'POST', '/accounts', wished);
    expect(opened.statusCode).toBe(201);
    const { account, password } = opened.json<{ account: AccountView; password: string }>();
    expect(account).toMatchObject({ ...wished, memberships: [], can: { close: true } });
    expect(password).toMatch(/^(\w{5}-){3}\w{5}$/);
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { userName: 'newcomer', password },
    });
    expect(signedIn.json()).toMatchObject({ pending: 'change-password', acting: null });
    expect((await ask(system, 'POST', '/accounts', wished)).json()).toMatchObject({ code: 'already-exists' });
    const events = await eventsOf(account.id);
    expect(events.map(({ action, role }) => [action, role])).toEqual([
      ['account.open', 'system-administrator'],
    ]);
    expect(events.map(({ body }) => body).join()).not.toMatch(
      new RegExp(`${password}|新人|newcomer|new@example`),
    );
  });

  it.each([
    [{ userName: 'Upper', name: 'x' }],
    [{ userName: 'good.name', name: '' }],
    [{ userName: 'good.name', name: 'a\u0000b' }],
    [{ userName: 'good.name', name: 'x', email: 'no address' }],
    [{ userName: 'good.name', name: 'x', assuranceLevel: 4 }],
    [{ userName: 'good.name', name: 'x', roles: ['operator'] }],
  ])('given %j, when an account is opened with it, then what is wrong is named', async (wished) => {
    const answer = await ask(system, 'POST', '/accounts', wished);
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('[xz-25-7] given an account, when closed, then token, roles and sessions end with it', async () => {
    const leaver = await fresh();
    await ask(security, 'POST', `/accounts/${leaver.accountId}/memberships`, { role: 'expert' });
    const authorization = `Bearer ${await aToken(world.services, leaver)}`;
    const own = () => app.inject({ url: '/api/v1/tokens', headers: { authorization } });
    expect((await own()).statusCode).toBe(200);
    const closed = await ask(system, 'POST', `/accounts/${leaver.accountId}/close`);
    expect(closed.json()).toMatchObject({ memberships: [], can: { close: false, grant: false } });
    expect((await own()).statusCode).toBe(401);
    const again = await ask(system, 'POST', `/accounts/${leaver.accountId}/close`);
    expect(again.json()).toMatchObject({ code: 'wrong-state' });
    const grant = await ask(security, 'POST', `/accounts/${leaver.accountId}/memberships`, {
      role: 'expert',
    });
    expect(grant.json()).toMatchObject({ code: 'wrong-state' });
  });

  it('[xz-25-7] given one person with two kinds of administrator in mind, when granted, then it is refused', async () => {
    const wished = { role: 'audit-administrator' };
    const grant = await ask(security, 'POST', `/accounts/${system?.accountId ?? ''}/memberships`, wished);
    expect(grant.json()).toMatchObject({ status: 409, code: 'separated-roles', provision: 'xz-25-7' });
    const twoAtOnce = await fresh();
    const answers = await Promise.all(
      ['system-administrator', 'audit-administrator', 'security-administrator'].map((role) =>
        ask(security, 'POST', `/accounts/${twoAtOnce.accountId}/memberships`, { role }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
  });

  it('given a role of a body, when granted, then it needs a body that is there, and is given once', async () => {
    const one = await fresh();
    const grant = (body: object) => ask(security, 'POST', `/accounts/${one.accountId}/memberships`, body);
    expect((await grant({ role: 'publisher-editor' })).json()).toMatchObject({
      errors: [{ pointer: '/bodyId' }],
    });
    const nowhere = { role: 'publisher-editor', bodyId: world.services.newId() };
    expect((await grant(nowhere)).json()).toMatchObject({ errors: [{ pointer: '/bodyId' }] });
    const mars = { role: 'district-authority', district: '火星' };
    expect((await grant(mars)).json()).toMatchObject({ errors: [{ pointer: '/district' }] });
    const placed = { role: 'publisher-editor', bodyId: transport };
    expect((await grant(placed)).json()).toMatchObject({ ...placed, bodyName: '单位JTW' });
    expect((await grant(placed)).json()).toMatchObject({ code: 'already-exists' });
    expect((await grant({ role: 'publisher-editor', bodyId: weather })).statusCode).toBe(201);
  });

  it('[xz-25-7] given a role, when taken back, then the next request is refused and both acts are recorded', async () => {
    const one = await fresh();
    const granted = await ask(security, 'POST', `/accounts/${one.accountId}/memberships`, {
      role: 'operator',
    });
    const { id } = granted.json<{ id: string }>();
    const token = await aToken(world.services, { ...one, membershipIds: [id] });
    const session = () =>
      app.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${token}` } });
    expect((await session()).json()).toMatchObject({ viewer: { acting: { role: 'operator' } } });
    expect((await ask(security, 'POST', `/memberships/${id}/revoke`)).statusCode).toBe(200);
    expect((await session()).statusCode).toBe(401);
    expect((await ask(security, 'POST', `/memberships/${id}/revoke`)).statusCode).toBe(404);
    const acts = (await eventsOf(one.accountId)).map(({ action }) => action);
    expect(acts).toEqual(['account.open', 'membership.grant', 'membership.revoke']);
  });

  it('[xz-25-7] given an administrator, when it is about their own account, then another has to do it', async () => {
    const own = (by: TestPerson | undefined, rest: string, body?: object) =>
      ask(by, 'POST', `/accounts/${by?.accountId ?? ''}/${rest}`, body);
    expect((await own(system, 'close')).json()).toMatchObject({ code: 'own-account' });
    expect((await own(system, 'reset-password', {})).json()).toMatchObject({ code: 'own-account' });
    expect((await own(security, 'memberships', { role: 'operator' })).json()).toMatchObject({
      code: 'own-account',
    });
    const membership = `/memberships/${security?.membershipIds[0] ?? ''}/revoke`;
    expect((await ask(security, 'POST', membership)).json()).toMatchObject({ code: 'own-account' });
  });

  it('given somebody who may not, when they manage people, then the answer is the same for anyone and nobody', async () => {
    for (const id of [outsider?.accountId ?? '', world.services.newId()]) {
      for (const [by, path] of [
        [editor, `/accounts/${id}/close`],
        [security, `/accounts/${id}/reset-password`],
        [system, `/accounts/${id}/unlock`],
      ] as const) {
        expect((await ask(by, 'POST', path, {})).json()).toMatchObject({
          status: 403,
          code: 'not-permitted',
        });
      }
      const grant = await ask(system, 'POST', `/accounts/${id}/memberships`, { role: 'expert' });
      expect(grant.json()).toMatchObject({ status: 403 });
    }
  });

  it('[xz-17] given a visitor, when they ask for the permissions, then the whole matrix is there', async () => {
    const matrix = (await ask(undefined, 'GET', '/permissions')).json<{
      roles: { role: string; staff: boolean; reaches: Record<string, string> }[];
    }>();
    expect(matrix.roles.find(({ role }) => role === 'publisher-editor')).toMatchObject({
      staff: true,
      reaches: { 'draft.write': 'body' },
    });
    expect(matrix.roles.find(({ role }) => role === 'visitor')?.reaches).not.toHaveProperty('draft.write');
  });
});
