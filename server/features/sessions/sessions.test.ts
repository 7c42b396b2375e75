import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../../rules/sessions/sessions.schema.ts';
import { aBody, aPerson, type TestPerson } from '../../testing/people.ts';
import { cookieOf, usePeople } from '../../testing/people-world.ts';

describe('sessions', () => {
  const world = usePeople();
  let count = 0;

  const signIn = async (person: TestPerson): Promise<string> => {
    const answer = await world.signIn(person);
    world.clock.advance(30_000);
    return cookieOf(answer);
  };
  const ask = (
    cookie: string,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    payload?: object,
  ): Promise<LightMyRequestResponse> =>
    world.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(payload ? { payload } : {}),
    });
  const sessions = async (cookie: string, query = ''): Promise<SessionView[]> =>
    (await ask(cookie, 'GET', `/sessions${query}`)).json<{ items: SessionView[] }>().items;
  const aReviewer = async (): Promise<TestPerson> => {
    const bodyId = await aBody(world.services, `B${(count += 1)}`);
    const roles = [{ role: 'publisher-reviewer', bodyId }, { role: 'expert' }] as const;
    return aPerson(world.services, { userName: `reviewer${count}`, roles });
  };

  it('given several roles, when another is chosen, then the session acts in it and the change is recorded', async () => {
    const person = await aReviewer();
    const cookie = await signIn(person);
    const acting = async () =>
      (await ask(cookie, 'GET', '/session')).json<{ viewer: { acting: unknown } }>().viewer.acting;
    expect(await acting()).toMatchObject({ role: 'publisher-reviewer', bodyName: `单位B${count}` });
    const membershipId = person.membershipIds[1];
    expect((await ask(cookie, 'POST', '/session/acting', { membershipId })).json()).toMatchObject({
      acting: { id: membershipId, role: 'expert' },
    });
    expect(await acting()).toMatchObject({ role: 'expert', bodyName: null });
    const event = await world.services.db
      .selectFrom('event')
      .select('body')
      .where('action', '=', 'session.act-as')
      .where('actor_id', '=', person.accountId)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(event.body)).toMatchObject({ data: { from: 'publisher-reviewer', to: 'expert' } });
  });

  it('[xz-25-7] given a role of somebody else, when chosen, then it is not there', async () => {
    const [person, other] = [await aReviewer(), await aReviewer()];
    const cookie = await signIn(person);
    const answer = await ask(cookie, 'POST', '/session/acting', { membershipId: other.membershipIds[0] });
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
    const none = await world.app.inject({
      method: 'POST',
      url: '/api/v1/session/acting',
      payload: { membershipId: other.membershipIds[0] },
    });
    expect(none.json()).toMatchObject({ status: 401, code: 'sign-in-required' });
  });

  it('given sessions of mine, when listed and ended, then I see and end my own only', async () => {
    const [person, other] = [await aReviewer(), await aReviewer()];
    const [old, present, foreign] = [await signIn(person), await signIn(person), await signIn(other)];
    const mine = await sessions(present);
    expect(mine.map(({ current }) => current)).toEqual([true, false]);
    expect(await sessions(present, `?accountId=${other.accountId}`)).toEqual([]);
    const [theirs] = await sessions(foreign);
    expect((await ask(present, 'DELETE', `/sessions/${theirs?.id ?? ''}`)).statusCode).toBe(404);
    expect((await ask(present, 'DELETE', `/sessions/${mine[1]?.id ?? ''}`)).statusCode).toBe(204);
    expect((await ask(old, 'GET', '/sessions')).statusCode).toBe(401);
    expect(await sessions(present)).toHaveLength(1);
  });

  it('[xz-25-7] given the security administrator, when a session is ended, then its next request is a visitor’s', async () => {
    const admin = await aPerson(world.services, {
      userName: 'guard',
      roles: [{ role: 'security-administrator' }],
    });
    const person = await aReviewer();
    const [guard, cookie] = [await signIn(admin), await signIn(person)];
    expect(await sessions(cookie)).toHaveLength(1);
    const [session] = await sessions(guard, `?accountId=${person.accountId}`);
    expect(session).toMatchObject({
      accountName: person.userName,
      role: 'publisher-reviewer',
      current: false,
    });
    expect((await ask(guard, 'DELETE', `/sessions/${session?.id ?? ''}`)).statusCode).toBe(204);
    expect((await ask(cookie, 'GET', '/sessions')).statusCode).toBe(401);
    expect((await sessions(guard)).map(({ accountId }) => accountId)).not.toContain(person.accountId);
  });

  it('given a session in use, when seen again and again, then the store is written at most once a minute', async () => {
    const person = await aReviewer();
    const cookie = await signIn(person);
    const seen = async () => {
      await ask(cookie, 'GET', '/session');
      const [session] = await sessions(cookie);
      return session?.lastSeenAt;
    };
    const first = await seen();
    world.clock.advance(29_000);
    expect(await seen()).toBe(first);
    world.clock.advance(31_000);
    expect(await seen()).not.toBe(first);
  });

  it('given a cookie that is none of ours, when it comes, then it is a visitor', async () => {
    for (const cookie of ['kaishu=', 'kaishu=x', `kaishu=${'A'.repeat(43)}`, 'other=1; kaishu=%00']) {
      expect((await ask(cookie, 'GET', '/session')).json()).toMatchObject({ viewer: null });
    }
  });
});
