import { createECDH, createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { SubjectPart } from '../../rules/certificates/certificate-subject.ts';
import { bytesOf } from './bytes.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_USAGE = '2.5.29.37';

/** A pair on P-256 whose private number is these 32 bytes; only `extractable` ones can be written out. */
export async function keysOf(secret: Buffer, extractable = false): Promise<CryptoKeyPair> {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const base64url = (bytes: Buffer): string => bytes.toString('base64url');
  const open = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
  };
  const { subtle } = crypto;
  const own = { ...open, d: base64url(secret) };
  return {
    privateKey: await subtle.importKey('jwk', own, CURVE, extractable, ['sign']),
    publicKey: await subtle.importKey('jwk', open, CURVE, true, ['verify']),
  };
}

export interface NewCertificate {
  subject: readonly SubjectPart[];
  /** Of the certificate that `signedWith` belongs to. */
  issuer: readonly SubjectPart[];
  publicKey: CryptoKey;
  signedWith: CryptoKey;
  from: Date;
  years: number;
  isAuthority: boolean;
  /** Bits of the key usage, the highest first as in X.509. */
  keyUsage: number;
  extendedUsages?: string[];
}

/** Makes a certificate, DER; its number follows from its key. */
export async function issueCertificate(wanted: NewCertificate): Promise<Buffer> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = await serialOf(wanted.publicKey);
  certificate.issuer.typesAndValues.push(...wanted.issuer.map(nameOf));
  certificate.subject.typesAndValues.push(...wanted.subject.map(nameOf));
  certificate.notBefore.value = wanted.from;
  const until = new Date(wanted.from);
  until.setUTCFullYear(until.getUTCFullYear() + wanted.years);
  certificate.notAfter.value = until;
  certificate.extensions = extensionsOf(wanted);
  await certificate.subjectPublicKeyInfo.importKey(wanted.publicKey);
  await certificate.sign(wanted.signedWith, 'SHA-256');
  return Buffer.from(certificate.toSchema(true).toBER(false));
}

async function serialOf(publicKey: CryptoKey): Promise<asn1js.Integer> {
  const raw = Buffer.from(await crypto.subtle.exportKey('raw', publicKey));
  const serial = createHash('sha256').update(raw).digest().subarray(0, 16);
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return new asn1js.Integer({ valueHex: bytesOf(serial) });
}

function extensionsOf({ isAuthority, keyUsage, extendedUsages }: NewCertificate): pkijs.Extension[] {
  const critical = (extnID: string, extnValue: ArrayBuffer): pkijs.Extension =>
    new pkijs.Extension({ extnID, critical: true, extnValue });
  const unusedBits = 31 - Math.clz32(keyUsage & -keyUsage);
  const usage = new asn1js.BitString({ valueHex: bytesOf(Uint8Array.of(keyUsage)), unusedBits });
  const extended = extendedUsages && new pkijs.ExtKeyUsage({ keyPurposes: extendedUsages });
  return [
    critical(BASIC_CONSTRAINTS, new pkijs.BasicConstraints({ cA: isAuthority }).toSchema().toBER(false)),
    critical(KEY_USAGE, usage.toBER(false)),
    ...(extended ? [critical(EXTENDED_USAGE, extended.toSchema().toBER(false))] : []),
  ];
}

export const nameOf = ({ type, value }: SubjectPart): pkijs.AttributeTypeAndValue =>
  new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });

/** What the file holds; written there by the first who asks. Who makes it at the same time gets the one written first. */
export async function keptIn(file: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = await readFile(file).catch(() => undefined);
  if (known) return known;
  await writeFile(file, await make(), { mode: 0o600, flag: 'wx', flush: true }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return readFile(file);
}
