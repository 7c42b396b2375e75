import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { AgreementView, Verification } from '../../../rules/agreements/agreements.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { chongqing } from '../../../rules/profile/chongqing.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aSession } from '../../testing/matrix/callers.ts';
import { anOrganisation, aPerson, codeOf, PASSWORD, type TestPerson } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { systemCall } from '../../system-call.ts';
import { offerAgreement } from './offer-agreement.ts';
import { expireAgreements } from './watch-agreements.ts';

const clock = standingClock(new Date('2026-11-23T02:00:00Z'));
let platform: Platform;
let dataset: ApprovedPart['dataset'];
let organisationId: string;
/** Each with a session, as who signs must be there. */
interface Signer extends TestPerson {
  headers: Record<string, string>;
}
let user: Signer;
let reviewer: Signer;
let authority: Signer;

async function signer(...given: Parameters<typeof aPerson>): Promise<Signer> {
  const person = await aPerson(...given);
  const { cookie } = await aSession(platform.services, person.accountId);
  return { ...person, headers: { cookie, 'sec-fetch-site': 'same-origin' } };
}

beforeAll(async () => {
  platform = await testPlatform({ clock });
  const { services, bodies } = platform;
  const { datasetId } = await openDataset(
    platform,
    aFile('编号,泊位\n1,120\n'),
    '停车场空余车位（全市、实时）',
  );
  dataset = { id: datasetId, code: 'SH-JTW-000001', name: '停车场空余车位' };
  organisationId = await anOrganisation(services, '泊位科技有限公司');
  user = await signer(services, {
    userName: 'user',
    name: '王小明',
    assuranceLevel: 2,
    secondFactor: false,
    roles: [{ role: 'organisation-member', organisationId }],
  });
  reviewer = await signer(services, {
    userName: 'signing-reviewer',
    roles: [{ role: 'publisher-reviewer', bodyId: bodies.own }],
  });
  authority = await signer(services, { userName: 'authority', roles: [{ role: 'authority' }] });
}, 60_000);
afterAll(() => platform.close());

let parts = 0;
/** An agreement that was just offered; answers its id. */
async function anOffer(
  changes: Partial<ApprovedPart['terms']> = {},
  of: Pick<ApprovedPart, 'ownerId' | 'organisationId'> = { ownerId: user.accountId, organisationId },
): Promise<string> {
  parts += 1;
  const part: ApprovedPart = {
    partId: platform.services.newId(),
    applicationId: platform.services.newId(),
    applicationCode: `SQ-2026-${String(parts).padStart(6, '0')}`,
    dataset,
    bodyId: platform.bodies.own,
    ...of,
    scenario: '停车诱导',
    purpose: '推荐有空位的停车场',
    terms: {
      ...{ fields: ['编号'], where: null, callsPerDay: 100, callsPerMinute: null, rowsInAll: null },
      ...{ addresses: [], system: '停车诱导平台', from: '2026-11-23', until: '2027-11-22' },
      ...changes,
    },
    safeguards: ['专人管理'],
    reportEveryMonths: 6,
    conditions: [],
    approvedBy: [],
  };
  const { db } = platform.services;
  return db.transaction().execute((trx) => offerAgreement(trx, systemCall(platform.services), part));
}

async function as<T>(
  person: Signer,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  status = 200,
): Promise<T> {
  const answer = await platform.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: person.headers,
    ...(body && { payload: body }),
  });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(status);
  return answer.json();
}
const read = async (id: string, person = user): Promise<AgreementView> =>
  (await as<{ agreement: AgreementView }>(person, 'GET', `/agreements/${id}`)).agreement;
/** A code is good once, so time goes on between two of them. */
function proofOf(person: Signer): object {
  clock.advance(30_000);
  return person.totpSecret === null ? { password: PASSWORD } : { code: codeOf(person, clock.now()) };
}
async function sign<T>(person: Signer, id: string, changes: object = {}, status = 200): Promise<T> {
  const { odrlDigest } = await read(id, person);
  return as<T>(
    person,
    'POST',
    `/agreements/${id}/sign`,
    { odrlDigest, ...proofOf(person), ...changes },
    status,
  );
}
async function inForce(): Promise<string> {
  const id = await anOffer();
  await sign(user, id);
  await sign(reviewer, id);
  return id;
}
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
async function download(id: string, form: 'pdf' | 'odrl', person = user): Promise<Buffer> {
  const url = `/api/v1/agreements/${id}/${form}`;
  const answer = await platform.app.inject({ method: 'GET', url, headers: person.headers });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}
