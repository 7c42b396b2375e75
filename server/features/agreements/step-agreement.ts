import { SYSTEM } from '../../../rules/access/roles.ts';
import { agreementMachine, type AgreementEvent } from '../../../rules/agreements/agreement.machine.ts';
import type {
  Party,
  PROOFS,
  signAgreement,
  stepAgreement,
} from '../../../rules/agreements/agreements.operations.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { judgeSeal, type MadeSeal } from '../certificates/index.ts';
import { recordEvent } from '../events/index.ts';
import { endGrants } from '../grants/index.ts';
import { findAgreement, lockAgreement, saveStep, type Agreement } from './agreement.queries.ts';
import { refuseRestricted } from '../misconduct/index.ts';
import { needRules } from '../platform-rules/index.ts';
import { known, signingEvent, thingOf } from './agreement.view.ts';
import { comeIntoForce } from './come-into-force.ts';
import { proveSigner, refuseAbsent } from './prove-signer.ts';
import { insertSignature } from './signature.queries.ts';

/** Those after which nothing follows. */
const ENDS: readonly AgreementEvent[] = ['refuse', 'withdraw', 'return', 'terminate', 'replace', 'expire'];
/** Those with which its grant ends; one that replaces it takes the grant over. */
const ENDS_GRANT: readonly AgreementEvent[] = ['terminate', 'expire'];

/** Where reasons are missing, says so. */
const refused = ({ t }: Call, outcome: Parameters<typeof refusal>[0]): Problem =>
  refusal(
    outcome,
    outcome.code === 'invalid-input'
      ? { errors: [{ pointer: '/reasons', detail: t('application.reasons-needed') }] }
      : {},
  );

/** One step of a locked agreement with its event; answers it as it is then. Throws as the machine refuses. */
export async function move(
  trx: Trx,
  call: Call,
  agreement: Agreement,
  { event, reasons = [], wished }: { event: AgreementEvent; reasons?: string[]; wished?: ApprovedPart },
): Promise<Agreement> {
  const outcome = step(agreementMachine, thingOf(agreement, call, reasons, wished), event, call.actor);
  if (!outcome.ok) throw refused(call, outcome);
  const at = call.services.clock.now();
  await saveStep(trx, agreement.id, {
    state: outcome.state,
    ...(reasons.length > 0 && { reasons }),
    ...(ENDS.includes(event) && { endedAt: at }),
  });
  await recordEvent(trx, call, {
    action: `agreement.${event}`,
    thing: 'agreement',
    thingId: agreement.id,
    reasons,
    provision: outcome.basis,
    data: { code: agreement.code },
  });
  if (agreement.state === 'in-force' && ENDS_GRANT.includes(event))
    await endGrants(trx, call, { agreementId: agreement.id, reason: reasons[0] ?? call.t('agreement.over') });
  return { ...agreement, state: outcome.state, reasons };
}

export const stepped = (agreement: Agreement, provision: string, call: Call) => ({
  id: agreement.id,
  state: agreement.state,
  provision,
  next: permitted(agreementMachine, thingOf(agreement, call, ['-']), call.actor),
});

/** Records who signed what: the digest names the form for machines, and that the text. */
function recordSignature(
  trx: Trx,
  { actor, services }: Call,
  { id, odrlDigest }: Agreement,
  { party, proof, seal = null }: { party: Party; proof: (typeof PROOFS)[number]; seal?: MadeSeal | null },
): Promise<void> {
  const { accountId, role } = actor;
  if (accountId === null) throw new Problem('not-permitted');
  const at = services.clock.now();
  const made = { agreementId: id, party, accountId, role, proof, digest: odrlDigest, at, seal };
  return insertSignature(trx, made);
}

export const sign: UseCase<typeof signAgreement> = async (call, { id, odrlDigest, ...shown }) => {
  const { services, actor } = call;
  refuseAbsent(call);
  const event = signingEvent(call);
  const read = known(await findAgreement(services.db, id), call);
  // Who may not sign is told so before they are asked who they are.
  const before = step(agreementMachine, thingOf(read, call), event, actor);
  if (!before.ok) throw refusal(before);
  if (event === 'sign-as-user') {
    await needRules(call);
    await refuseRestricted(services.db, call, read.part, [read.part.bodyId]);
  }
  if (read.odrlDigest !== odrlDigest) throw new Problem('changed-meanwhile');
  const seal = await sealFor(call, read, shown.seal);
  const proof = await proveSigner(call, shown);
  return services.db.transaction().execute(async (trx) => {
    const agreement = known(await lockAgreement(trx, id), call);
    const party = event === 'sign-as-user' ? 'user' : 'publisher';
    const signed = await move(trx, call, agreement, { event });
    await recordSignature(trx, call, agreement, { party, proof, seal });
    const after = party === 'user' ? signed : await goOn(trx, call, signed);
    return stepped(after, before.basis, call);
  });
};

