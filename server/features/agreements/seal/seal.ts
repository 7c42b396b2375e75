import { createECDH, createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { DataDirectory } from '../../../store/data-directory.ts';

/** What the platform seals agreements with: an ECDSA key on P-256 and its certificate. */
export interface Seal {
  key: CryptoKey;
  certificate: pkijs.Certificate;
  /** SHA-256 of the certificate, which the signature binds. */
  certificateDigest: Buffer;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const COMMON_NAME = '2.5.4.3';
const ORGANISATION_NAME = '2.5.4.10';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
/** Digital signature and non-repudiation: the two highest bits. */
const SIGNS = Uint8Array.of(0b1100_0000);
const YEARS = 20;

/** The installation's seal; its certificate, signed by itself, is made at the first call. */
export async function openSeal(directory: DataDirectory, owner: string, now: Date): Promise<Seal> {
  const keys = await keysOf(await directory.secret('agreement-seal'));
  const file = path.join(directory.paths.secrets, 'agreement-seal-certificate');
  const known = await readFile(file).catch(() => undefined);
  const der = known ?? (await keepFirst(file, await selfSigned(keys, owner, now)));
  return {
    key: keys.privateKey,
    certificate: pkijs.Certificate.fromBER(bytesOf(der)),
    certificateDigest: createHash('sha256').update(der).digest(),
  };
}

/** Who makes it at the same time gets the one that was written first. */
async function keepFirst(file: string, der: Buffer): Promise<Buffer> {
  await writeFile(file, der, { mode: 0o600, flag: 'wx', flush: true }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return readFile(file);
}

/** The secret's 32 bytes are the private number itself. */
async function keysOf(secret: Buffer): Promise<CryptoKeyPair> {
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
  return {
    privateKey: await subtle.importKey('jwk', { ...open, d: base64url(secret) }, CURVE, false, ['sign']),
    publicKey: await subtle.importKey('jwk', open, CURVE, true, ['verify']),
  };
}

async function selfSigned(keys: CryptoKeyPair, owner: string, now: Date): Promise<Buffer> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  const raw = Buffer.from(await crypto.subtle.exportKey('raw', keys.publicKey));
  const serial = createHash('sha256').update(raw).digest().subarray(0, 16);
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new asn1js.Integer({ valueHex: bytesOf(serial) });
  for (const name of [certificate.issuer, certificate.subject]) {
    name.typesAndValues.push(nameOf(COMMON_NAME, owner), nameOf(ORGANISATION_NAME, owner));
  }
  certificate.notBefore.value = now;
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + YEARS);
  certificate.notAfter.value = until;
  certificate.extensions = [
    new pkijs.Extension({
      extnID: BASIC_CONSTRAINTS,
      critical: true,
      extnValue: new pkijs.BasicConstraints({ cA: false }).toSchema().toBER(false),
    }),
    new pkijs.Extension({
      extnID: KEY_USAGE,
      critical: true,
      extnValue: new asn1js.BitString({ valueHex: bytesOf(SIGNS), unusedBits: 6 }).toBER(false),
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return Buffer.from(certificate.toSchema(true).toBER(false));
}

const nameOf = (type: string, value: string): pkijs.AttributeTypeAndValue =>
  new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });

/** Exactly these bytes, in a buffer of their own. */
export const bytesOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