const verify = (body: object): Promise<Verification> =>
  platform.ask(null, 'POST', '/agreements/verify', { body });
const grantsOf = (agreementId: string) =>
  platform.services.db
    .selectFrom('data_grant')
    .select('state')
    .where('agreement_id', '=', agreementId)
    .execute();
const tasksOf = async (person: Signer): Promise<string[]> =>
  (await as<{ items: Task[] }>(person, 'GET', '/tasks')).items
    .filter(({ kind }) => /-agreement$|^answer-changes$|^state-destruction$/.test(kind))
    .map(({ thingId }) => thingId);

describe('an agreement', () => {
  it('[xz-20] given an offer, when user and publisher sign, then it is in force, its grant begins, and each act stands in its history', async () => {
    const id = await anOffer();
    expect(await tasksOf(user)).toContain(id);
    const offered = await read(id);
    expect([offered.code, offered.state]).toEqual([expect.stringMatching(/^XY-2026-\d{6}$/), 'offered']);
    expect(await sign(user, id)).toMatchObject({ state: 'user-signed', provision: 'xz-20' });
    expect(await grantsOf(id)).toEqual([]);
    expect(await tasksOf(reviewer)).toContain(id);
    expect(await sign(reviewer, id)).toMatchObject({ state: 'in-force' });
    expect(await grantsOf(id)).toEqual([{ state: 'active' }]);
    const { agreement, history } = await as<{ agreement: AgreementView; history: HistoryItem[] }>(
      user,
      'GET',
      `/agreements/${id}`,
    );
    expect(agreement.signatures.map(({ party, proof, digest }) => [party, proof, digest])).toEqual([
      ['user', 'password', offered.odrlDigest],
      ['publisher', 'code', offered.odrlDigest],
    ]);
    expect(history.map(({ action, role }) => [action, role]).reverse()).toEqual([
      ['agreement.offer', 'system'],
      ['agreement.sign-as-user', 'organisation-member'],
      ['agreement.sign-as-publisher', 'publisher-reviewer'],
      ['agreement.begin', 'system'],
    ]);
  });

  it('[xz-20] given a signer, when the password or the code is wrong, missing, or a program signs, then nothing is signed', async () => {
    const id = await anOffer();
    expect(await sign(user, id, { password: 'wrong' }, 401)).toMatchObject({ code: 'wrong-credentials' });
    expect(await sign(user, id, { odrlDigest: '0'.repeat(64) }, 412)).toMatchObject({
      code: 'changed-meanwhile',
    });
    await sign(user, id);
    expect(await sign(reviewer, id, { code: undefined }, 401)).toMatchObject({
      code: 'second-factor-required',
    });
    const { odrlDigest } = await read(id);
    const program = await platform.person('publisher-reviewer', { bodyId: platform.bodies.own });
    const body = { odrlDigest };
    await platform.ask(program, 'POST', `/agreements/${id}/sign`, { body, status: 403 });
    expect(await read(id)).toMatchObject({ state: 'user-signed', signatures: [{ party: 'user' }] });
  });

  it('[xz-20] given an offer, when the publisher signs first or somebody else asks, then it is refused or not there', async () => {
    const id = await anOffer();
    expect(await sign(reviewer, id, {}, 409)).toMatchObject({ code: 'wrong-state' });
    const stranger = await platform.person('person');
    await platform.ask(stranger, 'GET', `/agreements/${id}`, { status: 404 });
    await platform.ask(platform.tokens.otherEditor, 'GET', `/agreements/${id}`, { status: 404 });
    await platform.ask(platform.tokens.operator, 'GET', `/agreements/${id}`);
  });

  it('[xz-20] given an offer, when the user refuses, then with a reason, and the part can be offered anew', async () => {
    const id = await anOffer();
    await as(user, 'POST', `/agreements/${id}/refuse`, { reasons: [] }, 400);
    await as(user, 'POST', `/agreements/${id}/refuse`, { reasons: ['字段不够'] });
    expect(await read(id)).toMatchObject({ state: 'refused', reasons: ['字段不够'] });
  });

  it('[xz-20] given an agreement in force, when either side terminates it, then its grant ends with it', async () => {
    for (const person of [user, reviewer]) {
      const id = await inForce();
      await as(person, 'POST', `/agreements/${id}/terminate`, { reasons: ['不再需要'] });
      expect(await grantsOf(id)).toEqual([{ state: 'revoked' }]);
      expect((await read(id)).endedAt).not.toBeNull();
    }
  });

  it('[cq-3] given the Chongqing profile, when both have signed, then the authority examines before it is in force, and may let it not pass', async () => {
    const { services } = platform;
    const usual = services.profile;
    services.profile = { ...usual, agreementExaminedBy: chongqing.agreementExaminedBy };
    const [one, other] = [await anOffer(), await anOffer()];
    for (const id of [one, other]) {
      await sign(user, id);
      expect(await sign(reviewer, id)).toMatchObject({ state: 'examining' });
      expect(await grantsOf(id)).toEqual([]);
    }
    expect(await tasksOf(authority)).toEqual(expect.arrayContaining([one, other]));
    expect(await as(authority, 'POST', `/agreements/${one}/pass`, {})).toMatchObject({ provision: 'cq-3' });
    await as(authority, 'POST', `/agreements/${other}/return`, { reasons: ['用途不明'] });
    services.profile = usual;
    expect([await read(one), await read(other)]).toMatchObject([
      { state: 'in-force', signatures: [{}, {}, { party: 'authority' }] },
      { state: 'returned' },
    ]);
    expect(await grantsOf(other)).toEqual([]);
  });
});

