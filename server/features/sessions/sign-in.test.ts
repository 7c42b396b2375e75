import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { REQUEST_LIMITS } from '../../../rules/sessions/request-limits.ts';
import { createLimiter } from '../../plugins/limits.ts';
import { aPerson, codeOf, PASSWORD, peopleApp, type TestPerson } from '../../testing/people.ts';
import { cookieOf, usePeople } from '../../testing/people-world.ts';

describe('signing in', () => {
  const world = usePeople();
  let count = 0;

  const anOperator = (): Promise<TestPerson> =>
    aPerson(world.services, { userName: `operator${(count += 1)}`, roles: [{ role: 'operator' }] });
  const signIn = (body: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    world.app.inject({ method: 'POST', url: '/api/v1/session', payload: body, headers });
  const enter = (person: TestPerson, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    world.signIn(person, PASSWORD, headers);
  const session = (cookie: string): Promise<LightMyRequestResponse> =>
    world.app.inject({ url: '/api/v1/session', headers: { cookie } });
  const viewerOf = async (cookie: string): Promise<unknown> =>
    (await session(cookie)).json<{ viewer: unknown }>().viewer;

  it('[xz-25-7] given password and code, when signed in, then the cookie opens a session in the role', async () => {
    const person = await anOperator();
    const response = await enter(person);
    expect(response.statusCode).toBe(200);
    expect(response.headers['set-cookie']).toMatch(
      /^kaishu=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/,
    );
    expect(await viewerOf(cookieOf(response))).toMatchObject({
      accountId: person.accountId,
      acting: { role: 'operator' },
      pending: null,
    });
  });

  it('given any part that is wrong, when signed in, then the answers are the same but for their trace', async () => {
    const person = await anOperator();
    const { userName } = person;
    const code = codeOf(person, world.clock.now());
    const tries = [
      { userName: 'nobody-of-that-name', password: PASSWORD, code },
      { userName, password: 'Wrong-Horse-42', code },
      { userName, password: 'Wrong-Horse-42' },
      { userName, password: PASSWORD, code: codeOf(person, world.clock.now(), 5) },
    ];
    const answers = await Promise.all(
      tries.map(async (body) => {
        const response = await signIn(body);
        const { traceId, ...rest } = response.json<{ traceId: string }>();
        expect(traceId).not.toBe('');
        return [response.statusCode, rest];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject([401, { code: 'wrong-credentials' }]);
  });

  it('given a user name that the store cannot hold, when signed in with, then it is refused, not failed at', async () => {
    expect((await signIn({ userName: 'a\u0000b', password: PASSWORD })).statusCode).toBe(400);
    expect((await signIn({ userName: 'a', password: 'b\u0000c' })).statusCode).toBe(400);
  });

  it('given the right password without a code, when sent, then the code is asked for and nothing is counted', async () => {
    const person = await anOperator();
    for (let time = 0; time < 7; time += 1) {
      const response = await signIn({ userName: person.userName, password: PASSWORD });
      expect(response.json()).toMatchObject({ status: 401, code: 'second-factor-required' });
    }
    expect((await enter(person)).statusCode).toBe(200);
  });

  it('[xz-25-7] given a code that was used, when it comes again, then it is refused', async () => {
    const person = await anOperator();
    expect((await enter(person)).statusCode).toBe(200);
    expect((await enter(person)).json()).toMatchObject({ code: 'wrong-credentials' });
    world.clock.advance(30_000);
    expect((await enter(person)).statusCode).toBe(200);
  });

  it.each(['known', 'unknown'])(
    '[xz-25-7] given a %s name, when five tries fail, then it is locked for 15 minutes, then for 30',
    async (kind) => {
      const person = await anOperator();
      const userName = kind === 'known' ? person.userName : `stranger${count}`;
      const fail = (): Promise<LightMyRequestResponse> => signIn({ userName, password: 'Wrong-Horse-42' });
      for (let time = 0; time < 5; time += 1) expect((await fail()).statusCode).toBe(401);
      const locked = await fail();
      expect(locked.json()).toMatchObject({ status: 423, code: 'locked-out', retryAfter: 900 });
      expect(locked.headers['retry-after']).toBe('900');
      world.clock.advance(15 * 60_000);
      expect((await fail()).statusCode).toBe(401);
      expect((await fail()).json()).toMatchObject({ retryAfter: 1800 });
      world.clock.advance(30 * 60_000);
    },
  );

  it('[xz-25-5] given a lock-out, when it is set, then tries and lock are in the record without the password', async () => {
    const person = await anOperator();
    for (let time = 0; time < 5; time += 1) {
      await signIn({ userName: person.userName, password: 'Wrong-Horse-42', code: '123456' });
    }
    const events = await world.services.db
      .selectFrom('event')
      .select(['action', 'body'])
      .where('thing_id', '=', person.accountId)
      .where('action', 'in', ['account.prove', 'account.lock'])
      .execute();
    expect(events.map(({ action }) => action)).toEqual(
      ['prove', 'prove', 'prove', 'prove', 'prove', 'lock'].map((act) => `account.${act}`),
    );
    expect(events.map(({ body }) => body).join()).not.toMatch(/Wrong-Horse|123456/);
  });

  it('[xz-25-7] given a hundred tries at once, when they fail, then five were judged', async () => {
    const person = await anOperator();
    const body = { userName: person.userName, password: 'Wrong-Horse-42' };
    const many = peopleApp(world.services, {
      limiter: createLimiter(world.clock, { ...REQUEST_LIMITS, 'sign-in': 1000, 'bad-credentials': 1000 }),
    });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        many.inject({ method: 'POST', url: '/api/v1/session', payload: body }),
      ),
    );
    const codes = Map.groupBy(answers, ({ statusCode }) => statusCode);
    expect([codes.get(401)?.length, codes.get(423)?.length]).toEqual([5, 95]);
    await many.close();
  });

  it('given a session, when signed in again, then the old secret is worth nothing', async () => {
    const person = await anOperator();
    const first = cookieOf(await enter(person));
    world.clock.advance(30_000);
    const second = cookieOf(await enter(person, { cookie: first, 'sec-fetch-site': 'same-origin' }));
    expect(second).not.toBe(first);
    expect(await viewerOf(first)).toBeNull();
    expect(await viewerOf(second)).not.toBeNull();
  });

  it('given a session, when it is idle for 30 minutes, or 12 hours old, then it has ended', async () => {
    const idle = cookieOf(await enter(await anOperator()));
    world.clock.advance(30 * 60_000 + 1);
    expect(await viewerOf(idle)).toBeNull();
    const busy = cookieOf(await enter(await anOperator()));
    for (let quarter = 1; quarter < 48; quarter += 1) {
      world.clock.advance(15 * 60_000);
      expect(await viewerOf(busy)).not.toBeNull();
    }
    world.clock.advance(15 * 60_000);
    expect(await viewerOf(busy)).toBeNull();
  });

  it('given a session, when signed out, then it ends at once and its cookie goes', async () => {
    const cookie = cookieOf(await enter(await anOperator()));
    expect(await viewerOf(cookie)).not.toBeNull();
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const response = await world.app.inject({ method: 'DELETE', url: '/api/v1/session', headers });
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([
      204,
      'kaishu=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ]);
    expect(await viewerOf(cookie)).toBeNull();
  });

  it('given the store, when it is read by a thief, then it holds no secret that signs in', async () => {
    const person = await anOperator();
    const cookie = cookieOf(await enter(person)).replace('kaishu=', '');
    const { rows } = await world.services.db
      .selectFrom('session')
      .select('secret_hash')
      .execute()
      .then((all) => ({ rows: all.map(({ secret_hash }) => secret_hash.toString('latin1')).join() }));
    expect(rows).not.toContain(Buffer.from(cookie, 'base64url').toString('latin1'));
    const account = await world.services.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', person.accountId)
      .executeTakeFirstOrThrow();
    expect(account.password_hash).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$/);
    expect(account.totp_secret?.toString('latin1')).not.toContain(person.totpSecret);
  });

  it('given encrypted connections, when signed in, then only this host can have set the cookie', async () => {
    world.services.publicUrl = 'https://data.example.gov.cn';
    const person = await anOperator();
    const payload = {
      userName: person.userName,
      password: PASSWORD,
      code: codeOf(person, world.clock.now()),
    };
    const response = await signIn(payload).finally(() => (world.services.publicUrl = null));
    expect(response.headers['set-cookie']).toMatch(/^__Host-kaishu=[\w-]{43}; Path=\/; .*; Secure$/);
  });

  const foreign: [string, Record<string, string>][] = [
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site request of another host', { 'sec-fetch-site': 'same-site' }],
    ['another origin on plain HTTP', { origin: 'http://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['a browser that says nothing', {}],
  ];
  it.each(foreign)(
    'given %s with a session, when it would act, then it is stopped',
    async (_name, headers) => {
      const cookie = cookieOf(await enter(await anOperator()));
      const act = (given: Record<string, string>): Promise<LightMyRequestResponse> =>
        world.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie, ...given } });
      expect((await act(headers)).json()).toMatchObject({ status: 403, code: 'cross-site-request' });
      expect(await viewerOf(cookie)).not.toBeNull();
      expect((await act({ origin: 'http://localhost:80' })).statusCode).toBe(204);
    },
  );

  it('given a forged sign-in from another site, when it comes without a session, then it is stopped too', async () => {
    expect((await enter(await anOperator(), { origin: 'http://evil.example' })).statusCode).toBe(403);
  });
});
