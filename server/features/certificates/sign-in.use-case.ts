import type {
  getCertificateChallenge,
  signInByCertificate,
  signWithTestCertificate,
} from '../../../rules/certificates/certificates.operations.ts';
import { challengeCommands } from '../../../rules/certificates/signing-commands.ts';
import { TEST_HOLDER_NAMES, TEST_HOLDERS } from '../../../rules/certificates/test-holders.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { accountVouchedFor, findHolder, giveMembership, type Holder } from '../accounts/index.ts';
import { organisationByCertificate } from '../organisations/index.ts';
import { openSession } from '../sessions/index.ts';
import { newChallenge } from './challenges.ts';
import { proveByChallenge, refusedFor, type Proven } from './prove-certificate.ts';
import { signAsTestHolder } from './test-authority.ts';

/** Under which an organisation's own account is known; its subject is the credit code. */
const ISSUER = 'corporate-certificate';

export const challenge: UseCase<typeof getCertificateChallenge> = async (
  call,
  { purpose, organisationId = null },
) => {
  const { certificates } = call.services;
  if (!certificates) throw new Problem('not-found');
  const made = await newChallenge(call, { purpose, organisationId });
  return {
    challenge: made.challenge,
    expiresAt: made.expiresAt.toISOString(),
    commands: challengeCommands(made.challenge),
    testHolders:
      certificates.authorities === 'test'
        ? TEST_HOLDER_NAMES.map((holder) => ({ holder, ...TEST_HOLDERS[holder] }))
        : [],
  };
};

export const enter: UseCase<typeof signInByCertificate> = async (call, given) => {
  const { services } = call;
  const wanted = { purpose: 'sign-in', organisationId: null } as const;
  const proven = await proveByChallenge(call, given, wanted, 'sign-in');
  const { holder, organisation } = await services.db
    .transaction()
    .execute((trx) => holderOf(trx, call, proven));
  forgetCallers(services);
  const acting = holder.memberships.find(({ organisationId }) => organisationId === organisation.id);
  const viewer = await openSession(call, holder, 'certificate', acting?.id ?? null);
  if (!viewer) throw refusedFor(['account-closed'], call);
  return { viewer, organisationId: organisation.id, registered: organisation.isNew };
};

/** The organisation's own account, which looks after the organisation whoever else does. */
async function holderOf(
  trx: Trx,
  call: Call,
  { creditCode, name }: Proven,
): Promise<{ holder: Holder; organisation: { id: string; isNew: boolean } }> {
  const { assurance, registers } = call.services.profile.certificates;
  const organisation = await organisationByCertificate(trx, call, { creditCode, name, registers });
  const vouched = { issuer: ISSUER, subject: creditCode, name: organisation.name, assuranceLevel: assurance };
  const accountId = await accountVouchedFor(trx, call, vouched);
  const known = await findHolder(trx, accountId);
  if (!known) throw refusedFor(['account-closed'], call);
  if (!known.memberships.some(({ organisationId }) => organisationId === organisation.id))
    await giveMembership(trx, call, accountId, {
      role: 'organisation-member',
      bodyId: null,
      organisationId: organisation.id,
      organisationRole: 'administrator',
      district: null,
    });
  return { holder: (await findHolder(trx, accountId)) ?? known, organisation };
}

export const signAsTest: UseCase<typeof signWithTestCertificate> = async ({ services }, { holder, text }) => {
  if (services.certificates?.authorities !== 'test') throw new Problem('not-found');
  return signAsTestHolder(services, holder, text);
};
