import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import type { AgreementView, Verification } from '../../../rules/agreements/agreements.operations.ts';
import type { ChallengeView } from '../../../rules/certificates/certificates.operations.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { cookieOf } from '../../testing/people-world.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { systemCall } from '../../system-call.ts';
import {
  aHolder,
  anAuthority,
  anOrganisationName,
  signedBy,
  type Holder,
} from '../../x509/testing/authority.ts';
import { offerAgreement } from './offer-agreement.ts';

const clock = standingClock(new Date('2026-11-23T02:00:00Z'));

describe('an agreement that an organisation seals', () => {
  let platform: Platform;
  let folder: string;
  let authority: Holder;
  let firm: Holder;
  let headers: Record<string, string>;
  let organisationId: string;

  const send = (method: 'GET' | 'POST', url: string, payload?: object): Promise<LightMyRequestResponse> =>
    platform.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  const challenge = async (query: string): Promise<string> =>
    (await send('GET', `/certificate-challenge?${query}`)).json<ChallengeView>().challenge;

  beforeAll(async () => {
    platform = await testPlatform({ clock });
    folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-seals-'));
    authority = await anAuthority();
    firm = await aHolder(authority, { subject: anOrganisationName('91310000MA1CX0009G') });
    const file = path.join(folder, 'ca.pem');
    await writeFile(file, authority.pem);
    platform.services.certificates = { authorities: [file], revocations: [] };
    headers = { 'sec-fetch-site': 'same-origin' };
    const text = await challenge('purpose=sign-in');
    const signature = await signedBy(firm, text);
    const entered = await send('POST', '/session/certificate', { challenge: text, signature });
    ({ organisationId } = entered.json<{ organisationId: string }>());
    headers = { ...headers, cookie: cookieOf(entered) };
  }, 60_000);
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true });
  });

  async function anOffer(): Promise<string> {
    const { services, bodies } = platform;
    const { datasetId } = await openDataset(platform, aFile('编号\n1\n'), '泊位清单（演示）');
    const { viewer } = (await send('GET', '/session')).json<{ viewer: { accountId: string } }>();
    const part = {
      ...{ partId: services.newId(), applicationId: services.newId(), applicationCode: 'SQ-2026-000001' },
      ...{ dataset: { id: datasetId, code: 'SH-JTW-000001', name: '泊位清单' }, bodyId: bodies.own },
      ...{ ownerId: viewer.accountId, organisationId, scenario: '停车诱导', purpose: '推荐停车场' },
      terms: {
        ...{ fields: ['编号'], where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
        ...{ addresses: [], system: '停车诱导平台', from: '2026-11-23', until: '2027-11-22' },
      },
      ...{ safeguards: [], reportEveryMonths: null, conditions: [], approvedBy: [] },
    };
    return services.db.transaction().execute((trx) => offerAgreement(trx, systemCall(services), part));
  }

  it('[xz-20] given a seal that was bound, when the agreement is signed, then only that seal on this very file will do, and whoever holds the file sees it hold', async () => {
    const text = await challenge(`purpose=bind-seal&organisationId=${organisationId}`);
    const bound = { challenge: text, signature: await signedBy(firm, text) };
    const seals = `/organisations/${organisationId}/seal-certificates`;
    expect((await send('POST', seals, bound)).statusCode).toBe(201);
    const id = await anOffer();
    const shown = async (): Promise<AgreementView> =>
      (await send('GET', `/agreements/${id}`)).json<{ agreement: AgreementView }>().agreement;
    const { odrlDigest, sealWith } = await shown();
    expect(sealWith).toContain('王经理');
    const odrl = (await send('GET', `/agreements/${id}/odrl`)).body;
    const sign = async (seal?: string): Promise<unknown> => {
      const answer = await send('POST', `/agreements/${id}/sign`, { odrlDigest, ...(seal && { seal }) });
      const { code, faults, state } = answer.json<{ code?: string; faults?: string[]; state?: string }>();
      return faults ?? code ?? state;
    };
    expect(await sign()).toBe('seal-required');
    expect(await sign(await signedBy(firm, `${odrl} `))).toEqual(['signature-wrong']);
    const other = await aHolder(authority, { subject: anOrganisationName('91310000MA1CX0009G') });
    expect(await sign(await signedBy(other, odrl))).toEqual(['seal-other']);
    expect(await sign(await signedBy(firm, odrl))).toBe('user-signed');

    const { signatures } = await shown();
    expect(signatures[0]?.seal).toMatchObject({ holds: true });
    const verified = await platform.app.inject({
      ...{ method: 'POST', url: '/api/v1/agreements/verify', payload: { digest: odrlDigest } },
    });
    const { agreement } = verified.json<Verification>();
    expect(agreement?.seals).toMatchObject([{ holds: true }]);
    expect(agreement?.seals[0]).not.toHaveProperty('text');
  });
});
