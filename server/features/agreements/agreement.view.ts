import { can } from '../../../rules/access/permissions.ts';
import {
  agreementMachine,
  isDataUser,
  type AgreementThing,
} from '../../../rules/agreements/agreement.machine.ts';
import type { AgreementSummary, AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { Agreement } from './agreement.queries.ts';
import { proofOf } from './prove-signer.ts';
import { signaturesOf } from './signature.queries.ts';

export function thingOf(
  { state, part, publisher, signedBy }: Agreement,
  { services }: Call,
  reasons: readonly string[] = [],
): AgreementThing {
  return {
    state,
    bodyId: publisher.id,
    ownerId: part.ownerId,
    organisationId: part.organisationId,
    signedBy,
    hasTimeLeft: cityDay(services.clock.now()) <= part.terms.until,
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
    can: Object.fromEntries(agreementMachine.events.map((event) => [event, next.includes(event)])),
  };
}

export async function viewOf(agreement: Agreement, call: Call): Promise<AgreementView> {
  const { part, document, textDigest, odrlDigest, pdfDigest, reasons } = agreement;
  const summary = summaryOf(agreement, call);
  return {
    ...summary,
    applicationCode: part.applicationCode,
    terms: part.terms,
    document,
    ...{ textDigest, odrlDigest, pdfDigest, reasons },
    signatures: await signaturesOf(call.services.db, agreement.id),
    proof: summary.can[signingEvent(call)] === true ? await proofOf(call) : null,
  };
}

/** On which side the caller would sign. */
export const signingEvent = ({ actor }: Call): 'sign-as-user' | 'sign-as-publisher' =>
  isDataUser(actor) ? 'sign-as-user' : 'sign-as-publisher';
