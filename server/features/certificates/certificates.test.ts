import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import type { ChallengeView } from '../../../rules/certificates/certificates.operations.ts';
import { anOrganisation, aPerson } from '../../testing/people.ts';
import { cookieOf, usePeople } from '../../testing/people-world.ts';
import { pemOf } from '../../x509/pem.ts';
import {
  aHolder,
  anAuthority,
  anOrganisationName,
  aRevocationList,
  derOfList,
  signedBy,
  type Holder,
} from '../../x509/testing/authority.ts';

const NEWCOMER = '91310000MA1CX0009G';

describe('signing in by corporate certificate', () => {
  const world = usePeople();
  let folder: string;
  let authority: Holder;
  let firm: Holder;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-certificates-'));
    authority = await anAuthority();
    firm = await aHolder(authority, { subject: anOrganisationName(NEWCOMER, '申城智算科技有限公司') });
    await writeFile(path.join(folder, 'ca.pem'), authority.pem);
    world.services.certificates = { authorities: [path.join(folder, 'ca.pem')], revocations: [] };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const headers = { 'sec-fetch-site': 'same-origin' };
  const aChallenge = async (query = ''): Promise<string> =>
    (await world.app.inject({ url: `/api/v1/certificate-challenge${query}` })).json<ChallengeView>()
      .challenge;
  const handIn = (challenge: string, signature: string): Promise<LightMyRequestResponse> =>
    world.app.inject({
      ...{ method: 'POST', url: '/api/v1/session/certificate', headers },
      payload: { challenge, signature },
    });
  const enter = async (holder: Holder): Promise<LightMyRequestResponse> => {
    const challenge = await aChallenge();
    return handIn(challenge, await signedBy(holder, challenge));
  };
  const refusal = (answer: LightMyRequestResponse): unknown => {
    const { code, faults } = answer.json<{ code: string; faults?: string[] }>();
    return faults ?? code;
  };
  const bind = async (
    id: string,
    holder: Holder,
    cookie: string,
    purpose = `?purpose=bind-seal&organisationId=${id}`,
  ): Promise<LightMyRequestResponse> => {
    const challenge = await aChallenge(purpose);
    return world.app.inject({
      ...{ method: 'POST', url: `/api/v1/organisations/${id}/seal-certificates` },
      headers: { ...headers, cookie },
      payload: { challenge, signature: await signedBy(holder, challenge) },
    });
  };

  it('[guide2020-2] given an organisation that is not known, when it comes by its certificate, then it is registered without a review, with the highest level, and the next time it is the same one', async () => {
    const first = await enter(firm);
    expect(first.json()).toMatchObject({
      registered: true,
      viewer: { acting: { role: 'organisation-member', organisationRole: 'administrator' } },
    });
    const second = await enter(firm);
    const { organisationId } = first.json<{ organisationId: string }>();
    expect(second.json()).toMatchObject({ registered: false, organisationId });
    const { viewer } = second.json<{ viewer: { accountId: string } }>();
    const account = await world.services.db
      .selectFrom('account')
      .select(['assurance_level', 'name'])
      .where('id', '=', viewer.accountId)
      .executeTakeFirstOrThrow();
    expect(account).toEqual({ assurance_level: 3, name: '申城智算科技有限公司' });
    const shown = await world.app.inject({
      url: `/api/v1/organisations/${organisationId}`,
      headers: { cookie: cookieOf(second) },
    });
    expect(shown.json()).toMatchObject({ organisation: { way: 'certificate', creditCode: NEWCOMER } });
  });

  it('[guide2020-2] given a profile by which certificates register nobody, when a new one comes, then it is told how to register', async () => {
    const { profile } = world.services;
    world.services.profile = { ...profile, certificates: { assurance: 3, registers: false } };
    const stranger = await aHolder(authority, {
      subject: anOrganisationName('91310115MA1KT00072', '旧章商贸有限公司'),
    });
    expect(refusal(await enter(stranger))).toBe('organisation-unknown');
    world.services.profile = profile;
  });

  it('given a challenge that was used, when it is brought again, then it is refused, even with the same good signature', async () => {
    const challenge = await aChallenge();
    const signature = await signedBy(firm, challenge);
    expect((await handIn(challenge, signature)).statusCode).toBe(200);
    expect(refusal(await handIn(challenge, signature))).toEqual(['challenge-used']);
  });

  it('given challenges that are forged, for something else or too old, when they are signed well, then each is refused for that', async () => {
    const signed = async (challenge: string): Promise<unknown> =>
      refusal(await handIn(challenge, await signedBy(firm, challenge)));
    const challenge = await aChallenge();
    expect(await signed(challenge.replace(/nonce=./, 'nonce=_'))).toEqual(['challenge-unknown']);
    expect(await signed('kaishu-challenge v1')).toEqual(['challenge-unknown']);
    expect(await signed(await aChallenge('?purpose=bind-seal'))).toEqual(['challenge-other-purpose']);
    world.clock.advance(10 * 60_000);
    expect(await signed(challenge)).toEqual(['challenge-expired']);
  });

  it('given a signature of another key over a forged certificate, when it is brought, then all that is wrong is said at once', async () => {
    const forger = await aHolder(await anAuthority(), { keyUsage: 0x20 });
    const challenge = await aChallenge();
    const answer = await handIn(challenge, await signedBy(forger, 'something else'));
    expect(answer.statusCode).toBe(401);
    expect(refusal(answer)).toEqual(['signature-wrong', 'not-for-signing', 'issuer-unknown']);
    expect(refusal(await handIn(await aChallenge(), '？？'))).toEqual(['signature-unreadable']);
  });

  it('given a list of revocations by configuration, when it names the certificate, then the door is shut from that request on', async () => {
    const { certificates } = world.services;
    const file = path.join(folder, 'crl.pem');
    const write = async (revoked: Holder[]): Promise<void> => {
      const list = await aRevocationList(authority, revoked, new Date('2027-01-01T00:00:00Z'));
      await writeFile(file, pemOf('X509 CRL', derOfList(list)));
    };
    await write([]);
    world.services.certificates = { authorities: [path.join(folder, 'ca.pem')], revocations: [file] };
    expect((await enter(firm)).statusCode).toBe(200);
    await write([firm]);
    expect(refusal(await enter(firm))).toEqual(['revoked']);
    world.services.certificates = certificates ?? null;
  });

  it('[xz-20] given an administrator, when the seal of the organisation is bound, then only a certificate of its own code does, signed for that very purpose', async () => {
    const entered = await enter(firm);
    const { organisationId } = entered.json<{ organisationId: string }>();
    const cookie = cookieOf(entered);
    expect(refusal(await bind(organisationId, firm, cookie, ''))).toEqual(['challenge-other-purpose']);
    expect(refusal(await bind(organisationId, await aHolder(authority), cookie))).toEqual(['code-other']);
    const bound = await bind(organisationId, firm, cookie);
    expect(bound.json()).toMatchObject({ algorithm: 'ecdsa', endedAt: null });
    const again = await bind(organisationId, firm, cookie);
    expect(again.statusCode).toBe(201);
    const listed = await world.app.inject({
      url: `/api/v1/organisations/${organisationId}/seal-certificates`,
      headers: { cookie },
    });
    const { items } = listed.json<{ items: { id: string; endedAt: string | null }[] }>();
    expect(items.map(({ id, endedAt }) => [id, endedAt === null])).toEqual([
      [again.json<{ id: string }>().id, true],
      [bound.json<{ id: string }>().id, false],
    ]);
  });

  it('[guide2020-2] given the last administrator of an organisation, when the security administrator takes the role, then it is refused with what to do', async () => {
    const organisationId = await anOrganisation(world.services, '浦东独苗有限公司');
    const role = { role: 'organisation-member', organisationId, organisationRole: 'administrator' } as const;
    const last = await aPerson(world.services, { userName: 'the-last', roles: [role] });
    const security = await aPerson(world.services, {
      userName: 'security',
      roles: [{ role: 'security-administrator' }],
    });
    const cookie = cookieOf(await world.signIn(security));
    const revoke = (): Promise<LightMyRequestResponse> =>
      world.app.inject({
        ...{ method: 'POST', url: `/api/v1/memberships/${last.membershipIds[0] ?? ''}/revoke` },
        headers: { ...headers, cookie },
      });
    expect((await revoke()).json()).toMatchObject({
      code: 'last-administrator',
      detail: expect.stringContaining('浦东独苗有限公司') as unknown,
    });
    await aPerson(world.services, { userName: 'the-other', roles: [role] });
    expect((await revoke()).statusCode).toBe(200);
  });
});
