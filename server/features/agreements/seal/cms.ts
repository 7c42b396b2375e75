import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from '../../../x509/bytes.ts';
import type { Seal } from './seal.ts';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** A detached signature of the bytes as PAdES-B takes it (CMS, RFC 5652, with the certificate bound by RFC 5035), DER. */
export async function signDetached(signed: Buffer, seal: Seal): Promise<Buffer> {
  const { issuer, serialNumber } = seal.certificate;
  const message = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: attributesOf(signed, seal),
        }),
      }),
    ],
    certificates: [seal.certificate],
  });
  await message.sign(seal.key, 0, 'SHA-256', bytesOf(signed));
  const content = new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: message.toSchema(true) });
  return Buffer.from(content.toSchema().toBER(false));
}

const sha256 = (bytes: Uint8Array): ArrayBuffer => bytesOf(createHash('sha256').update(bytes).digest());

function attributesOf(signed: Buffer, seal: Seal): pkijs.Attribute[] {
  const certificateId = new asn1js.Sequence({
    value: [new asn1js.OctetString({ valueHex: bytesOf(seal.certificateDigest) })],
  });
  const signingCertificate = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [certificateId] })],
  });
  return [
    new pkijs.Attribute({ type: CONTENT_TYPE, values: [new asn1js.ObjectIdentifier({ value: DATA })] }),
    new pkijs.Attribute({
      type: MESSAGE_DIGEST,
      values: [new asn1js.OctetString({ valueHex: sha256(signed) })],
    }),
    new pkijs.Attribute({ type: SIGNING_CERTIFICATE_V2, values: [signingCertificate] }),
  ];
}

export interface Judged {
  /** The signature holds for these bytes. */
  holds: boolean;
  /** It was made with this seal's key. */
  ours: boolean;
}

/** What a detached signature says of the bytes; undefined where it is no signature at all. */
export async function judgeDetached(der: Buffer, signed: Buffer, seal: Seal): Promise<Judged | undefined> {
  try {
    const content = pkijs.ContentInfo.fromBER(bytesOf(der));
    const message = new pkijs.SignedData({ schema: content.content });
    const certificate = message.certificates?.find((each) => each instanceof pkijs.Certificate);
    const ours = certificate !== undefined && sameKey(certificate, seal.certificate);
    return { ours, holds: await holdsFor(message, signed) };
  } catch {
    // Whatever stood there was no signature.
    return undefined;
  }
}

/** pkijs throws where the digest of the bytes is another. */
const holdsFor = (message: pkijs.SignedData, signed: Buffer): Promise<boolean> =>
  message.verify({ signer: 0, data: bytesOf(signed), checkChain: false }).catch(() => false);

const keyOf = ({ subjectPublicKeyInfo }: pkijs.Certificate): Buffer =>
  Buffer.from(subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
const sameKey = (one: pkijs.Certificate, other: pkijs.Certificate): boolean =>
  keyOf(one).equals(keyOf(other));
