import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import type * as pkijs from 'pkijs';
import { bytesOf } from './bytes.ts';
import { verifySm2 } from './sm2.ts';

export type Digest = 'sha256' | 'sha384' | 'sha512' | 'sm3';
/** How a signature was made; `pss` says how RSA was padded. */
export interface SignatureAlgorithm {
  digest: Digest;
  pss: boolean;
}
export type KeyKind = 'rsa' | 'ecdsa' | 'sm2';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const SM2_CURVE = '1.2.156.10197.1.301';
const PSS = '1.2.840.113549.1.1.10';
const LEAST_RSA_BITS = 2048;
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

const SIGNATURES: Record<string, Digest> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.156.10197.1.501': 'sm3',
};
const DIGESTS: Record<string, Digest> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.156.10197.1.401': 'sm3',
};

/** How certificates and lists of revocations are signed; null: in a way that is no longer, or not, trusted here. */
export const signatureAlgorithm = ({ algorithmId }: pkijs.AlgorithmIdentifier): SignatureAlgorithm | null => {
  const digest = SIGNATURES[algorithmId];
  return digest === undefined ? null : { digest, pss: false };
};

/** How a message is signed: it names digest and padding apart. */
export function messageAlgorithm(
  digestId: pkijs.AlgorithmIdentifier,
  { algorithmId }: pkijs.AlgorithmIdentifier,
): SignatureAlgorithm | null {
  const digest = DIGESTS[digestId.algorithmId];
  return digest === undefined ? null : { digest, pss: algorithmId === PSS };
}

/** What a key is; null: none that is known here. */
export function kindOf({ subjectPublicKeyInfo }: pkijs.Certificate): KeyKind | null {
  const { algorithmId } = subjectPublicKeyInfo.algorithm;
  const curve: unknown = subjectPublicKeyInfo.algorithm.algorithmParams;
  if (algorithmId === RSA) return 'rsa';
  if (algorithmId !== EC) return null;
  const isSm2 = curve instanceof asn1js.ObjectIdentifier && curve.valueBlock.toString() === SM2_CURVE;
  return isSm2 ? 'sm2' : 'ecdsa';
}

const keyObject = ({ subjectPublicKeyInfo }: pkijs.Certificate): KeyObject => {
  const key = Buffer.from(subjectPublicKeyInfo.toSchema().toBER(false));
  return createPublicKey({ key, format: 'der', type: 'spki' });
};

/** Fewer than 2048 bits of RSA, another curve than P-256, P-384, P-521 and SM2, or no key that is known here. */
export function isWeak(certificate: pkijs.Certificate): boolean {
  const kind = kindOf(certificate);
  if (kind === 'sm2') return false;
  if (kind === null) return true;
  try {
    const { modulusLength = 0, namedCurve = '' } = keyObject(certificate).asymmetricKeyDetails ?? {};
    return kind === 'rsa' ? modulusLength < LEAST_RSA_BITS : !CURVES.includes(namedCurve);
  } catch {
    return true;
  }
}

/** Whether the holder of the certificate signed these bytes. Never throws. */
export function holdsFor(
  certificate: pkijs.Certificate,
  { digest, pss }: SignatureAlgorithm,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const kind = kindOf(certificate);
    if (kind === 'sm2') return digest === 'sm3' && holdsForSm2(certificate, signed, signature);
    if (kind === null || digest === 'sm3') return false;
    const padding = pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    const key = keyObject(certificate);
    return verify(digest, signed, kind === 'rsa' ? { key, padding } : key, signature);
  } catch {
    return false;
  }
}

function holdsForSm2(
  { subjectPublicKeyInfo }: pkijs.Certificate,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { result } = asn1js.fromBER(bytesOf(signature));
  if (!(result instanceof asn1js.Sequence)) return false;
  const [r, s] = result.valueBlock.value;
  if (!(r instanceof asn1js.Integer) || !(s instanceof asn1js.Integer)) return false;
  const point = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return verifySm2(point, signed, { r: r.valueBlock.valueHexView, s: s.valueBlock.valueHexView });
}
