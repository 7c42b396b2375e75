import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView, RecordsPage } from '../../rules/datasets/datasets.operations.ts';
import type { GrantTerms } from '../../rules/grants/grant-terms.schema.ts';
import { listRecords } from '../../rules/datasets/datasets.operations.ts';
import { REQUEST_LIMITS } from '../../rules/sessions/request-limits.ts';
import { standingClock } from '../../rules/time/clock.ts';
import { callOperation } from '../call-operation.ts';
import { expireGrants, useGrant } from '../features/grants/index.ts';
import type { getGrant } from '../../rules/grants/grants.operations.ts';
import type { OutputOf } from '../../rules/api/operation.ts';
import { systemCall } from '../system-call.ts';
import { eventually, testPlatform, type Platform } from '../testing/platform.ts';
import { aSession } from '../testing/matrix/callers.ts';
import { aFile } from '../testing/publishing.ts';
import { aDataUser, granted, openConditional, type DataUser } from '../testing/granted.ts';

const ROWS = 30;
const LINES = Array.from({ length: ROWS }, (_, index) => `N${String(index).padStart(4, '0')},${index}`);
const clock = standingClock(new Date('2026-11-22T15:30:00Z'));

type GrantRead = OutputOf<typeof getGrant>;
let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
beforeAll(async () => {
  platform = await testPlatform({ clock });
  dataset = await openConditional(platform, aFile(`编号,泊位数\n${LINES.join('\n')}\n`), '限量的停车场');
}, 120_000);
afterAll(() => platform.close());

const ask = (token: string, path = `/datasets/${dataset.code}/records`, remoteAddress = '127.0.0.1') =>
  platform.app.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    remoteAddress,
  });

async function holderOf(terms: Partial<GrantTerms>): Promise<DataUser & { grant: string }> {
  const user = await aDataUser(platform);
  const grant = await granted(platform, dataset, user, { fields: ['编号', '泊位数'], ...terms });
  return { ...user, grant };
}
const refusedAs = async (asked: ReturnType<typeof ask>, status: number, code: string) => {
  const answer = await asked;
  expect(answer.statusCode, answer.body).toBe(status);
  const problem = answer.json<{ code: string; provision: string; remedy: string; grant?: string }>();
  expect(problem).toMatchObject({ code });
  expect(problem.provision).toMatch(/^xz-/);
  expect(problem.remedy).not.toBe('');
  return answer;
};

