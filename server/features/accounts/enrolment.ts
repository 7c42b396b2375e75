import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { seal, unseal } from './second-factor.ts';

const MINUTES = 15;

/** A secret that is not the account's yet, in a form that only this installation can open: nothing is stored. */
export async function sealEnrolment(services: Services, accountId: string, secret: string): Promise<string> {
  const until = services.clock.now().getTime() + MINUTES * 60_000;
  const key = await services.directory.secret('totp');
  return seal(key, ownerOf(accountId), `${until} ${secret}`).toString('base64url');
}

/** The secret again; `wrong-state` when it is late, somebody else's, or not from here. */
export async function openEnrolment(
  services: Services,
  accountId: string,
  enrolment: string,
): Promise<string> {
  const key = await services.directory.secret('totp');
  const [until, secret] = opened(key, ownerOf(accountId), enrolment)?.split(' ') ?? [];
  if (secret === undefined || Number(until) < services.clock.now().getTime())
    throw new Problem('wrong-state');
  return secret;
}

const ownerOf = (accountId: string): string => `enrolment of ${accountId}`;

function opened(key: Uint8Array, owner: string, enrolment: string): string | null {
  try {
    return unseal(key, owner, Buffer.from(enrolment, 'base64url'));
  } catch {
    return null;
  }
}
