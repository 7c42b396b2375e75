import { TOTP, Secret } from 'otpauth';
import { getAgreement, listAgreements, signAgreement } from '../rules/agreements/agreements.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Call, Services } from '../server/context.ts';
import { callerBySession, openSession } from '../server/features/sessions/index.ts';
import { systemCall } from '../server/system-call.ts';
import { holderOf, type DemoAccount } from './city.ts';

/** The newest agreement that waits for this person, signed by them in a session of their own with their authenticator. */
export async function signAgreementAs(
  services: Services,
  accounts: readonly DemoAccount[],
  user: string,
): Promise<void> {
  const totpSecret = accounts.find((each) => each.user === user)?.totpSecret ?? '';
  const call = await sessionOf(services, user);
  const { items } = await callOperation(call, listAgreements, { limit: 1 });
  const [newest] = items;
  if (!newest) throw new Error(`no agreement waits for ${user}`);
  const { agreement } = await callOperation(call, getAgreement, { id: newest.id });
  const code = TOTP.generate({
    secret: Secret.fromBase32(totpSecret),
    timestamp: services.clock.now().getTime(),
  });
  await callOperation(call, signAgreement, { id: newest.id, odrlDigest: agreement.odrlDigest, code });
}

async function sessionOf(services: Services, user: string): Promise<Call> {
  const holder = await holderOf(services, user);
  const call = systemCall(services);
  let secret = '';
  const setCookie = (_name: string, value: string): void => {
    secret = value;
  };
  await openSession({ ...call, transport: { ...call.transport, setCookie } }, holder, 'demonstration');
  const caller = await callerBySession(services, secret);
  if (!caller) throw new Error(`the session of ${user} did not open`);
  return { ...call, ...caller };
}
