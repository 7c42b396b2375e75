import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  CLIENT_AUTHENTICATION,
  DIGITAL_SIGNATURE,
  SIGNS_CERTIFICATES,
} from '../../../rules/certificates/certificate-faults.ts';
import {
  COMMON_NAME,
  ORGANISATION_IDENTIFIER,
  ORGANISATION_NAME,
  type SubjectPart,
} from '../../../rules/certificates/certificate-subject.ts';
import { bytesOf } from '../bytes.ts';
import { issueCertificate, keysOf, nameOf, type NewCertificate } from '../issue-certificate.ts';
import { pemOf } from '../pem.ts';

/** Somebody who holds a certificate and its key. */
export interface Holder {
  name: readonly SubjectPart[];
  keys: CryptoKeyPair;
  certificate: pkijs.Certificate;
  pem: string;
}

const FROM = new Date('2026-11-01T00:00:00Z');
const CODE = '91310000MA1FL0001R';

export const anOrganisationName = (code = CODE, name = '浦江数据服务有限公司'): SubjectPart[] => [
  { type: COMMON_NAME, value: '王经理' },
  { type: ORGANISATION_NAME, value: name },
  { type: ORGANISATION_IDENTIFIER, value: `NTRCN-${code}` },
];

/** A certificate from `issuer`, or one that vouches for itself; everything good unless told otherwise. */
export async function aHolder(
  issuer: Holder | null,
  wanted: Partial<Omit<NewCertificate, 'issuer' | 'publicKey' | 'signedWith'>> = {},
): Promise<Holder> {
  const keys = await keysOf(randomBytes(32), true);
  const subject = wanted.subject ?? anOrganisationName();
  const der = await issueCertificate({
    ...{ from: FROM, years: 2, isAuthority: false, keyUsage: DIGITAL_SIGNATURE },
    extendedUsages: [CLIENT_AUTHENTICATION],
    ...{ ...wanted, subject, issuer: issuer?.name ?? subject },
    ...{ publicKey: keys.publicKey, signedWith: issuer?.keys.privateKey ?? keys.privateKey },
  });
  const certificate = pkijs.Certificate.fromBER(bytesOf(der));
  return { name: subject, keys, certificate, pem: pemOf('CERTIFICATE', der) };
}

export const anAuthority = (issuer: Holder | null = null, name = '测试 CA'): Promise<Holder> =>
  aHolder(issuer, {
    subject: [{ type: COMMON_NAME, value: name }],
    isAuthority: true,
    keyUsage: SIGNS_CERTIFICATES,
  });

/** A bare signature and the certificates that go with it. */
export async function signedBy(
  holder: Holder,
  text: string,
  others: readonly Holder[] = [],
): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', holder.keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const signature = sign('sha256', Buffer.from(text), key).toString('base64');
  return [signature, holder.pem, ...others.map(({ pem }) => pem)].join('\n');
}

/** What an authority took back. */
export async function aRevocationList(
  issuer: Holder,
  revoked: readonly Holder[],
  until: Date,
): Promise<pkijs.CertificateRevocationList> {
  const time = (value: Date): pkijs.Time => new pkijs.Time({ type: pkijs.TimeType.UTCTime, value });
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer.typesAndValues.push(...issuer.name.map(nameOf));
  list.thisUpdate = time(FROM);
  list.nextUpdate = time(until);
  list.revokedCertificates = revoked.map(
    ({ certificate }) =>
      new pkijs.RevokedCertificate({
        userCertificate: certificate.serialNumber,
        revocationDate: time(FROM),
      }),
  );
  await list.sign(issuer.keys.privateKey, 'SHA-256');
  return list;
}

export function derOfList(list: pkijs.CertificateRevocationList): Buffer {
  const schema: unknown = list.toSchema(true);
  if (!(schema instanceof asn1js.Sequence)) throw new Error('a list of revocations is no sequence');
  return Buffer.from(schema.toBER(false));
}
