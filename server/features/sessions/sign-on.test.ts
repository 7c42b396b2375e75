import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signOnSettings } from '../../../rules/sessions/sign-on.ts';
import { aPerson, codeOf, PASSWORD, peopleApp, peopleServices } from '../../testing/people.ts';

/** A browser without scripts: keeps cookies, follows redirects on its own site. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async ask(url: string, method = 'GET'): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' };
    const response = await fetch(new URL(url, this.origin), { method, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** The address and answer at the end of all redirects. */
  async follow(response: Response): Promise<{ url: string; response: Response }> {
    let url = response.url;
    let last = response;
    for (let hops = 0; hops < 10 && last.headers.has('location'); hops += 1) {
      url = new URL(last.headers.get('location') ?? '', url).href;
      if (!/\/(sign-on|test-sign-on)\b/.test(url)) break;
      last = await this.ask(url);
    }
    return { url, response: last };
  }

  async viewer(): Promise<unknown> {
    const cookie = `kaishu=${this.cookies.get('kaishu') ?? ''}`;
    const response = await fetch(`${this.origin}/api/v1/session`, { headers: { cookie } });
    return ((await response.json()) as { viewer: unknown }).viewer;
  }
}

describe('city sign-on', () => {
  let world: Awaited<ReturnType<typeof peopleServices>>;
  let app: FastifyInstance;
  let origin: string;
  beforeAll(async () => {
    world = await peopleServices();
    const none = { oidcIssuer: null, oidcClientId: null, oidcClientSecret: null };
    world.services.signOn = signOnSettings({ ...none, demonstration: true });
    // The provider signs for the present: a clock that stands still would find its tokens to be of the future.
    world.clock.set(new Date());
    app = peopleApp(world.services);
    await app.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  /** From the first click to the page of people; answers the address that their forms lead to. */
  async function toPeople(browser: Browser, to = '/tasks?state=open'): Promise<string> {
    const { response } = await browser.follow(await browser.ask(`/sign-on?to=${encodeURIComponent(to)}`));
    const html = await response.text();
    expect(html).toContain('这是演示');
    return /action="([^"?]+)\?person=/.exec(html)?.[1] ?? '';
  }
  const choose = async (browser: Browser, form: string, person: string) =>
    browser.follow(await browser.ask(`${form}?person=${person}`, 'POST'));
  const accountsOf = (subject: string) =>
    world.services.db.selectFrom('account').selectAll().where('subject', '=', subject).execute();

  it('[xz-25-3] given a person of the provider, when they come first, then they get an account at its level', async () => {
    const browser = new Browser(origin);
    const { url } = await choose(browser, await toPeople(browser), 'test-zhou');
    expect(url).toBe(`${origin}/tasks?state=open`);
    expect(await browser.viewer()).toMatchObject({
      name: '周知远（虚构）',
      acting: { role: 'person' },
      pending: null,
    });
    expect(await accountsOf('test-zhou')).toMatchObject([
      { assurance_level: 2, user_name: null, password_hash: null },
    ]);
  });

  it('given a known person, when they come again with another level, then it is the same account at that level', async () => {
    const first = new Browser(origin);
    await choose(first, await toPeople(first), 'test-he');
    const [before] = await accountsOf('test-he');
    await world.services.db
      .updateTable('account')
      .set({ assurance_level: 0 })
      .where('subject', '=', 'test-he')
      .execute();
    const second = new Browser(origin);
    await choose(second, await toPeople(second), 'test-he');
    expect(await accountsOf('test-he')).toEqual([before]);
    expect(before?.assurance_level).toBe(3);
  });

  it('given a person who cancels, when they come back, then nobody is signed in', async () => {
    const browser = new Browser(origin);
    const { url } = await choose(browser, await toPeople(browser), '');
    expect(url).toBe(`${origin}/sign-in?problem=sign-on-failed`);
    expect(await browser.viewer()).toBeNull();
  });

  it('given an answer of the provider, when another browser brings it, then it is worth nothing', async () => {
    const [thief, victim] = [new Browser(origin), new Browser(origin)];
    const form = await toPeople(thief);
    const chosen = await thief.ask(`${form}?person=test-lin`, 'POST');
    const answered = await thief.ask(chosen.headers.get('location') ?? '');
    const returning = answered.headers.get('location') ?? '';
    expect(returning).toContain('/sign-on/return?code=');
    await victim.follow(await victim.ask(returning));
    expect(await victim.viewer()).toBeNull();
    // A browser with an attempt of its own is not taken in either.
    await toPeople(victim);
    await victim.follow(await victim.ask(returning));
    expect(await victim.viewer()).toBeNull();
    expect((await thief.follow(await thief.ask(returning))).url).toBe(`${origin}/tasks?state=open`);
  });

  it('given an answer that was used, when it comes again, then it is worth nothing', async () => {
    const browser = new Browser(origin);
    const form = await toPeople(browser);
    const chosen = await browser.ask(`${form}?person=test-lin`, 'POST');
    const answered = await browser.ask(chosen.headers.get('location') ?? '');
    const state = browser.cookies.get('kaishu-sign-on') ?? '';
    const returning = answered.headers.get('location') ?? '';
    await browser.ask(returning);
    const again = new Browser(origin);
    again.cookies.set('kaishu-sign-on', state);
    await again.ask(returning);
    expect(await again.viewer()).toBeNull();
  });

  it('given a closed account, when its person comes again, then nobody is signed in', async () => {
    const db = world.services.db;
    await db
      .updateTable('account')
      .set({ closed_at: new Date() })
      .where('subject', '=', 'test-lin')
      .execute();
    const browser = new Browser(origin);
    expect((await choose(browser, await toPeople(browser), 'test-lin')).url).toContain(
      'problem=sign-on-failed',
    );
    expect(await browser.viewer()).toBeNull();
  });

  it('[xz-25-7] given somebody who comes by city sign-on, when given a staff role, then it is refused', async () => {
    const admin = await aPerson(world.services, {
      userName: 'security',
      roles: [{ role: 'security-administrator' }],
    });
    const payload = { userName: admin.userName, password: PASSWORD, code: codeOf(admin, world.clock.now()) };
    const signedIn = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const [person] = await accountsOf('test-he');
    const response = await app.inject({
      method: 'POST',
      url: `/api/v1/accounts/${person?.id ?? ''}/memberships`,
      payload: { role: 'operator' },
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect(response.json()).toMatchObject({ status: 409, code: 'wrong-state' });
  });

  it('given no provider at all, when city sign-on is asked for, then it is not there', async () => {
    const without = peopleApp(
      Object.create(world.services, { signOn: { value: null } }) as typeof world.services,
    );
    expect((await without.inject('/sign-on')).statusCode).toBe(404);
    expect((await without.inject('/test-sign-on/.well-known/openid-configuration')).statusCode).toBe(404);
    await without.close();
  });
});