/** The seal of the data user's organisation on the form for machines, where it has bound one. */
async function sealFor(call: Call, read: Agreement, brought: string | undefined): Promise<MadeSeal | null> {
  const { organisationId } = read.part;
  if (organisationId === null || signingEvent(call) !== 'sign-as-user') return null;
  return judgeSeal(call, organisationId, { file: read.odrl, seal: brought });
}

/** What follows from both signatures: force, or first the examination. */
async function goOn(trx: Trx, call: Call, agreement: Agreement): Promise<Agreement> {
  const platform = { ...call, actor: SYSTEM };
  if (call.services.profile.agreementExaminedBy !== null)
    return move(trx, platform, agreement, { event: 'submit' });
  const former = await replaceFormer(trx, call, agreement);
  const begun = await move(trx, platform, agreement, { event: 'begin' });
  await comeIntoForce(trx, call, begun, former);
  return begun;
}

export const stepOne: UseCase<typeof stepAgreement> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const agreement = known(await lockAgreement(trx, id), call);
    const outcome = step(agreementMachine, thingOf(agreement, call, reasons), event, call.actor);
    if (!outcome.ok) throw refused(call, outcome);
    const former = event === 'pass' ? await replaceFormer(trx, call, agreement) : null;
    const moved = await move(trx, call, agreement, { event, reasons });
    if (event === 'pass') {
      await recordSignature(trx, call, agreement, { party: 'authority', proof: 'office' });
      await comeIntoForce(trx, call, moved, former);
    }
    return stepped(moved, outcome.basis, call);
  });

/**
 * Ends the agreement that this one replaces once its term has begun, without its grant; answers its id, null where there
 * is none to take the grant from. Throws `agreement-over` for a change of one that has ended meanwhile.
 */
async function replaceFormer(trx: Trx, call: Call, agreement: Agreement): Promise<string | null> {
  const former = agreement.replaces && (await lockAgreement(trx, agreement.replaces.id));
  if (former?.state !== 'in-force') {
    if (agreement.isAmendment) throw new Problem('agreement-over', { provision: 'xz-20' });
    return null;
  }
  const hasBegun = agreement.part.terms.from <= cityDay(call.services.clock.now());
  if (!hasBegun && !agreement.isAmendment) return null;
  await move(trx, { ...call, actor: SYSTEM }, former, { event: 'replace', reasons: [agreement.code] });
  return former.id;
}

/** The day on which the term of its successor begins; its own grant ends, that of the successor serves by now. */
export async function giveWay(trx: Trx, call: Call, id: string): Promise<void> {
  const agreement = await lockAgreement(trx, id);
  if (agreement?.state !== 'in-force') return;
  await move(trx, { ...call, actor: SYSTEM }, agreement, { event: 'replace' });
  await endGrants(trx, call, { agreementId: id, reason: call.t('agreement.state.replaced') });
}

/** The end of the term, set off by nobody. Nothing happens to one that has ended meanwhile or still has time. */
export async function expire(trx: Trx, call: Call, id: string): Promise<void> {
  const agreement = await lockAgreement(trx, id);
  if (!agreement) return;
  if (!step(agreementMachine, thingOf(agreement, call), 'expire', SYSTEM).ok) return;
  await move(trx, { ...call, actor: SYSTEM }, agreement, { event: 'expire' });
}

const UNSIGNED: readonly Agreement['state'][] = ['offered', 'negotiating', 'user-signed'];

/** What was applied for is not wanted any more: takes the offer back that not both have signed; others stay as they are. */
export async function withdrawOffer(trx: Trx, call: Call, id: string): Promise<void> {
  const agreement = await lockAgreement(trx, id);
  if (!agreement || !UNSIGNED.includes(agreement.state)) return;
  const reasons = [call.t('agreement.application-withdrawn')];
  await move(trx, { ...call, actor: SYSTEM }, agreement, { event: 'withdraw', reasons });
}
