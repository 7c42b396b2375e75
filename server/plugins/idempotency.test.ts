import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Download, type Operation } from '../../rules/api/operation.ts';
import type { CatalogueEntryView } from '../../rules/catalogue/catalogue.schema.ts';
import { OPERATIONS } from '../operations.ts';
import { aPerson, aToken } from '../testing/people.ts';
import { aSession } from '../testing/matrix/callers.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, completed, sendVersion, writeDraft } from '../testing/publishing.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 120_000);
afterAll(() => platform.close());

let count = 0;
const anEntry = (name = `编目 ${(count += 1)}`): object => ({
  name,
  summary: '',
  domain: 'transport',
  openness: 'unconditional',
  origin: 'system',
  fields: [],
});
const aKey = (): string => `key-${(count += 1)}`;

async function post(
  url: string,
  key: string,
  payload: object,
  token: string | null = platform.tokens.editor,
) {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, 'idempotency-key': key };
  const answer = await platform.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload });
  const body = answer.json<{ id: string; code: string }>();
  return { status: answer.statusCode, headers: answer.headers, body };
}
const enter = (key: string, payload: object, token?: string) =>
  post('/catalogue-entries', key, payload, token);
const countEntries = async (name: string): Promise<number> => {
  const path = `/catalogue-entries?q=${encodeURIComponent(name)}`;
  return (await platform.ask<{ items: CatalogueEntryView[] }>(platform.tokens.editor, 'GET', path)).items
    .length;
};
const sql = (text: string, values: unknown[] = []) =>
  platform.services.pool.query<{ answer: string }>(text, values);

