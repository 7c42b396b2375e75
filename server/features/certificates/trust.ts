import { readFile } from 'node:fs/promises';
import * as pkijs from 'pkijs';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { bytesOf } from '../../x509/bytes.ts';
import type { Trust } from '../../x509/judge-chain.ts';
import { certificatesIn, readPem } from '../../x509/pem.ts';
import { testAuthority } from './test-authority.ts';

/**
 * The authorities as configured and what they took back, read anew: lists of revocations change by the hour. Throws
 * `not-found` where none is, `unavailable` where a file cannot be read.
 */
export async function trustOf(services: Services): Promise<Trust> {
  const { certificates, log } = services;
  if (!certificates) throw new Problem('not-found');
  if (certificates.authorities === 'test') return (await testAuthority(services)).trust;
  try {
    const files = await Promise.all(certificates.authorities.map((file) => readFile(file, 'utf8')));
    const lists = await Promise.all(certificates.revocations.map((file) => readFile(file)));
    const authorities = files.flatMap((text) => certificatesIn(readPem(text).blocks));
    return { authorities, revocations: lists.map(readList) };
  } catch (error) {
    log.error({ err: error }, 'a file of certificates or of their revocation cannot be read');
    throw new Problem('unavailable', { retryAfter: 60 });
  }
}

/** PEM or DER. */
function readList(file: Buffer): pkijs.CertificateRevocationList {
  const [block] = readPem(file.toString('latin1')).blocks;
  return pkijs.CertificateRevocationList.fromBER(bytesOf(block?.der ?? file));
}
