import { can } from '../../../rules/access/permissions.ts';
import {
  agreementMachine,
  isDataUser,
  type AgreementThing,
} from '../../../rules/agreements/agreement.machine.ts';
import { beyondApproval, changesBetween, openTermsOf } from '../../../rules/agreements/agreed-changes.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type {
  AgreementSummary,
  AgreementView,
  ProposalView,
} from '../../../rules/agreements/agreements.operations.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { findSuccessor, type Agreement } from './agreement.queries.ts';
import { proposalsOf } from './proposal.queries.ts';
import { boundSeal } from '../certificates/index.ts';
import { proofOf } from './prove-signer.ts';
import { signaturesOf } from './signature.queries.ts';

export function thingOf(
  { state, part, approved, publisher, signedBy, ...rest }: Agreement,
  { services }: Call,
  reasons: readonly string[] = [],
  wished: ApprovedPart = part,
): AgreementThing {
  return {
    state,
    bodyId: publisher.id,
    ownerId: part.ownerId,
    organisationId: part.organisationId,
    signedBy,
    hasTimeLeft: cityDay(services.clock.now()) <= part.terms.until,
    proposedBy: rest.proposedBy,
    isWithin: beyondApproval(wished, approved).length === 0,
    isAmendment: rest.isAmendment,
    owesDestruction: rest.inForceAt !== null && rest.destruction === null,
    isExamined: services.profile.agreementExaminedBy !== null,
    reasons,
  };
}

/** The agreement for whoever may know of it; nobody else learns that it exists. */
export function known(agreement: Agreement | undefined, { actor }: Call): Agreement {
  if (!agreement) throw new Problem('not-found');
  const { part, publisher } = agreement;
  const target = {
    ownerId: part.ownerId,
    organisationId: part.organisationId,
    bodyId: publisher.id,
    district: publisher.district,
  };
  if (!can(actor, 'agreement.read', target)) throw new Problem('not-found');
  return agreement;
}

export function summaryOf(agreement: Agreement, call: Call): AgreementSummary {
  const { part, publisher, document: _document, ...rest } = agreement;
  const next: string[] = permitted(agreementMachine, thingOf(agreement, call, ['-']), call.actor);
  return {
    id: rest.id,
    code: rest.code,
    state: rest.state,
    dataset: part.dataset,
    publisher: { id: publisher.id, code: publisher.code, name: publisher.name },
    user: rest.user,
    scenario: part.scenario,
    from: part.terms.from,
    until: part.terms.until,
    offeredAt: rest.offeredAt.toISOString(),
    inForceAt: rest.inForceAt?.toISOString() ?? null,
    endedAt: rest.endedAt?.toISOString() ?? null,
    filing: rest.filing && { code: rest.filing.code, at: rest.filing.at.toISOString() },
    can: Object.fromEntries(agreementMachine.events.map((event) => [event, next.includes(event)])),
  };
}

export async function viewOf(agreement: Agreement, call: Call): Promise<AgreementView> {
  const { part, document, textDigest, odrlDigest, pdfDigest, reasons } = agreement;
  const { db } = call.services;
  const summary = summaryOf(agreement, call);
  return {
    ...summary,
    applicationCode: part.applicationCode,
    terms: part.terms,
    openTerms: { agreed: openTermsOf(part), approved: openTermsOf(agreement.approved) },
    proposals: await proposalsShown(db, agreement),
    replaces: agreement.replaces,
    replacedBy: (await findSuccessor(db, agreement.id)) ?? null,
    destruction: agreement.destruction,
    destructionClock: destructionClock(agreement, call),
    document,
    ...{ textDigest, odrlDigest, pdfDigest, reasons },
    signatures: await signaturesOf(db, agreement.id),
    proof: summary.can[signingEvent(call)] === true ? await proofOf(call) : null,
    sealWith: summary.can['sign-as-user'] === true ? await sealOf(db, part.organisationId) : null,
  };
}

const sealOf = async (db: Reader, organisationId: string | null): Promise<string | null> =>
  organisationId === null ? null : ((await boundSeal(db, organisationId))?.view.subject ?? null);

/** Each with its marked differences from the text as it stood when the changes were made. */
async function proposalsShown(db: Reader, { id }: Agreement): Promise<ProposalView[]> {
  const found = await proposalsOf(db, id);
  return found.map(({ part: _part, replaces: _replaces, before, document, madeAt, ...rest }) => ({
    ...rest,
    madeAt: madeAt.toISOString(),
    changes: changesBetween(before, document),
  }));
}

/** The working days within which the data user says how the data was destroyed; null where nothing is owed or was. */
export function destructionClock(agreement: Agreement, { services }: Call): ClockView | null {
  const { state, inForceAt, endedAt, destruction } = agreement;
  if (inForceAt === null || endedAt === null || state === 'replaced') return null;
  const stated = destruction && new Date(destruction.statedAt);
  return clockView(services.profile.clocks.dataDestruction, endedAt, services.clock.now(), stated);
}

/** On which side the caller would sign. */
export const signingEvent = ({ actor }: Call): 'sign-as-user' | 'sign-as-publisher' =>
  isDataUser(actor) ? 'sign-as-user' : 'sign-as-publisher';