describe('a request under an Idempotency-Key', () => {
  it('given an act, when it is sent again under its key, then it is not done again and the first answer comes', async () => {
    const [key, entry] = [aKey(), anEntry()];
    const first = await enter(key, entry);
    expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
    const again = await enter(key, entry);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
  });

  it('given a used key, when it comes with a different request, then it is refused and nothing is done', async () => {
    const key = aKey();
    await enter(key, anEntry());
    const other = await enter(key, anEntry('另一个请求'));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const elsewhere = await post('/tokens', key, { name: 'x', days: 1 });
    expect(elsewhere.body.code).toBe('idempotency-key-reused');
    expect(await countEntries('另一个请求')).toBe(0);
  });

  it('given a used key, when somebody else or the same person in another role uses it, then they get nothing of the first answer', async () => {
    const { services, bodies } = platform;
    const roles = [
      { role: 'publisher-editor' as const, bodyId: bodies.own },
      { role: 'publisher-editor' as const, bodyId: bodies.other },
    ];
    const person = await aPerson(services, { userName: 'two-bodies', roles });
    const [key, entry] = [aKey(), anEntry()];
    const first = await enter(key, entry, await aToken(services, person, 0));
    const inOtherRole = await enter(key, entry, await aToken(services, person, 1));
    expect([first.status, inOtherRole.status]).toEqual([201, 422]);
    const somebodyElse = await enter(key, entry, platform.tokens.otherEditor);
    expect(somebodyElse.status).toBe(201);
    expect(somebodyElse.body.id).not.toBe(first.body.id);
  });

  it('given one request many times at once, when all have been answered, then it was done once', async () => {
    const [key, name] = [aKey(), '同时来了许多次'];
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter(key, anEntry(name))));
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, body, headers } of answers) {
      if (status === 201) continue;
      expect([body.code, headers['retry-after']]).toEqual(['request-under-way', '1']);
    }
    expect(await countEntries(name)).toBe(1);
  });

  it('given any row of requests under a few keys, when they are sent, then each key stands for the first that it came with', async () => {
    const requests = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b'), what: fc.constantFrom('x', 'y') }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(requests, async (row) => {
        const run = (count += 1);
        const firsts = new Map<string, { what: string; id: string }>();
        for (const { key, what } of row) {
          // The name differs by key too: a catalogue has each name once.
          const { status, body } = await enter(`${run}-${key}`, anEntry(`第 ${run} 轮 ${key}${what}`));
          const first = firsts.get(key);
          if (!first) firsts.set(key, { what, id: body.id });
          expect(status).toBe(first && first.what !== what ? 422 : 201);
          if (first?.what === what) expect(body.id).toBe(first.id);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('[xz-9] given a refused act, when what was missing is there, then the same request under the same key is done', async () => {
    const { datasetId } = await sendVersion(platform, aFile('编号,名称\n1,甲\n'));
    const key = aKey();
    const prepare = () => post(`/datasets/${datasetId}/prepare`, key, { reason: '列入年度重点' });
    expect((await prepare()).body.code).toBe('incomplete-entry');
    await writeDraft(platform, datasetId, (entry) => completed(entry, '先缺后补的数据集'));
    expect((await prepare()).status).toBe(201);
    const again = await prepare();
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
  });

  it('given a call that ended with its process after the act, when the request comes again, then it is said to be done', async () => {
    const [key, entry] = [aKey(), anEntry()];
    await enter(key, entry);
    await sql(
      `update idempotency set status = null, answer = answer - 'value', created_at = now() - interval '3 minutes'
        where key = $1`,
      [key],
    );
    expect((await enter(key, entry)).body.code).toBe('already-done');
  });

  it('given a call that ended with its process before the act, when the request comes again later, then it is done', async () => {
    const [key, entry] = [aKey(), anEntry()];
    expect((await enter(key, entry)).status).toBe(201);
    const another = aKey();
    // As the first call left it, but of a call that has no act in the trail.
    await sql(
      `insert into idempotency select account_id, $2, request_digest, null, '{"traceId":"none"}', now()
         from idempotency where key = $1`,
      [key, another],
    );
    const early = await enter(another, entry);
    expect([early.status, early.body.code]).toEqual([409, 'request-under-way']);
    await sql(`update idempotency set created_at = now() - interval '3 minutes' where key = $1`, [another]);
    // It acts: the catalogue has the name already.
    expect((await enter(another, entry)).body.code).toBe('already-exists');
  });

  it('given a key of yesterday, when it comes again, then it is a new key', async () => {
    const key = aKey();
    await enter(key, anEntry());
    await sql(`update idempotency set created_at = now() - interval '25 hours' where key = $1`, [key]);
    expect((await enter(key, anEntry())).status).toBe(201);
  });

  it('given an answer with a secret, when the request comes again, then the secret is neither kept nor given again', async () => {
    const { services } = platform;
    const person = await aPerson(services, { userName: 'token-maker' });
    const { cookie } = await aSession(services, person.accountId);
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': aKey() };
    const payload = { name: '程序', days: 1 };
    const make = () => platform.app.inject({ method: 'POST', url: '/api/v1/tokens', headers, payload });
    const first = await make();
    expect(first.statusCode).toBe(201);
    expect((await make()).json()).toMatchObject({ status: 409, code: 'already-done' });
    const { rows } = await sql('select answer::text from idempotency');
    const { token } = first.json<{ token: string }>();
    expect(rows.some(({ answer }) => answer.includes(token) || answer.includes('"token"'))).toBe(false);
    const list = await platform.app.inject({ url: '/api/v1/tokens', headers: { cookie } });
    expect(list.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it('given every write of the platform, when its answer has a secret in it, then it is declared to be given once', () => {
    const hides = ({ response, secret }: Operation): boolean =>
      secret === true || !/"(token|password|secret|enrolment)":/.test(JSON.stringify(response));
    const writes = OPERATIONS.filter(({ operation }) => operation.method !== 'GET');
    expect(writes.filter(({ operation }) => !hides(operation)).map(({ operation }) => operation.id)).toEqual(
      [],
    );
  });

  it('given a visitor, when they use a key, then there is nobody to remember it for and each call is answered itself', async () => {
    const key = aKey();
    const credentials = { userName: 'nobody', password: 'wrong' };
    const tries = [
      await post('/session', key, credentials, null),
      await post('/session', key, credentials, null),
    ];
    expect(tries.map(({ body }) => body.code)).toEqual(['wrong-credentials', 'wrong-credentials']);
    expect((await sql('select answer::text from idempotency where key = $1', [key])).rows).toEqual([]);
  });

  it('given operations that answer bytes, for which no key is kept, then only one is no GET, and it only reads', () => {
    const answering = OPERATIONS.filter(({ operation }) => operation.response === Download);
    const posting = answering.filter(({ operation }) => operation.method !== 'GET');
    expect(posting.map(({ operation }) => operation.id)).toEqual(['querySql']);
  });

  it.each(['', 'two words', '键', 'x'.repeat(201)])(
    'given the key %j, when it comes, then it is invalid',
    async (key) => {
      const answer = await platform.app.inject({
        method: 'POST',
        url: '/api/v1/catalogue-entries',
        headers: { authorization: `Bearer ${platform.tokens.editor}`, 'idempotency-key': key },
        payload: anEntry(),
      });
      expect(answer.json()).toMatchObject({
        code: 'invalid-input',
        errors: [{ pointer: '/Idempotency-Key' }],
      });
    },
  );
});
