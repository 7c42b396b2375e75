import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { writeToken } from '../../../rules/tokens/token-text.ts';
import type { TokenView } from '../../../rules/tokens/tokens.operations.ts';
import { aPerson, aToken, type TestPerson } from '../../testing/people.ts';
import { cookieOf, usePeople } from '../../testing/people-world.ts';

interface Made {
  token: string;
  view: TokenView;
}

describe('tokens', () => {
  const world = usePeople();
  let count = 0;

  const anOperator = (): Promise<TestPerson> =>
    aPerson(world.services, { userName: `operator${(count += 1)}`, roles: [{ role: 'operator' }] });
  const signIn = async (person: TestPerson): Promise<Record<string, string>> => ({
    cookie: cookieOf(await world.signIn(person)),
    'sec-fetch-site': 'same-origin',
  });
  const ask = (
    headers: Record<string, string>,
    method: 'GET' | 'POST',
    path: string,
    payload?: object,
  ): Promise<LightMyRequestResponse> =>
    world.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  const make = async (headers: Record<string, string>, wished: object): Promise<Made> =>
    (await ask(headers, 'POST', '/tokens', wished)).json<Made>();
  const whoIs = (token: string): Promise<LightMyRequestResponse> =>
    ask({ authorization: `Bearer ${token}` }, 'GET', '/session');

  it('[xz-25-7] given a token of a role, when used, then it acts in it, without cross-site checks', async () => {
    const person = await anOperator();
    const headers = await signIn(person);
    const { token, view } = await make(headers, {
      name: 'nightly',
      days: 30,
      membershipId: person.membershipIds[0],
    });
    expect(token).toMatch(/^ks_[0-9A-Za-z]{49}$/);
    expect(view).toMatchObject({
      name: 'nightly',
      hint: `${token.slice(0, 7)}…`,
      acting: { role: 'operator' },
    });
    expect(Date.parse(view.expiresAt) - Date.parse(view.createdAt)).toBe(30 * 86_400_000);
    expect((await whoIs(token)).json()).toMatchObject({ viewer: { acting: { role: 'operator' } } });
    const foreign = {
      authorization: `bearer ${token}`,
      'sec-fetch-site': 'cross-site',
      origin: 'http://app.example',
    };
    expect((await ask(foreign, 'POST', `/tokens/${view.id}/revoke`)).statusCode).toBe(200);
    expect((await whoIs(token)).json()).toMatchObject({ status: 401, code: 'sign-in-required' });
  });

  it('given a token without a role, when used, then it is a plain person’s', async () => {
    const { token } = await make(await signIn(await anOperator()), { name: 'plain' });
    expect((await whoIs(token)).json()).toMatchObject({ viewer: { acting: null } });
  });

  it('given the list, when read, then it shows hint and last use, and never a secret', async () => {
    const headers = await signIn(await anOperator());
    const { token, view } = await make(headers, { name: 'listed' });
    const list = async () => (await ask(headers, 'GET', '/tokens')).json<{ items: TokenView[] }>().items;
    expect(await list()).toEqual([view]);
    await whoIs(token);
    expect((await list())[0]?.lastUsedAt).toBe(world.clock.now().toISOString());
    expect((await ask(headers, 'GET', '/tokens')).body).not.toContain(token.slice(8));
    const stored = await world.services.db.selectFrom('token').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token.slice(8));
  });

  it('given a token, when its days are over, then it is refused', async () => {
    const { token } = await make(await signIn(await anOperator()), { name: 'short', days: 1 });
    world.clock.advance(86_400_000 - 1);
    expect((await whoIs(token)).statusCode).toBe(200);
    world.clock.advance(1);
    expect((await whoIs(token)).statusCode).toBe(401);
  });

  const wrong: [string, string][] = [
    ['no token of ours', 'Bearer something'],
    ['a good checksum but unknown', `Bearer ${writeToken(new Uint8Array(32))}`],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['nothing', ''],
  ];
  it.each(wrong)(
    'given %s, when sent, then it says to sign in rather than to be a visitor',
    async (_what, authorization) => {
      expect((await ask({ authorization }, 'GET', '/session')).json()).toMatchObject({ status: 401 });
    },
  );

  it('[xz-25-7] given a token, when it would make another, then it may not; and a foreign role is not there', async () => {
    const [person, other] = [await anOperator(), await anOperator()];
    const byToken = { authorization: `Bearer ${await aToken(world.services, person)}` };
    expect((await ask(byToken, 'POST', '/tokens', { name: 'child' })).json()).toMatchObject({
      code: 'not-permitted',
    });
    const wished = { name: 'borrowed', membershipId: other.membershipIds[0] };
    expect((await ask(await signIn(person), 'POST', '/tokens', wished)).json()).toMatchObject({
      code: 'not-found',
    });
    expect((await ask({}, 'POST', '/tokens', { name: 'x' })).json()).toMatchObject({
      code: 'sign-in-required',
    });
    const forever = { name: 'forever', days: 366 };
    expect((await ask(await signIn(person), 'POST', '/tokens', forever)).statusCode).toBe(400);
  });

  it('given a token of somebody else, when revoked, then it is not there; the security administrator reads all', async () => {
    const [mine, theirs] = [await signIn(await anOperator()), await signIn(await anOperator())];
    const { view } = await make(theirs, { name: 'theirs' });
    expect((await ask(mine, 'POST', `/tokens/${view.id}/revoke`)).statusCode).toBe(404);
    const guard = await aPerson(world.services, {
      userName: 'guard',
      roles: [{ role: 'security-administrator' }],
    });
    const all = (await ask(await signIn(guard), 'GET', '/tokens')).json<{ items: TokenView[] }>().items;
    expect(all.map(({ id }) => id)).toContain(view.id);
    const again = await ask(theirs, 'POST', `/tokens/${view.id}/revoke`);
    expect(again.statusCode).toBe(200);
    expect((await ask(theirs, 'POST', `/tokens/${view.id}/revoke`)).json()).toMatchObject({
      code: 'wrong-state',
    });
  });
});
