import { createHash } from 'node:crypto';
import path from 'node:path';
import * as pkijs from 'pkijs';
import { DIGITAL_SIGNATURE, NON_REPUDIATION } from '../../../../rules/certificates/certificate-faults.ts';
import { COMMON_NAME, ORGANISATION_NAME } from '../../../../rules/certificates/certificate-subject.ts';
import type { DataDirectory } from '../../../store/data-directory.ts';
import { bytesOf } from '../../../x509/bytes.ts';
import { issueCertificate, keptIn, keysOf } from '../../../x509/issue-certificate.ts';

/** What the platform seals agreements with: an ECDSA key on P-256 and its certificate. */
export interface Seal {
  key: CryptoKey;
  certificate: pkijs.Certificate;
  /** SHA-256 of the certificate, which the signature binds. */
  certificateDigest: Buffer;
}

const YEARS = 20;

/** The installation's seal; its certificate, signed by itself, is made at the first call. */
export async function openSeal(directory: DataDirectory, owner: string, now: Date): Promise<Seal> {
  const keys = await keysOf(await directory.secret('agreement-seal'));
  const file = path.join(directory.paths.secrets, 'agreement-seal-certificate');
  const der = await keptIn(file, () => selfSigned(keys, owner, now));
  return {
    key: keys.privateKey,
    certificate: pkijs.Certificate.fromBER(bytesOf(der)),
    certificateDigest: createHash('sha256').update(der).digest(),
  };
}

function selfSigned({ publicKey, privateKey }: CryptoKeyPair, owner: string, from: Date): Promise<Buffer> {
  const name = [COMMON_NAME, ORGANISATION_NAME].map((type) => ({ type, value: owner }));
  return issueCertificate({
    ...{ subject: name, issuer: name, publicKey, signedWith: privateKey, from, years: YEARS },
    isAuthority: false,
    keyUsage: DIGITAL_SIGNATURE | NON_REPUDIATION,
  });
}
