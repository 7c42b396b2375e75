import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_LIMITS } from '../../rules/sessions/request-limits.ts';
import { aPerson, aToken, peopleApp, peopleServices } from '../testing/people.ts';
import { createLimiter, networkOf } from './limits.ts';

const LIMITS = { anonymous: 3, 'signed-in': 4, token: 5, 'sign-in': 2, 'bad-credentials': 2 };

describe('the limits', () => {
  let world: Awaited<ReturnType<typeof peopleServices>>;
  const apps: FastifyInstance[] = [];
  beforeAll(async () => {
    world = await peopleServices();
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await world.close();
  });
  const anApp = (limits = LIMITS, trustProxy = false): FastifyInstance => {
    const app = peopleApp(world.services, { limiter: createLimiter(world.clock, limits), trustProxy });
    apps.push(app);
    return app;
  };
  const ask = (app: FastifyInstance, remoteAddress: string, headers: Record<string, string> = {}) =>
    app.inject({ url: '/api/v1/permissions', remoteAddress, headers });

  it('[xz-17] given a visitor, when they ask more than the limit, then they are told when to come again', async () => {
    const app = anApp();
    const first = await ask(app, '192.0.2.1');
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"anonymous";q=3;w=60',
      ratelimit: '"anonymous";r=2;t=20',
    });
    await ask(app, '192.0.2.1');
    expect((await ask(app, '192.0.2.1')).statusCode).toBe(200);
    const refused = await ask(app, '192.0.2.1');
    expect(refused.json()).toMatchObject({ status: 429, code: 'too-many-requests', retryAfter: 20 });
    expect(refused.headers).toMatchObject({ 'retry-after': '20', ratelimit: '"anonymous";r=0;t=20' });
    expect((await ask(app, '192.0.2.2')).statusCode).toBe(200);
    world.clock.advance(20_000);
    expect((await ask(app, '192.0.2.1')).statusCode).toBe(200);
  });

  it('given a token, when it asks from many addresses, then it is counted as one, by its own limit', async () => {
    const app = anApp();
    const person = await aPerson(world.services, { userName: 'developer' });
    const authorization = `Bearer ${await aToken(world.services, person)}`;
    const answers = [];
    for (let host = 1; host <= 6; host += 1)
      answers.push(await ask(app, `192.0.2.${host}`, { authorization }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers['ratelimit-policy']).toBe('"token";q=5;w=60');
  });

  it('[xz-25-7] given bad tokens from one address, when they go on, then they are not even looked up', async () => {
    const app = anApp();
    const bad = { authorization: 'Bearer ks_nonsense' };
    const codes = [];
    for (let time = 0; time < 3; time += 1) codes.push((await ask(app, '192.0.2.9', bad)).statusCode);
    expect(codes).toEqual([401, 401, 429]);
    expect((await ask(app, '192.0.2.9')).statusCode).toBe(200);
  });

  it('[xz-25-7] given one address, when it tries many user names, then signing in is limited', async () => {
    const app = anApp({ ...LIMITS, anonymous: 100 });
    const codes = [];
    for (let time = 0; time < 3; time += 1) {
      const payload = { userName: `guess-${time}`, password: 'x' };
      const options = {
        method: 'POST',
        url: '/api/v1/session',
        payload,
        remoteAddress: '192.0.2.3',
      } as const;
      codes.push((await app.inject(options)).statusCode);
    }
    expect(codes).toEqual([401, 401, 429]);
  });

  it('given X-Forwarded-For, when no proxy is trusted, then the socket counts; when one is, the header does', async () => {
    const [plain, behind] = [anApp(), anApp(LIMITS, true)];
    const codes = [];
    for (let host = 1; host <= 4; host += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${host}` };
      codes.push([
        (await ask(plain, '192.0.2.4', headers)).statusCode,
        (await ask(behind, '192.0.2.4', headers)).statusCode,
      ]);
    }
    expect(codes).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
      [429, 200],
    ]);
  });

  it('given the defaults, when compared, then a token gets more than a session, and that more than a visitor', () => {
    expect(REQUEST_LIMITS.token).toBeGreaterThan(REQUEST_LIMITS['signed-in']);
    expect(REQUEST_LIMITS['signed-in']).toBeGreaterThan(REQUEST_LIMITS.anonymous);
  });
});

describe('the network of an address', () => {
  const cases = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ] as const;
  it.each(cases)('given %s, when counted, then as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
