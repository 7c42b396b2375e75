import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { chongqing } from '../../../rules/profile/chongqing.ts';
import { expireAgreements } from './watch-agreements.ts';
import {
  anOffer,
  as,
  authority,
  clock,
  dataset,
  download,
  grantsOf,
  inForce,
  openSigning,
  platform,
  read,
  reviewer,
  sha256,
  sign,
  signer,
  tasksOf,
  user,
  verify,
} from './testing/signing.ts';

beforeAll(openSigning, 60_000);
afterAll(() => platform.close());

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
    expect(await grantsOf(id)).toEqual([{ state: 'expired' }]);
  });
});