interface Proposed {
  id: string;
  state: string;
  code?: string;
}
const propose = (person: Signer, id: string, body: object, status = 200): Promise<Proposed> =>
  as(person, 'POST', `/agreements/${id}/proposals`, { note: '说明理由', ...body }, status);
async function answer(person: Signer, id: string, given: string, status = 200): Promise<Proposed> {
  const [newest] = (await read(id, person)).proposals;
  const path = `/agreements/${id}/proposals/${newest?.id ?? ''}/${given}`;
  return as(person, 'POST', path, { reasons: ['报送太密'] }, status);
}

describe('the negotiation of an agreement', () => {
  it('[xz-20] given an offer, when changes are proposed, countered and accepted, then the marked text is what is signed, and nobody answers their own', async () => {
    const id = await anOffer();
    const before = await read(id);
    expect(await propose(user, id, { changes: { callsPerDay: 101 } }, 422)).toMatchObject({
      code: 'wider-than-approved',
    });
    expect(await propose(user, id, { changes: {} }, 400)).toMatchObject({ code: 'invalid-input' });
    await propose(reviewer, id, { changes: { reportEveryMonths: 1 } });
    expect(await tasksOf(user)).toContain(id);
    expect(await answer(reviewer, id, 'accept', 409)).toMatchObject({ code: 'own-proposal' });
    expect(await sign(user, id, {}, 409)).toMatchObject({ code: 'wrong-state' });
    await propose(user, id, { changes: { reportEveryMonths: 3 } });
    expect(await answer(reviewer, id, 'accept')).toMatchObject({ state: 'offered' });
    const { proposals, odrlDigest, document, openTerms } = await read(id);
    expect(proposals.map(({ state, changes }) => [state, changes[0]?.after?.['zh-CN']])).toEqual([
      ['accepted', '乙方每 3 个月通过平台提交一次数据利用报告。'],
      ['countered', '乙方每 1 个月通过平台提交一次数据利用报告。'],
    ]);
    expect([openTerms.agreed.reportEveryMonths, openTerms.approved.reportEveryMonths]).toEqual([3, 6]);
    expect(odrlDigest).not.toBe(before.odrlDigest);
    expect(JSON.stringify(document)).toContain('每 3 个月');
    expect(await sign(user, id, { odrlDigest: before.odrlDigest }, 412)).toMatchObject({
      code: 'changed-meanwhile',
    });
    await sign(user, id);
    await sign(reviewer, id);
    expect(await read(id)).toMatchObject({
      state: 'in-force',
      filing: { code: expect.stringMatching(/^BA-/) },
    });
    const filed = await as<{ items: { id: string }[] }>(authority, 'GET', '/agreements?filed=yes');
    expect(filed.items.map((each) => each.id)).toContain(id);
  });

  it('[xz-20] given changes, when the other side declines them, then with a reason, and the text stays', async () => {
    const id = await anOffer();
    const { odrlDigest } = await read(id);
    await propose(user, id, { changes: { until: '2027-05-31' } });
    expect(await answer(reviewer, id, 'decline')).toMatchObject({ state: 'offered' });
    expect(await read(id)).toMatchObject({
      odrlDigest,
      reasons: ['报送太密'],
      proposals: [{ state: 'declined' }],
    });
  });

  it('[xz-20] given an agreement in force, when a change of it is agreed and signed, then it replaces the old one and the grant goes on with its counts, never wider than approved', async () => {
    const id = await inForce();
    const { db } = platform.services;
    await db.updateTable('data_grant').set({ rows_given: 7 }).where('agreement_id', '=', id).execute();
    expect(await propose(user, id, { changes: { until: '2027-12-31' } }, 422)).toMatchObject({
      code: 'wider-than-approved',
    });
    const amended = await propose(reviewer, id, { changes: { callsPerDay: 40 } });
    expect(amended).toMatchObject({ state: 'negotiating' });
    expect((await read(id)).replacedBy?.id).toBe(amended.id);
    expect(await propose(user, id, { changes: { callsPerDay: 30 } }, 409)).toMatchObject({
      code: 'already-exists',
    });
    expect(await answer(user, amended.id, 'decline', 409)).toMatchObject({ code: 'wrong-state' });
    await answer(user, amended.id, 'accept');
    expect((await read(id)).state).toBe('in-force');
    await sign(user, amended.id);
    expect(await grantsOf(id)).toEqual([{ state: 'active' }]);
    await sign(reviewer, amended.id);
    expect([(await read(id)).state, (await read(amended.id)).state]).toEqual(['replaced', 'in-force']);
    expect(await grantsOf(id)).toEqual([]);
    const grants = await db
      .selectFrom('data_grant')
      .selectAll()
      .where('agreement_id', '=', amended.id)
      .execute();
    expect(grants).toMatchObject([{ state: 'active', rows_given: 7, terms: { callsPerDay: 40 } }]);
  });

  it('[xz-20] given a new approval that renews one in force, when its term begins, then it takes the place of the old one at that moment', async () => {
    const old = await inForce();
    const { code } = await read(old);
    const renewal = await anOffer({ from: '2026-11-23', until: '2028-11-22' });
    await propose(user, renewal, { replaces: 'XY-2020-000001' }, 404);
    await propose(user, renewal, { replaces: code });
    await answer(reviewer, renewal, 'accept');
    expect((await read(renewal)).replaces).toMatchObject({ id: old, code });
    const later = await anOffer({ from: '2026-11-25', until: '2028-11-22' });
    await propose(user, later, { replaces: code });
    await answer(reviewer, later, 'accept');
    for (const id of [renewal, later]) {
      await sign(user, id);
      await sign(reviewer, id);
    }
    expect([(await read(old)).state, await grantsOf(old)]).toEqual(['replaced', []]);
    expect([await grantsOf(renewal), await grantsOf(later)]).toEqual([
      [{ state: 'active' }],
      [{ state: 'active' }],
    ]);
    const { rows_given } = await platform.services.db
      .selectFrom('data_grant')
      .select('rows_given')
      .where('agreement_id', '=', renewal)
      .executeTakeFirstOrThrow();
    expect(rows_given).toBe(0);
  });

  it('[xz-20] given an agreement that has ended, then its data user states within the days how the data was destroyed, once', async () => {
    const id = await inForce();
    const stated = { destroyedOn: '2026-11-23', how: '删除全部副本并覆写磁盘', remains: '' };
    const path = `/agreements/${id}/destruction`;
    await as(user, 'POST', path, stated, 409);
    await as(reviewer, 'POST', `/agreements/${id}/terminate`, { reasons: ['数据已经停止采集'] });
    expect(await read(id)).toMatchObject({ destructionClock: { state: 'running', limit: 10 } });
    expect(await tasksOf(user)).toContain(id);
    await as(reviewer, 'POST', path, stated, 403);
    await as(user, 'POST', path, { ...stated, destroyedOn: '2026-12-23' }, 400);
    await as(user, 'POST', path, stated);
    await as(user, 'POST', path, stated, 409);
    expect(await read(id)).toMatchObject({ destruction: stated, destructionClock: { state: 'done' } });
    expect(await tasksOf(user)).not.toContain(id);
  });
});

