import * as pkijs from 'pkijs';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { bytesOf } from '../../x509/bytes.ts';
import { fingerprintOf, readSignature } from '../../x509/read-signature.ts';
import { sealsOf, type StoredSeal } from './certificate.queries.ts';
import { judge, refusedFor } from './prove-certificate.ts';
import { trustOf } from './trust.ts';

/** With what the organisation seals now; undefined: with nothing. */
export const boundSeal = async (db: Reader, organisationId: string): Promise<StoredSeal | undefined> =>
  (await sealsOf(db, organisationId)).find(({ view }) => view.endedAt === null);

/** A seal as it is kept with what it seals. */
export interface MadeSeal {
  certificateId: string;
  seal: string;
}

/**
 * Judges what an organisation brought as its seal of a file: null where it has bound none. Throws `seal-required`, and
 * `certificate-refused` with all that speaks against it.
 */
export async function judgeSeal(
  call: Call,
  organisationId: string,
  { file, seal }: { file: string; seal: string | undefined },
): Promise<MadeSeal | null> {
  const bound = await boundSeal(call.services.db, organisationId);
  if (!bound) return null;
  if (!seal) throw new Problem('seal-required', { provision: 'xz-20' });
  const trust = await trustOf(call.services);
  const { proven, faults } = judge(call, seal, [Buffer.from(file)], { trust, use: 'seal' });
  const isOther = proven !== null && fingerprintOf(proven.brought.signer) !== bound.view.fingerprint;
  if (isOther) faults.push('seal-other');
  if (faults.length > 0 || !proven) throw refusedFor(faults, call);
  return { certificateId: bound.view.id, seal };
}

/** Whether a kept seal is of this file, and was made with this certificate (DER). Never throws. */
export function sealHolds(file: string, seal: string, certificate: Buffer): boolean {
  const brought = readSignature(seal);
  if (typeof brought === 'string') return false;
  const known = fingerprintOf(pkijs.Certificate.fromBER(bytesOf(certificate)));
  return fingerprintOf(brought.signer) === known && brought.holds(Buffer.from(file));
}