describe('the limits of a grant', () => {
  it('[xz-21] given calls by the minute, when they are used up, then the next is refused with when to come again, and what is left is said before', async () => {
    const { token } = await holderOf({ callsPerMinute: 3 });
    const first = await ask(token);
    expect(first.statusCode).toBe(200);
    expect(first.headers['ratelimit-policy']).toContain('"grant-minute";q=3;w=60');
    expect(first.headers['ratelimit']).toContain('"grant-minute";r=2;');
    await ask(token);
    await ask(token);
    const over = await refusedAs(ask(token), 429, 'grant-calls-used-up');
    expect([over.headers['retry-after'], over.json<{ per: string }>().per]).toEqual(['20', 'minute']);
    clock.advance(20_000);
    expect((await ask(token)).statusCode).toBe(200);
  });

  it('[xz-21] given calls by the day, when they are used up, then no node lets more in, one that has just started neither, until the next day', async () => {
    const { token, grant, accountId } = await holderOf({ callsPerDay: 3 });
    for (let call = 0; call < 3; call += 1) expect((await ask(token)).statusCode).toBe(200);
    const over = await refusedAs(ask(token), 429, 'grant-calls-used-up');
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(600);
    await eventually(
      () => platform.ask<{ callsToday: number }>(token, 'GET', `/grants/${grant}`),
      ({ callsToday }) => callsToday === 3,
    );
    // Another process knows only what is in the store.
    const { services } = platform;
    const elsewhere = { ...services, db: services.db.withoutPlugins() };
    const { actor } = systemCall(services);
    const call = systemCall(elsewhere, { ...actor, role: 'person', accountId });
    await expect(useGrant(call, dataset.id, undefined)).rejects.toMatchObject({
      code: 'grant-calls-used-up',
    });
    clock.advance(1_800_000);
    expect((await ask(token)).statusCode).toBe(200);
  });

  it('[xz-21] given rows in all, when they are taken by pages, exports and SQL together, then never more than agreed', async () => {
    const { token, grant } = await holderOf({ rowsInAll: 50 });
    const path = `/datasets/${dataset.code}`;
    expect((await ask(token, `${path}/exports/csv`)).statusCode).toBe(200);
    await refusedAs(ask(token, `${path}/exports/xlsx`), 403, 'grant-rows-used-up');
    expect((await ask(token, `${path}/records?limit=15`)).statusCode).toBe(200);
    await refusedAs(ask(token, `${path}/records?limit=6`), 403, 'grant-rows-used-up');
    await refusedAs(ask(token, `${path}/records?limit=6&format=csv`), 403, 'grant-rows-used-up');
    await refusedAs(ask(token, `${path}/map/0/0/0`), 403, 'beyond-grant');
    expect((await ask(token, `${path}/records?limit=5`)).statusCode).toBe(200);
    const { rowsGiven } = await platform.ask<{ rowsGiven: number }>(token, 'GET', `/grants/${grant}`);
    expect(rowsGiven).toBe(50);
  });

  it('[xz-21] given many calls at once for the last rows, when they race, then together they get no more than agreed', async () => {
    const { token } = await holderOf({ rowsInAll: 40 });
    const path = `/datasets/${dataset.code}/records?limit=10`;
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(token, path)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(4);
  });

  it('[xz-21] given agreed addresses, when a call comes from elsewhere, then it is refused and says from where it came', async () => {
    const { token } = await holderOf({ addresses: ['10.1.0.0/16', '192.0.2.7', '2001:db8::/32'] });
    for (const address of ['10.1.2.3', '192.0.2.7', '2001:db8::1', '::ffff:10.1.9.9'])
      expect((await ask(token, undefined, address)).statusCode, address).toBe(200);
    for (const address of ['10.2.0.1', '192.0.2.8', '2001:db9::1']) {
      const answer = await refusedAs(ask(token, undefined, address), 403, 'grant-address');
      expect(answer.json<{ address: string }>().address).toBe(address);
    }
  });

  it('[xz-21] given a term, when it has not begun or is over, then nothing is served', async () => {
    const early = await holderOf({ from: '2099-01-01' });
    const late = await holderOf({ until: '2026-01-01' });
    await refusedAs(ask(early.token), 403, 'grant-not-in-term');
    await refusedAs(ask(late.token), 403, 'grant-not-in-term');
  });

  it('[xz-21] given several grants, when a call names none, then it is told which there are, and the named one serves', async () => {
    const { grant, token, ...person } = await holderOf({ fields: ['编号'] });
    const other = await granted(platform, dataset, person, { fields: ['泊位数'] });
    const answer = await refusedAs(ask(token), 409, 'grant-ambiguous');
    expect(answer.json<{ grants: string[] }>().grants).toEqual([grant, other].toSorted());
    const path = `/datasets/${dataset.code}/records?limit=1&grant=`;
    const keys = async (id: string) =>
      Object.keys((await ask(token, `${path}${id}`)).json<RecordsPage>().items[0] ?? {});
    expect([await keys(grant), await keys(other)]).toEqual([['编号'], ['泊位数']]);
    const { grant: foreign } = await holderOf({});
    await refusedAs(ask(token, `${path}${foreign}`), 403, 'not-permitted');
  });

  it('[xz-30] given a restriction, when it is wider than agreed or takes nothing away, then it is refused; else it holds from the next call on', async () => {
    const { token, grant } = await holderOf({ callsPerDay: 10 });
    const { reviewer } = platform.tokens;
    const restrict = (limits: object, status = 200) =>
      platform.ask(reviewer, 'POST', `/grants/${grant}/restrict`, {
        body: { reason: '调用异常，先限制', ...limits },
        status,
      });
    await restrict({ callsPerDay: 11 }, 422);
    await restrict({}, 422);
    await restrict({ callsPerDay: 1 });
    expect((await ask(token)).statusCode).toBe(200);
    await refusedAs(ask(token), 429, 'grant-calls-used-up');
    await platform.ask(reviewer, 'POST', `/grants/${grant}/resume`, { body: { reason: '已说明原因' } });
    expect((await ask(token)).statusCode).toBe(200);
  });
});

