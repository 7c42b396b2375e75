import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { aPerson, aToken, codeOf, PASSWORD, type TestPerson } from '../../testing/people.ts';
import { cookieOf, usePeople } from '../../testing/people-world.ts';

const NEW_PASSWORD = 'Battery-Staple-43';

describe('my own account', () => {
  const world = usePeople();
  let count = 0;

  const anExpert = (changes: { oneTime?: boolean; secondFactor?: boolean } = {}): Promise<TestPerson> =>
    aPerson(world.services, { userName: `expert${(count += 1)}`, roles: [{ role: 'expert' }], ...changes });
  const act = (cookie: string, path: string, payload: object): Promise<LightMyRequestResponse> =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      payload,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
  const viewer = async (cookie: string) =>
    (await world.app.inject({ url: '/api/v1/session', headers: { cookie } })).json<{ viewer: unknown }>()
      .viewer;

  it('[xz-25-7] given a new account of staff, when first signed in, then password and second factor come before the role', async () => {
    const person = await anExpert({ oneTime: true, secondFactor: false });
    const cookie = cookieOf(await world.signIn(person));
    expect(await viewer(cookie)).toMatchObject({ pending: 'change-password', acting: null });
    expect(
      (await act(cookie, '/account/password', { current: PASSWORD, password: NEW_PASSWORD })).statusCode,
    ).toBe(204);
    expect(await viewer(cookie)).toMatchObject({ pending: 'enrol-second-factor', acting: null });
    const tasks = await world.app.inject({ url: '/api/v1/sessions', headers: { cookie } });
    expect(tasks.json<{ items: { current: boolean }[] }>().items).toMatchObject([{ current: true }]);
    const begun = (await act(cookie, '/account/second-factor', {})).json<Record<string, string>>();
    expect(begun['uri']).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
    expect(begun['qrSvg']).toMatch(/^<svg/);
    const code = codeOf({ totpSecret: begun['secret'] ?? '' }, world.clock.now());
    const confirmed = await act(cookie, '/account/second-factor/confirm', {
      enrolment: begun['enrolment'],
      code,
    });
    expect(confirmed.statusCode).toBe(204);
    expect(await viewer(cookie)).toMatchObject({ pending: null, acting: { role: 'expert' } });
    const without = await world.signIn({ ...person, totpSecret: null }, NEW_PASSWORD);
    expect(without.json()).toMatchObject({ code: 'second-factor-required' });
  });

  it('given a second factor, when a new one is enrolled, then the old one is shown first', async () => {
    const person = await anExpert();
    const cookie = cookieOf(await world.signIn(person));
    expect((await act(cookie, '/account/second-factor', {})).json()).toMatchObject({
      code: 'second-factor-required',
    });
    const wrong = { code: codeOf(person, world.clock.now(), 9) };
    expect((await act(cookie, '/account/second-factor', wrong)).json()).toMatchObject({
      code: 'wrong-credentials',
    });
    world.clock.advance(30_000);
    const right = { code: codeOf(person, world.clock.now()) };
    expect((await act(cookie, '/account/second-factor', right)).statusCode).toBe(200);
  });

  it('given an enrolment, when late, of another account, or made up, then it is refused', async () => {
    const [mine, other] = await Promise.all([
      anExpert({ secondFactor: false }),
      anExpert({ secondFactor: false }),
    ]);
    const [cookie, others] = [cookieOf(await world.signIn(mine)), cookieOf(await world.signIn(other))];
    const begun = (await act(cookie, '/account/second-factor', {})).json<{
      enrolment: string;
      secret: string;
    }>();
    const confirm = (by: string, enrolment: string) => {
      const code = codeOf({ totpSecret: begun.secret }, world.clock.now());
      return act(by, '/account/second-factor/confirm', { enrolment, code });
    };
    expect((await confirm(others, begun.enrolment)).json()).toMatchObject({ code: 'wrong-state' });
    expect((await confirm(cookie, 'made-up')).json()).toMatchObject({ code: 'wrong-state' });
    world.clock.advance(15 * 60_000 + 1);
    expect((await confirm(cookie, begun.enrolment)).json()).toMatchObject({ code: 'wrong-state' });
  });

  it('[xz-25-7] given a changed password, when done, then other sessions end, the old password is refused', async () => {
    const person = await anExpert();
    const elsewhere = cookieOf(await world.signIn(person));
    world.clock.advance(30_000);
    const here = cookieOf(await world.signIn(person));
    expect(
      (await act(here, '/account/password', { current: PASSWORD, password: NEW_PASSWORD })).statusCode,
    ).toBe(204);
    expect(await viewer(elsewhere)).toBeNull();
    expect(await viewer(here)).not.toBeNull();
    world.clock.advance(30_000);
    expect((await world.signIn(person)).statusCode).toBe(401);
    world.clock.advance(30_000);
    expect((await world.signIn(person, NEW_PASSWORD)).statusCode).toBe(200);
  });

  it('given a weak password, when wished, then each fault is named in the reader’s language', async () => {
    const person = await anExpert();
    const cookie = cookieOf(await world.signIn(person));
    const answer = await act(cookie, '/account/password', { current: PASSWORD, password: 'abc' });
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'weak-password',
      errors: [{ pointer: '/password', detail: '至少 12 个字符' }, { pointer: '/password' }],
    });
  });

  it('[xz-25-7] given a stolen session, when the password is guessed at, then the account locks', async () => {
    const person = await anExpert();
    const cookie = cookieOf(await world.signIn(person));
    const guess = () =>
      act(cookie, '/account/password', { current: 'Wrong-Horse-42', password: NEW_PASSWORD });
    for (let time = 0; time < 5; time += 1)
      expect((await guess()).json()).toMatchObject({ code: 'wrong-credentials' });
    expect((await guess()).json()).toMatchObject({ code: 'locked-out' });
    world.clock.advance(15 * 60_000);
  });

  it('given a lock-out, when the security administrator lifts it, then the person signs in', async () => {
    const person = await anExpert();
    const admin = await aPerson(world.services, {
      userName: 'unlocker',
      roles: [{ role: 'security-administrator' }],
    });
    for (let time = 0; time < 5; time += 1) await world.signIn(person, 'Wrong-Horse-42');
    expect((await world.signIn(person)).statusCode).toBe(423);
    const headers = { authorization: `Bearer ${await aToken(world.services, admin)}` };
    const unlock = { method: 'POST', url: `/api/v1/accounts/${person.accountId}/unlock`, headers } as const;
    expect((await world.app.inject(unlock)).statusCode).toBe(200);
    expect((await world.signIn(person)).statusCode).toBe(200);
    expect((await world.app.inject(unlock)).json()).toMatchObject({ code: 'wrong-state' });
  });

  it('given a reset by the system administrator, when told to forget the second factor too, then both begin anew', async () => {
    const person = await anExpert();
    const cookie = cookieOf(await world.signIn(person));
    const admin = await aPerson(world.services, {
      userName: 'resetter',
      roles: [{ role: 'system-administrator' }],
    });
    const { password } = (
      await world.app.inject({
        method: 'POST',
        url: `/api/v1/accounts/${person.accountId}/reset-password`,
        payload: { secondFactor: true },
        headers: { authorization: `Bearer ${await aToken(world.services, admin)}` },
      })
    ).json<{ password: string }>();
    expect(await viewer(cookie)).toBeNull();
    const again = await world.signIn({ ...person, totpSecret: null }, password);
    expect(again.json()).toMatchObject({ pending: 'change-password', acting: null });
  });

  it('given a token, when it would change password or second factor, then it may not', async () => {
    const person = await anExpert();
    const headers = { authorization: `Bearer ${await aToken(world.services, person)}` };
    const payload = { current: PASSWORD, password: NEW_PASSWORD };
    const change = await world.app.inject({
      method: 'POST',
      url: '/api/v1/account/password',
      headers,
      payload,
    });
    expect(change.json()).toMatchObject({ status: 403, code: 'not-permitted' });
    const enrol = await world.app.inject({
      method: 'POST',
      url: '/api/v1/account/second-factor',
      headers,
      payload: {},
    });
    expect(enrol.json()).toMatchObject({ status: 403, code: 'not-permitted' });
  });
});
