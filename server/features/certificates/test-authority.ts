import { createHmac, createPrivateKey, sign } from 'node:crypto';
import path from 'node:path';
import * as pkijs from 'pkijs';
import {
  CLIENT_AUTHENTICATION,
  DIGITAL_SIGNATURE,
  NON_REPUDIATION,
  SIGNS_CERTIFICATES,
  SIGNS_REVOCATIONS,
} from '../../../rules/certificates/certificate-faults.ts';
import {
  COMMON_NAME,
  ORGANISATION_IDENTIFIER,
  ORGANISATION_NAME,
  type SubjectPart,
} from '../../../rules/certificates/certificate-subject.ts';
import {
  TEST_HOLDER_NAMES,
  TEST_HOLDERS,
  type TestHolder,
} from '../../../rules/certificates/test-holders.ts';
import type { Services } from '../../context.ts';
import type { DataDirectory } from '../../store/data-directory.ts';
import { bytesOf } from '../../x509/bytes.ts';
import { issueCertificate, keptIn, keysOf, nameOf } from '../../x509/issue-certificate.ts';
import type { Trust } from '../../x509/judge-chain.ts';
import { derOf, pemOf } from '../../x509/pem.ts';

/** An authority of invented organisations, made in the data directory at its first use; never in a real city. */
interface TestAuthority {
  trust: Trust;
  holders: Record<TestHolder, { keys: CryptoKeyPair; certificate: pkijs.Certificate }>;
}

const NAME: SubjectPart[] = [{ type: COMMON_NAME, value: '开数演示测试 CA（无效力）' }];
const YEARS = 20;
const HOUR_MS = 3_600_000;

const opened = new WeakMap<DataDirectory, Promise<TestAuthority>>();

export function testAuthority({ directory, clock }: Services): Promise<TestAuthority> {
  const known = opened.get(directory) ?? openAuthority(directory, clock.now());
  opened.set(directory, known);
  return known;
}

async function openAuthority(directory: DataDirectory, now: Date): Promise<TestAuthority> {
  const secret = await directory.secret('test-authority');
  const from = new Date(now.getTime() - HOUR_MS);
  const keep = async (name: string, make: () => Promise<Buffer>): Promise<pkijs.Certificate> =>
    pkijs.Certificate.fromBER(bytesOf(await keptIn(path.join(directory.paths.secrets, name), make)));
  const keys = await keysOf(secret);
  const { publicKey, privateKey: signedWith } = keys;
  const base = { issuer: NAME, signedWith, from, years: YEARS };
  const own = await keep('test-authority-certificate', () =>
    issueCertificate({
      ...{ ...base, subject: NAME, publicKey, isAuthority: true },
      keyUsage: SIGNS_CERTIFICATES | SIGNS_REVOCATIONS,
    }),
  );
  const hold = async (holder: TestHolder) => {
    const pair = await keysOf(createHmac('sha256', secret).update(holder).digest(), true);
    const certificate = await keep(`test-certificate-${holder}`, () =>
      issueCertificate({
        ...{ ...base, subject: subjectOf(holder), publicKey: pair.publicKey, isAuthority: false },
        keyUsage: DIGITAL_SIGNATURE | NON_REPUDIATION,
        extendedUsages: [CLIENT_AUTHENTICATION],
      }),
    );
    return [holder, { keys: pair, certificate }] as const;
  };
  const [registered, newcomer, revoked] = await Promise.all(TEST_HOLDER_NAMES.map(hold));
  if (!registered || !newcomer || !revoked) throw new Error('a test certificate is missing');
  const list = await revocations(revoked[1].certificate, signedWith, from);
  return {
    trust: { authorities: [own], revocations: [list] },
    holders: { registered: registered[1], newcomer: newcomer[1], revoked: revoked[1] },
  };
}

const subjectOf = (holder: TestHolder): SubjectPart[] => {
  const { name, creditCode } = TEST_HOLDERS[holder];
  return [
    { type: COMMON_NAME, value: name },
    { type: ORGANISATION_NAME, value: name },
    { type: ORGANISATION_IDENTIFIER, value: `NTRCN-${creditCode}` },
  ];
};

/** A list without an end, which takes back one. */
async function revocations(
  { serialNumber }: pkijs.Certificate,
  key: CryptoKey,
  at: Date,
): Promise<pkijs.CertificateRevocationList> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer.typesAndValues.push(...NAME.map(nameOf));
  list.thisUpdate = new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: at });
  list.revokedCertificates = [
    new pkijs.RevokedCertificate({
      userCertificate: serialNumber,
      revocationDate: new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: at }),
    }),
  ];
  await list.sign(key, 'SHA-256');
  return list;
}

/** What the invented organisation would sign: a bare signature and its certificate, and the key to try it by oneself. */
export async function signAsTestHolder(
  services: Services,
  holder: TestHolder,
  text: string,
): Promise<{ signature: string; certificate: string; key: string }> {
  const { keys, certificate } = (await testAuthority(services)).holders[holder];
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const pem = pemOf('CERTIFICATE', derOf(certificate));
  const signature = sign('sha256', Buffer.from(text), key).toString('base64');
  return { signature: `${signature}\n${pem}`, certificate: pem, key: pemOf('PRIVATE KEY', der) };
}
