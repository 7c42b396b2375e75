import type { CertificateFault, CertificateUse } from '../../../rules/certificates/certificate-faults.ts';
import { organisationOf } from '../../../rules/certificates/certificate-subject.ts';
import type { Challenge } from '../../../rules/certificates/challenge.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { faultsOf, partsOf } from '../../x509/judge-chain.ts';
import { readSignature, type BroughtSignature } from '../../x509/read-signature.ts';
import { takeChallenge } from './challenges.ts';
import { trustOf } from './trust.ts';

/** Whom a certificate names, once it is believed. */
export interface Proven {
  brought: BroughtSignature;
  creditCode: string;
  name: string;
}

/** All that is wrong, at once, in words. */
export const refusedFor = (faults: readonly CertificateFault[], { t }: Call): Problem =>
  new Problem('certificate-refused', {
    provision: 'guide2020-2',
    faults,
    errors: faults.map((fault) => ({
      pointer: fault.startsWith('challenge-') ? '/challenge' : '/signature',
      detail: t(`certificate.fault.${fault}`),
    })),
  });

/** Tools and editors put the end of a line behind a text; nothing else of it may differ. */
const ENDINGS = ['', '\n', '\r\n'];

/**
 * Takes the challenge and judges signature, certificate, chain and subject. Throws `certificate-refused` with all that
 * speaks against it, `not-found` where certificates are not taken.
 */
export async function proveByChallenge(
  call: Call,
  { challenge, signature }: { challenge: string; signature: string },
  wanted: Pick<Challenge, 'purpose' | 'organisationId'>,
  use: CertificateUse,
): Promise<Proven> {
  const trust = await trustOf(call.services);
  const unfit = await takeChallenge(call, challenge.trim(), wanted);
  const signed = ENDINGS.map((ending) => Buffer.from(challenge.trim() + ending));
  const judged = judge(call, signature, signed, { trust, use });
  const faults = [...(unfit === null ? [] : [unfit]), ...judged.faults];
  if (faults.length > 0 || !judged.proven) throw refusedFor(faults, call);
  return judged.proven;
}

/** One of `signed` must be what was signed. Never throws. */
export function judge(
  { services }: Call,
  signature: string,
  signed: readonly Buffer[],
  { trust, use }: { trust: Awaited<ReturnType<typeof trustOf>>; use: CertificateUse },
): { proven: Proven | null; faults: CertificateFault[] } {
  const brought = readSignature(signature);
  if (typeof brought === 'string') return { proven: null, faults: [brought] };
  const holds = signed.some((bytes) => brought.holds(bytes));
  const named = organisationOf(partsOf(brought.signer.subject));
  const faults: CertificateFault[] = [
    ...(holds ? [] : (['signature-wrong'] as const)),
    ...faultsOf(brought.signer, brought.others, trust, { use, now: services.clock.now() }),
    ...(named.ok ? [] : [named.fault]),
  ];
  return { proven: named.ok ? { brought, ...named } : null, faults };
}