describe('the credentials of a named system', () => {
  async function aClient(terms: Partial<GrantTerms> = {}) {
    const holder = await holderOf({ system: '碳排核算系统', ...terms });
    const { cookie } = await aSession(platform.services, holder.accountId);
    const inPerson = (path: string, payload: object = {}) =>
      platform.app.inject({
        ...{ method: 'POST', url: `/api/v1/grants/${holder.grant}${path}`, payload },
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
    const make = async (overlapHours = 24) => {
      const answer = await inPerson('/secrets', { overlapHours });
      expect(answer.statusCode, answer.body).toBe(201);
      return answer.json<{ clientId: string; clientSecret: string; view: { id: string } }>();
    };
    return { ...holder, make, inPerson };
  }
  const exchange = (
    form: Record<string, string>,
    headers: Record<string, string> = {},
    address = '10.9.0.1',
  ) =>
    platform.app.inject({
      ...{ method: 'POST', url: '/oauth/token', remoteAddress: address },
      payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const passFor = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => {
    const answer = await exchange({ client_id: clientId, client_secret: clientSecret });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<{ access_token: string }>().access_token;
  };

  it('[xz-21] given a grant of a named system, when its people come themselves, then they are refused; its system is served, and may do nothing else', async () => {
    const { token, make } = await aClient();
    const refused = await refusedAs(ask(token), 403, 'grant-system');
    expect(refused.json<{ system: string }>().system).toBe('碳排核算系统');
    const secret = await make();
    expect(secret.clientSecret).toMatch(/^kss_[0-9A-Za-z]{49}$/);
    const pass = await passFor(secret);
    expect(pass).toMatch(/^ksp_/);
    const page = (await ask(pass)).json<RecordsPage>();
    expect(page.total).toBe(ROWS);
    for (const path of ['/tokens', '/grants', `/grants/${secret.clientId}`, '/tasks'])
      expect((await ask(pass, path)).statusCode, path).toBeGreaterThanOrEqual(401);
    const other = await openConditional(
      platform,
      aFile('编号,泊位数\nN1,1\nN2,2\n', '别的.csv'),
      '别的停车场',
    );
    expect((await ask(pass, `/datasets/${other.code}/records`)).statusCode).toBe(403);
  });

  it('[xz-21] given client credentials, when they are exchanged, then by Basic or in the body, never with another’s, and answers follow OAuth', async () => {
    const [one, two] = [await (await aClient()).make(), await (await aClient()).make()];
    const basic = Buffer.from(`${one.clientId}:${one.clientSecret}`).toString('base64');
    const good = await exchange({}, { authorization: `Basic ${basic}` });
    expect([good.statusCode, good.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(good.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
    const mixed = await exchange({ client_id: one.clientId, client_secret: two.clientSecret });
    expect([mixed.statusCode, mixed.json()]).toEqual([401, { error: 'invalid_client' }]);
    expect(mixed.headers['www-authenticate']).toContain('Basic');
    const wrong = await exchange({ grant_type: 'password', client_id: one.clientId });
    expect([wrong.statusCode, wrong.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
    const guess = { client_id: one.clientId, client_secret: 'kss_guess' };
    for (let tries = 0; tries < REQUEST_LIMITS['bad-credentials']; tries += 1)
      expect((await exchange(guess, {}, '10.9.0.9')).statusCode).toBe(401);
    expect((await exchange(guess, {}, '10.9.0.9')).statusCode).toBe(429);
  });

  it('[xz-21] given a secret that is replaced, when the overlap is over, then only the new one is good; a pass lives ten minutes', async () => {
    const { make } = await aClient();
    const old = await make();
    const fresh = await make(1);
    await passFor(old);
    const pass = await passFor(fresh);
    clock.advance(601_000);
    expect((await ask(pass)).statusCode).toBe(401);
    clock.advance(3_000_000);
    const late = await exchange({ client_id: old.clientId, client_secret: old.clientSecret });
    expect(late.statusCode).toBe(401);
    await passFor(fresh);
  });

  it('[xz-32] given a secret that is revoked, or a grant, when its pass is used, then the very next call is refused', async () => {
    const { make, inPerson, grant } = await aClient();
    const [first, second] = [await make(), await make()];
    const [lost, kept] = [await passFor(first), await passFor(second)];
    expect((await inPerson(`/secrets/${first.view.id}/revoke`)).statusCode).toBe(200);
    expect([(await ask(lost)).statusCode, (await ask(kept)).statusCode]).toEqual([401, 200]);
    const body = { reason: '以非法手段获取数据' };
    await platform.ask(platform.tokens.operator, 'POST', `/grants/${grant}/revoke`, { body });
    await refusedAs(ask(kept), 403, 'grant-ended');
    expect((await inPerson('/secrets')).json<{ code: string }>().code).toBe('wrong-state');
  });

  it('[xz-25-7] given the store, when it is read, then no secret or pass stands in it', async () => {
    const secret = await (await aClient()).make();
    const pass = await passFor(secret);
    const { rows } = await platform.services.pool.query<{ all: string }>(
      `select string_agg(x::text, ' ') as all from
         (select s::text as x from grant_secret s union all select t::text from grant_token t
          union all select e::text from event e) y`,
    );
    expect(rows[0]?.all).not.toContain(secret.clientSecret);
    expect(rows[0]?.all).not.toContain(pass);
  });
});

describe('a call of the process itself', () => {
  it('[xz-18] given no account, when conditional rows are asked for, then there are none', async () => {
    const call = systemCall(platform.services);
    const asked = { id: dataset.code, limit: 1 };
    await expect(callOperation(call, listRecords, asked)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('[xz-21] given a grant whose last day has passed, when the watcher looks, then it has expired, with its event', async () => {
    const user = await aDataUser(platform);
    const over = await granted(platform, dataset, user, { fields: ['编号'], until: '2026-11-01' });
    const good = await granted(platform, dataset, user, { fields: ['编号'] });
    await expireGrants(platform.services);
    await expireGrants(platform.services);
    const { operator } = platform.tokens;
    const read = (id: string) => platform.ask<GrantRead>(operator, 'GET', `/grants/${id}`);
    const { state, history } = await read(over);
    expect([state, history.filter(({ action }) => action === 'grant.expire')]).toMatchObject([
      'expired',
      [{ provision: 'xz-21' }],
    ]);
    expect((await read(good)).state).toBe('active');
  });

  it('[xz-21] given a grant, when its holder reads the dataset, then it says what they may take; to others nothing of it', async () => {
    const user = await aDataUser(platform);
    const id = await granted(platform, dataset, user, { fields: ['泊位数'], callsPerDay: 3 });
    const read = (token: string | null) =>
      platform.ask<DatasetView>(token, 'GET', `/datasets/${dataset.code}`);
    const part = {
      id,
      fields: ['泊位数'],
      until: '2099-12-31',
      system: null,
      keyField: null,
      isSparing: true,
    };
    expect(await read(user.token)).toMatchObject({
      granted: [part],
      can: { readRecords: true },
      version: null,
    });
    for (const token of [null, platform.tokens.operator])
      expect(await read(token)).toMatchObject({ granted: [], can: { readRecords: false } });
  });
});
