import type {
  changePassword,
  confirmSecondFactor,
  enrolSecondFactor,
} from '../../../rules/accounts/accounts.operations.ts';
import { passwordFaults } from '../../../rules/accounts/password.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { endSessionsOf } from './accounts.queries.ts';
import { prove, secondFactorOf } from './credentials.ts';
import { findCredentials, setPassword, setTotpSecret, type Credentials } from './credentials.queries.ts';
import { openEnrolment, sealEnrolment } from './enrolment.ts';
import { hashPassword } from './passwords.ts';
import { invitation, newTotpSecret, seal } from './second-factor.ts';

export const changeOwnPassword: UseCase<typeof changePassword> = async (call, { current, password }) => {
  const account = await ownCredentials(call);
  await prove(call, account, { password: current });
  const faults = passwordFaults({ password, userName: account.userName, current });
  if (faults.length > 0) {
    const errors = faults.map((fault) => ({
      pointer: '/password',
      detail: call.t(`password-fault.${fault}`),
    }));
    throw new Problem('weak-password', { errors });
  }
  const hash = await hashPassword(password, { oneTime: false });
  await changeOwn(call, 'account.change-password', (trx) => setPassword(trx, account.accountId, hash));
  return null;
};

export const enrol: UseCase<typeof enrolSecondFactor> = async (call, { code }) => {
  const account = await ownCredentials(call);
  const { services, language } = call;
  const enrolled = await secondFactorOf(call, account, code);
  if (enrolled.code) await prove(call, account, enrolled);
  const secret = newTotpSecret();
  const names = { issuer: services.profile.platform[language], label: account.userName ?? account.name };
  const enrolment = await sealEnrolment(services, account.accountId, secret);
  return { enrolment, secret, ...(await invitation(secret, names)) };
};

export const confirm: UseCase<typeof confirmSecondFactor> = async (call, { enrolment, code }) => {
  const account = await ownCredentials(call);
  const { services } = call;
  const secret = await openEnrolment(services, account.accountId, enrolment);
  await prove(call, account, { code: { given: code, secret } });
  const sealed = seal(await services.directory.secret('totp'), account.accountId, secret);
  await changeOwn(call, 'account.enrol-second-factor', (trx) =>
    setTotpSecret(trx, account.accountId, sealed),
  );
  return null;
};

/** Passwords and second factors are changed by a person who is there, never by a program with a token. */
async function ownCredentials({ services, viewer, sessionId }: Call): Promise<Credentials> {
  if (!viewer) throw new Problem('sign-in-required');
  if (sessionId === null) throw new Problem('not-permitted');
  const account = await findCredentials(services.db, viewer.accountId);
  if (!account) throw new Problem('sign-in-required');
  // Who comes by city sign-on has neither here.
  if (account.userName === null) throw new Problem('wrong-state');
  return account;
}

/** Sessions that were opened on the old terms end, all but the one that asks. */
async function changeOwn(call: Call, action: string, work: (trx: Trx) => Promise<void>): Promise<void> {
  const { services, actor, sessionId } = call;
  const accountId = actor.accountId ?? '';
  await services.db.transaction().execute(async (trx) => {
    await work(trx);
    await endSessionsOf(trx, accountId, services.clock.now(), sessionId ?? undefined);
    await recordEvent(trx, call, { action, thing: 'account', thingId: accountId, provision: 'xz-25-7' });
  });
  forgetCallers(services);
}
