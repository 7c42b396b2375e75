import { changedPart } from '../../../rules/agreements/agreed-changes.ts';
import { bindingText } from '../../../rules/agreements/agreement-document.ts';
import { agreementMachine, sideOf } from '../../../rules/agreements/agreement.machine.ts';
import type {
  answerAgreementChanges,
  proposeAgreementChanges,
  stateDestruction,
} from '../../../rules/agreements/agreements.operations.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import {
  findRenewable,
  lockAgreement,
  saveDestruction,
  saveProposedBy,
  saveText,
  type Agreement,
} from './agreement.queries.ts';
import { known, thingOf } from './agreement.view.ts';
import { gatherFacts } from './gather-facts.ts';
import { offer, textOf } from './offer-agreement.ts';
import { answerProposal, insertProposal, proposalsOf } from './proposal.queries.ts';
import { move, stepped } from './step-agreement.ts';

type Replaces = Agreement['replaces'];

export const propose: UseCase<typeof proposeAgreementChanges> = async (
  call,
  { id, note, changes = {}, replaces },
) =>
  call.services.db.transaction().execute(async (trx) => {
    const agreement = known(await lockAgreement(trx, id), call);
    const part = changedPart(agreement.part, changes);
    const event = agreement.state === 'in-force' ? 'amend' : 'propose';
    const allowed = step(agreementMachine, thingOf(agreement, call, [], part), event, call.actor);
    if (!allowed.ok) throw refusal(allowed);
    const on = event === 'amend' ? await amendmentOf(trx, call, agreement, part) : agreement;
    const renewed = replaces === undefined ? on.replaces : await renewedBy(trx, on, replaces);
    return stepped(await proposeOn(trx, call, on, { part, note, replaces: renewed }), allowed.basis, call);
  });

/** One that is to replace an agreement in force within the same approval, and its text as it stands. */
async function amendmentOf(
  trx: Trx,
  call: Call,
  agreement: Agreement,
  part: ApprovedPart,
): Promise<Agreement> {
  // Its own term has begun: from the moment of the last signature on the new one holds.
  if (part.terms.from !== agreement.part.terms.from) throw nothingToAgree(call);
  await move(trx, call, agreement, { event: 'amend', wished: part });
  const id = await offer(trx, call, {
    part: agreement.part,
    approved: agreement.approved,
    replaces: { id: agreement.id, code: agreement.code },
  });
  return known(await lockAgreement(trx, id), call);
}

/** An amendment replaces what it changes; another one, the data user's agreement in force that it names. */
async function renewedBy(trx: Trx, agreement: Agreement, code: string | null): Promise<Replaces> {
  if (agreement.isAmendment) return agreement.replaces;
  if (code === null || code === '') return null;
  const found = await findRenewable(trx, agreement.part, code);
  if (found) return found;
  throw new Problem('not-found', { provision: 'xz-20' });
}

interface Wished {
  part: ApprovedPart;
  note: string;
  replaces: Replaces;
}

async function proposeOn(
  trx: Trx,
  call: Call,
  agreement: Agreement,
  { part, note, replaces }: Wished,
): Promise<Agreement> {
  const { services, actor } = call;
  const side = sideOf(actor);
  if (side === null || actor.accountId === null) throw new Problem('not-permitted');
  const facts = await gatherFacts(trx, call, part, {
    code: agreement.code,
    replaces: replaces?.code ?? null,
  });
  const { document } = textOf(facts);
  if (bindingText(document) === bindingText(agreement.document)) throw nothingToAgree(call);
  const moved = await move(trx, call, agreement, { event: 'propose', wished: part });
  await insertProposal(trx, {
    ...{ id: services.newId(), agreementId: agreement.id, side, madeBy: actor.accountId, note },
    ...{ part, replaces, before: agreement.document, document, at: services.clock.now() },
  });
  await saveProposedBy(trx, agreement.id, side);
  return { ...moved, proposedBy: side };
}

const nothingToAgree = ({ t }: Call): Problem =>
  new Problem('invalid-input', {
    errors: [{ pointer: '/changes', detail: t('agreement.propose.nothing') }],
  });

export const answer: UseCase<typeof answerAgreementChanges> = async (
  call,
  { id, proposalId, answer: given, reasons },
) =>
  call.services.db.transaction().execute(async (trx) => {
    const agreement = known(await lockAgreement(trx, id), call);
    const event = given === 'accept' ? 'accept-changes' : 'decline-changes';
    const proposal = (await proposalsOf(trx, id)).find(({ state }) => state === 'open');
    const wished = proposal?.part ?? agreement.part;
    const allowed = step(agreementMachine, thingOf(agreement, call, reasons, wished), event, call.actor);
    if (!allowed.ok) throw refusal(allowed);
    if (proposal?.id !== proposalId) throw new Problem('changed-meanwhile');
    const moved = await move(trx, call, agreement, { event, reasons, wished });
    await answerProposal(trx, id, given === 'accept' ? 'accepted' : 'declined', call.services.clock.now());
    await saveProposedBy(trx, id, null);
    if (given === 'accept') await agreeOn(trx, call, agreement, proposal);
    return stepped({ ...moved, part: wished, proposedBy: null }, allowed.basis, call);
  });

/** The text that both sides are to sign from now on. */
async function agreeOn(
  trx: Trx,
  call: Call,
  { id, code }: Agreement,
  { part, replaces }: Pick<Wished, 'part' | 'replaces'>,
): Promise<void> {
  const facts = await gatherFacts(trx, call, part, { code, replaces: replaces?.code ?? null });
  await saveText(trx, id, { part, replaces, ...textOf(facts) });
}

export const destroy: UseCase<typeof stateDestruction> = async (call, { id, ...stated }) =>
  call.services.db.transaction().execute(async (trx) => {
    const agreement = known(await lockAgreement(trx, id), call);
    const event = 'state-destruction';
    const now = call.services.clock.now();
    const allowed = step(agreementMachine, thingOf(agreement, call), event, call.actor);
    if (!allowed.ok) throw refusal(allowed);
    if (stated.destroyedOn > cityDay(now))
      throw new Problem('invalid-input', {
        errors: [{ pointer: '/destroyedOn', detail: call.t('agreement.destruction.not-yet') }],
      });
    const destruction = { ...stated, statedAt: now.toISOString() };
    const moved = await move(trx, call, agreement, { event });
    await saveDestruction(trx, id, destruction);
    return stepped({ ...moved, destruction }, allowed.basis, call);
  });
