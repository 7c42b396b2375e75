import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { ApprovedPart } from '../../../../rules/agreements/approved-part.ts';
import type { AgreementView, Verification } from '../../../../rules/agreements/agreements.operations.ts';
import { standingClock } from '../../../../rules/time/clock.ts';
import type { Task } from '../../../../rules/work-orders/work-orders.operations.ts';
import { aSession } from '../../../testing/matrix/callers.ts';
import { anOrganisation, aPerson, codeOf, PASSWORD, type TestPerson } from '../../../testing/people.ts';
import { testPlatform, type Platform } from '../../../testing/platform.ts';
import { aFile, openDataset } from '../../../testing/publishing.ts';
import { systemCall } from '../../../system-call.ts';
import { offerAgreement } from '../offer-agreement.ts';

export const clock = standingClock(new Date('2026-11-23T02:00:00Z'));
export let platform: Platform;
export let dataset: ApprovedPart['dataset'];
let organisationId: string;
/** Each with a session, as who signs must be there. */
export interface Signer extends TestPerson {
  headers: Record<string, string>;
}
export let user: Signer;
export let reviewer: Signer;
export let authority: Signer;

export async function signer(...given: Parameters<typeof aPerson>): Promise<Signer> {
  const person = await aPerson(...given);
  const { cookie } = await aSession(platform.services, person.accountId);
  return { ...person, headers: { cookie, 'sec-fetch-site': 'same-origin' } };
}

/** Opens the platform with one dataset and those who sign; to be called before all tests of a file. */
export async function openSigning(): Promise<void> {
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
}

let parts = 0;
/** An agreement that was just offered; answers its id. */
export async function anOffer(
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

export async function as<T>(
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
export const read = async (id: string, person = user): Promise<AgreementView> =>
  (await as<{ agreement: AgreementView }>(person, 'GET', `/agreements/${id}`)).agreement;
/** A code is good once, so time goes on between two of them. */
function proofOf(person: Signer): object {
  clock.advance(30_000);
  return person.totpSecret === null ? { password: PASSWORD } : { code: codeOf(person, clock.now()) };
}
export async function sign<T>(person: Signer, id: string, changes: object = {}, status = 200): Promise<T> {
  const { odrlDigest } = await read(id, person);
  return as<T>(
    person,
    'POST',
    `/agreements/${id}/sign`,
    { odrlDigest, ...proofOf(person), ...changes },
    status,
  );
}
export async function inForce(): Promise<string> {
  const id = await anOffer();
  await sign(user, id);
  await sign(reviewer, id);
  return id;
}
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
export async function download(id: string, form: 'pdf' | 'odrl', person = user): Promise<Buffer> {
  const url = `/api/v1/agreements/${id}/${form}`;
  const answer = await platform.app.inject({ method: 'GET', url, headers: person.headers });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}
export const verify = (body: object): Promise<Verification> =>
  platform.ask(null, 'POST', '/agreements/verify', { body });
export const grantsOf = (agreementId: string) =>
  platform.services.db
    .selectFrom('data_grant')
    .select('state')
    .where('agreement_id', '=', agreementId)
    .execute();
export const tasksOf = async (person: Signer): Promise<string[]> =>
  (await as<{ items: Task[] }>(person, 'GET', '/tasks')).items
    .filter(({ kind }) => /-agreement$|^answer-changes$|^state-destruction$/.test(kind))
    .map(({ thingId }) => thingId);
