import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from './bytes.ts';
import { certificatesIn, derOf, readPem, type PemBlock } from './pem.ts';
import { holdsFor, kindOf, messageAlgorithm, type SignatureAlgorithm } from './public-key.ts';

/** A signature that somebody brought, whatever it was made with: who signed, and whether it holds for some bytes. */
export interface BroughtSignature {
  signer: pkijs.Certificate;
  /** What came along, to find the way to an authority. */
  others: pkijs.Certificate[];
  holds(signed: Uint8Array): boolean;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** GM/T 0010. */
const SM2_SIGNED_DATA = '1.2.156.10197.6.1.4.2.2';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const KEY_IDENTIFIER = '2.5.29.14';
const MOST_CERTIFICATES = 10;
const MESSAGES: readonly string[] = ['CMS', 'PKCS7'];
/** The digests with which a bare signature is taken, by the kind of the key. */
const BARE: Record<'rsa' | 'ecdsa' | 'sm2', SignatureAlgorithm> = {
  rsa: { digest: 'sha256', pss: false },
  ecdsa: { digest: 'sha256', pss: false },
  sm2: { digest: 'sm3', pss: false },
};

export type ReadFault = 'signature-unreadable' | 'certificate-missing';

/**
 * Reads a CMS message (PEM, or the bare base64 of one), or a bare signature in base64 beside certificates as PEM. Never
 * throws: what cannot be read is a fault.
 */
export function readSignature(text: string): BroughtSignature | ReadFault {
  try {
    const { blocks, rest } = readPem(text);
    const pasted = certificatesIn(blocks);
    const message = messageIn(blocks, rest);
    if (message) return fromMessage(message, pasted);
    return fromBare(Buffer.from(rest, 'base64'), pasted);
  } catch {
    return 'signature-unreadable';
  }
}

function messageIn(blocks: readonly PemBlock[], rest: string): pkijs.SignedData | null {
  const der = blocks.find(({ label }) => MESSAGES.includes(label))?.der ?? Buffer.from(rest, 'base64');
  const { result, offset } = asn1js.fromBER(bytesOf(der));
  if (offset === -1 || !(result instanceof asn1js.Sequence)) return null;
  if (!(result.valueBlock.value[0] instanceof asn1js.ObjectIdentifier)) return null;
  const info = new pkijs.ContentInfo({ schema: result });
  const isMessage = info.contentType === SIGNED_DATA || info.contentType === SM2_SIGNED_DATA;
  return isMessage ? new pkijs.SignedData({ schema: info.content }) : null;
}

function fromBare(signature: Buffer, pasted: pkijs.Certificate[]): BroughtSignature | ReadFault {
  const [signer, ...others] = pasted;
  if (signature.length === 0) return 'signature-unreadable';
  if (!signer) return 'certificate-missing';
  const kind = kindOf(signer);
  if (kind === null) return 'signature-unreadable';
  return { signer, others, holds: (signed) => holdsFor(signer, BARE[kind], signed, signature) };
}

function fromMessage(
  message: pkijs.SignedData,
  pasted: readonly pkijs.Certificate[],
): BroughtSignature | ReadFault {
  const [info, more] = message.signerInfos;
  if (!info || more) return 'signature-unreadable';
  const carried = (message.certificates ?? []).filter((each) => each instanceof pkijs.Certificate);
  const all = [...carried, ...pasted].slice(0, MOST_CERTIFICATES);
  const signer = all.find((each) => isOf(each, info.sid));
  if (!signer) return 'certificate-missing';
  const algorithm = messageAlgorithm(info.digestAlgorithm, info.signatureAlgorithm);
  if (!algorithm) return 'signature-unreadable';
  const others = all.filter((each) => each !== signer);
  return { signer, others, holds: (signed) => messageHolds(info, signer, algorithm, signed) };
}

/** The message names its signer by issuer and number, or by the identifier of the key. */
function isOf(certificate: pkijs.Certificate, sid: unknown): boolean {
  if (sid instanceof pkijs.IssuerAndSerialNumber)
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  const identifier: unknown = certificate.extensions?.find(
    ({ extnID }) => extnID === KEY_IDENTIFIER,
  )?.parsedValue;
  if (!(identifier instanceof asn1js.OctetString) || !(sid instanceof asn1js.Primitive)) return false;
  return Buffer.from(identifier.valueBlock.valueHexView).equals(Buffer.from(sid.valueBlock.valueHexView));
}

/** With attributes the signature is over them, and they name the digest of what was signed. */
function messageHolds(
  { signedAttrs, signature }: pkijs.SignerInfo,
  signer: pkijs.Certificate,
  algorithm: SignatureAlgorithm,
  signed: Uint8Array,
): boolean {
  const made = signature.valueBlock.valueHexView;
  if (!signedAttrs) return holdsFor(signer, algorithm, signed, made);
  const named = signedAttrs.attributes.filter(({ type }) => type === MESSAGE_DIGEST);
  const value: unknown = named[0]?.values[0];
  if (named.length !== 1 || !(value instanceof asn1js.OctetString)) return false;
  const digest = createHash(algorithm.digest).update(signed).digest();
  if (!digest.equals(Buffer.from(value.valueBlock.valueHexView))) return false;
  return holdsFor(signer, algorithm, new Uint8Array(signedAttrs.encodedValue), made);
}

/** The digest by which a certificate is told from all others. */
export const fingerprintOf = (certificate: pkijs.Certificate): string =>
  createHash('sha256').update(derOf(certificate)).digest('hex');
