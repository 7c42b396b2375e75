import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  CHALLENGE_MINUTES,
  challengeText,
  faultOfChallenge,
  readChallenge,
  type Challenge,
  type ChallengeFault,
} from '../../../rules/certificates/challenge.ts';
import type { Call } from '../../context.ts';
import { useNonce } from './certificate.queries.ts';

type Wanted = Pick<Challenge, 'purpose' | 'organisationId'>;
const MARK = ' proof=';
const NONCE_BYTES = 18;

const originOf = ({ services, transport }: Call): string => services.publicUrl ?? transport.origin;

async function proofOf({ services }: Call, text: string): Promise<string> {
  const secret = await services.directory.secret('certificate-challenge');
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** A new challenge, which proves itself: nothing is kept until it is used. */
export async function newChallenge(
  call: Call,
  wanted: Wanted,
): Promise<{ challenge: string; expiresAt: Date }> {
  const expiresAt = new Date(call.services.clock.now().getTime() + CHALLENGE_MINUTES * 60_000);
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  const text = challengeText({ ...wanted, origin: originOf(call), expiresAt, nonce });
  return { challenge: text + MARK + (await proofOf(call, text)), expiresAt };
}

/** Takes a challenge, once and for all; null: it was ours, for this, in time and not yet used. */
export async function takeChallenge(
  call: Call,
  challenge: string,
  wanted: Wanted,
): Promise<ChallengeFault | 'challenge-used' | null> {
  const at = challenge.lastIndexOf(MARK);
  const text = challenge.slice(0, Math.max(at, 0));
  const given = Buffer.from(challenge.slice(at + MARK.length));
  const made = Buffer.from(await proofOf(call, text));
  const read = readChallenge(text);
  if (!read || given.length !== made.length || !timingSafeEqual(given, made)) return 'challenge-unknown';
  const now = call.services.clock.now();
  const fault = faultOfChallenge(read, { ...wanted, origin: originOf(call) }, now);
  if (fault !== null) return fault;
  return (await useNonce(call.services.db, { ...read, now })) ? null : 'challenge-used';
}