describe('the files of an agreement', () => {
  it('[xz-20] given the form for machines, when its bytes are hashed, then the digest is what was signed, and it names the text', async () => {
    const id = await anOffer();
    const { odrlDigest, textDigest } = await read(id);
    const odrl = await download(id, 'odrl');
    expect(sha256(odrl)).toBe(odrlDigest);
    expect(odrl.toString()).toContain(`"kaishu:textDigest":"sha256:${textDigest}"`);
  });

  it('[xz-20] given an agreement that is not in force, when its sealed file is asked for, then there is none yet', async () => {
    const id = await anOffer();
    expect(await as(user, 'GET', `/agreements/${id}/pdf`, undefined, 409)).toMatchObject({
      code: 'wrong-state',
    });
  });

  it('[xz-20] given the sealed file, when anyone verifies it, then it is unchanged and its state is told; after any changed byte it is not', async () => {
    const id = await inForce();
    const file = await download(id, 'pdf');
    const { pdfDigest, code } = await read(id);
    expect(sha256(file)).toBe(pdfDigest);
    const content = file.toString('base64');
    const agreement = { code, state: 'in-force', user: { kind: 'organisation', name: '泊位科技有限公司' } };
    expect(await verify({ content })).toMatchObject({ verdict: 'unchanged', form: 'pdf', agreement });
    expect(await verify({ digest: pdfDigest?.toUpperCase() })).toMatchObject({ verdict: 'unchanged' });
    const odrl = (await download(id, 'odrl')).toString('base64');
    expect(await verify({ content: odrl })).toMatchObject({ verdict: 'unchanged', form: 'odrl' });
    for (const place of [200, Math.floor(file.length / 2), file.length - 3]) {
      const copy = Buffer.from(file);
      copy[place] = (copy[place] ?? 0) ^ 1;
      const changed = await verify({ content: copy.toString('base64') });
      expect(changed).toMatchObject({ verdict: 'changed', agreement: null });
    }
    expect(await verify({ content: Buffer.from('%PDF-1.7').toString('base64') })).toMatchObject({
      verdict: 'unknown',
    });
    await as(user, 'POST', `/agreements/${id}/terminate`, { reasons: ['不再需要'] });
    expect(await verify({ content })).toMatchObject({
      verdict: 'unchanged',
      agreement: { state: 'terminated' },
    });
  });
});

