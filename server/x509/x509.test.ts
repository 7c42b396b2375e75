import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NON_REPUDIATION } from '../../rules/certificates/certificate-faults.ts';
import { organisationOf } from '../../rules/certificates/certificate-subject.ts';
import { faultsOf, partsOf, type Trust } from './judge-chain.ts';
import { certificatesIn, readPem } from './pem.ts';
import { readSignature, type BroughtSignature } from './read-signature.ts';
import { aHolder, anAuthority, aRevocationList, signedBy, type Holder } from './testing/authority.ts';
import { SM2_AUTHORITY, SM2_FIRM, SM2_SIGNATURE, SM2_TEXT } from './testing/sm2-signed.ts';

const NOW = new Date('2026-11-23T01:00:00Z');
const LATER = new Date('2027-06-01T00:00:00Z');
const SIGN_IN = { use: 'sign-in', now: NOW } as const;

function read(text: string): BroughtSignature {
  const brought = readSignature(text);
  if (typeof brought === 'string') throw new Error(brought);
  return brought;
}
const believing = (...authorities: Holder[]): Trust => ({
  authorities: authorities.map(({ certificate }) => certificate),
  revocations: [],
});

describe('a chain of certificates', () => {
  let root: Holder;
  let firm: Holder;
  beforeAll(async () => {
    root = await anAuthority();
    firm = await aHolder(root);
  });
  const faults = (holder: Holder, trust = believing(root), at = SIGN_IN) =>
    faultsOf(holder.certificate, [], trust, at);

  it('[guide2020-2] given a good certificate of a trusted authority, when it is judged, then nothing speaks against it', () => {
    expect(faults(firm)).toEqual([]);
    expect(organisationOf(partsOf(firm.certificate.subject))).toMatchObject({
      ok: true,
      creditCode: '91310000MA1FL0001R',
      name: '浦江数据服务有限公司',
    });
  });

  it('given an authority of the same name with another key, when its certificate is judged, then its issuer is unknown', async () => {
    const forger = await anAuthority();
    expect(faults(await aHolder(forger))).toEqual(['issuer-unknown']);
  });

  it('given a term that is over and a key for other things, when it is judged, then all of it is said at once', async () => {
    const old = await aHolder(root, { keyUsage: 0x20, years: 0, extendedUsages: ['1.3.6.1.5.5.7.3.1'] });
    expect(faults(old)).toEqual(['expired', 'not-for-signing', 'not-for-sign-in']);
    expect(faults(await aHolder(root, { from: LATER }))).toEqual(['not-yet-valid']);
  });

  it('given a certificate for sealing only, when it is judged, then it seals but does not sign in', async () => {
    const seal = await aHolder(root, { keyUsage: NON_REPUDIATION });
    expect(faults(seal)).toEqual(['not-for-signing']);
    expect(faultsOf(seal.certificate, [], believing(root), { use: 'seal', now: NOW })).toEqual([]);
  });

  it('given an intermediate authority, when it comes along, then the way is found; when a firm plays authority, then not', async () => {
    const between = await anAuthority(root, '中级 CA');
    const below = await aHolder(between);
    const { certificate } = below;
    expect(faultsOf(certificate, [], believing(root), SIGN_IN)).toEqual(['issuer-unknown']);
    expect(faultsOf(certificate, [between.certificate], believing(root), SIGN_IN)).toEqual([]);
    const forged = await aHolder(firm);
    expect(faultsOf(forged.certificate, [firm.certificate], believing(root), SIGN_IN)).toEqual([
      'issuer-no-authority',
    ]);
  });

  it('given lists of revocations, when one names it, is old, forged or of somebody else, then it is refused for that', async () => {
    const trust = believing(root);
    const given = async (issuer: Holder, revoked: Holder[], until = LATER): Promise<string[]> =>
      faults(firm, { ...trust, revocations: [await aRevocationList(issuer, revoked, until)] });
    expect(await given(root, [])).toEqual([]);
    expect(await given(root, [firm])).toEqual(['revoked']);
    expect(await given(root, [], new Date('2026-11-20T00:00:00Z'))).toEqual(['revocation-list-old']);
    expect(await given(await anAuthority(), [])).toEqual(['revocation-unknown']);
  });
});

describe('a signature that somebody brought', () => {
  it('given a signature on SM2 as OpenSSL makes it, when it is judged, then text, certificate and chain hold, and another text does not', () => {
    const brought = read(`${SM2_SIGNATURE}\n${SM2_FIRM}`);
    const authorities = certificatesIn(readPem(SM2_AUTHORITY).blocks);
    expect(brought.holds(Buffer.from(SM2_TEXT))).toBe(true);
    expect(brought.holds(Buffer.from(`${SM2_TEXT} `))).toBe(false);
    expect(faultsOf(brought.signer, [], { authorities, revocations: [] }, SIGN_IN)).toEqual([]);
    const forged = SM2_SIGNATURE.replace(/^(.{20})./, (_, kept: string) => `${kept}_`).replace('_', 'A');
    expect(read(`${forged}\n${SM2_FIRM}`).holds(Buffer.from(SM2_TEXT))).toBe(false);
  });

  it('given any changed byte of what was signed, when it is verified, then it does not hold', async () => {
    const text = 'kaishu-challenge v1';
    const brought = read(await signedBy(await aHolder(null), text));
    expect(brought.holds(Buffer.from(text))).toBe(true);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(text);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(brought.holds(changed)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('given whatever text, when it is read as a signature, then it is read or refused, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.string().map((body) => `${body}\n${SM2_FIRM}`),
        ),
        (text) => {
          const brought = readSignature(text);
          if (typeof brought !== 'string') expect(brought.holds(Buffer.from('x'))).toBe(false);
        },
      ),
    );
  });

  it('given a CMS message of openssl, when it is read, then it holds for what was signed and for nothing else', async ({
    skip,
  }) => {
    const run = promisify(execFile);
    const openssl = await run('openssl', ['version']).catch(() => null);
    if (!openssl) skip('openssl is not installed');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-cms-'));
    const at = (name: string): string => path.join(folder, name);
    try {
      const subject = '/CN=firm/O=Pujiang/serialNumber=91310000MA1FL0001R';
      await run('openssl', [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-out', at('cert')],
        ...['-subj', subject, '-days', '2'],
      ]);
      await writeFile(at('text'), 'what is signed');
      await run('openssl', [
        ...['cms', '-sign', '-binary', '-md', 'sha256', '-signer', at('cert'), '-inkey', at('key')],
        ...['-outform', 'PEM', '-in', at('text'), '-out', at('cms')],
      ]);
      const brought = read(await readFile(at('cms'), 'utf8'));
      expect(brought.holds(Buffer.from('what is signed'))).toBe(true);
      expect(brought.holds(Buffer.from('what is singed'))).toBe(false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
