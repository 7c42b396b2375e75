import type { OutputOf } from '../../../rules/api/operation.ts';
import type { Port } from '../../../rules/api/port.ts';
import {
  signWithTestCertificate,
  type ChallengeView,
} from '../../../rules/certificates/certificates.operations.ts';
import { readChallenge } from '../../../rules/certificates/challenge.ts';
import { challengeCommands } from '../../../rules/certificates/signing-commands.ts';
import { TEST_HOLDER_NAMES } from '../../../rules/certificates/test-holders.ts';
import { choiceOf, rawTextOf, textOf } from '../form-data.ts';

export type TestSigned = OutputOf<typeof signWithTestCertificate>;

/** The challenge that was shown, and the signature that was handed in. */
export const handedIn = (form: FormData): { challenge: string; signature: string } => ({
  challenge: textOf(form, 'challenge'),
  signature: rawTextOf(form, 'signature'),
});

/** Of the demonstration: lets the invented organisation sign that a button names; null: none was asked to. */
export async function signedForTest(port: Port, form: FormData, text: string): Promise<TestSigned | null> {
  const holder = choiceOf(form, 'holder', TEST_HOLDER_NAMES);
  return holder === null ? null : port.call(signWithTestCertificate, { holder, text });
}

/** The page again with the same challenge: what was signed is that one. */
export function shownAgain(challenge: string, shown: ChallengeView): ChallengeView {
  const read = readChallenge(challenge.replace(/ proof=\S+$/, ''));
  if (!read) return shown;
  const { expiresAt } = read;
  return { ...shown, challenge, expiresAt: expiresAt.toISOString(), commands: challengeCommands(challenge) };
}