describe('a data user whose access was closed', () => {
  it('[xz-32] given an agreement on its way, when either side signs, then it does not come into force and nothing is granted', async () => {
    const roles = [{ role: 'person' as const }];
    const person = await signer(platform.services, { userName: 'closed', assuranceLevel: 2, roles });
    const of = { ownerId: person.accountId, organisationId: null };
    const [signed, offered] = [await anOffer({}, of), await anOffer({}, of)];
    await sign(person, signed);
    const reported = { dataset: dataset.code, dataUser: '某公司', words: '某公司在网站上公开了泊位数据。' };
    await platform.ask(null, 'POST', '/misconduct-reports', { body: reported, status: 201 });
    const { items } = await as<{ items: { id: string }[] }>(authority, 'GET', '/misconduct?state=reported');
    const at = (event: string): string => `/misconduct/${items[0]?.id ?? ''}/${event}`;
    const reasons = { reasons: ['查证属实'] };
    await as(authority, 'POST', at('examine'), reasons);
    await as(authority, 'POST', at('record'), { ...reasons, subject: 'closed', ground: 'beyond-scenario' });
    await as(reviewer, 'POST', at('close'), reasons);
    expect(await sign(person, offered, {}, 403)).toMatchObject({ code: 'access-restricted' });
    expect(await sign(reviewer, signed, {}, 403)).toMatchObject({ code: 'access-restricted' });
    expect([(await read(signed, person)).state, await grantsOf(signed)]).toEqual(['user-signed', []]);
  });
});

describe('the end of the term', () => {
  it('[xz-20] given the last day, when it has passed, then the agreement has expired and its grant has ended; before it nothing happens', async () => {
    const id = await anOffer({ until: '2026-11-24' });
    await sign(user, id);
    await sign(reviewer, id);
    await expireAgreements(platform.services);
    expect((await read(id)).state).toBe('in-force');
    clock.set(new Date('2026-11-24T16:00:01Z'));
    await expireAgreements(platform.services);
    // The sessions of those who signed have ended by then.
    const operator = await platform.person('operator');
    expect(await platform.ask(operator, 'GET', `/agreements/${id}`)).toMatchObject({
      agreement: { state: 'expired' },
    });
    expect(await grantsOf(id)).toEqual([{ state: 'revoked' }]);
  });
});
