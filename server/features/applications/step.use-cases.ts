import { isMessageKey } from '../../../locales/index.ts';
import {
  applicationPartMachine as machine,
  type PartEvent,
} from '../../../rules/applications/application-part.machine.ts';
import { applicationState } from '../../../rules/applications/application-state.ts';
import type { Opinion } from '../../../rules/applications/application.schema.ts';
import type {
  prepareOpinion,
  stepApplication,
  stepApplicationPart,
} from '../../../rules/applications/applications.operations.ts';
import { isReadable } from '../../../rules/applications/check-application.ts';
import { isNarrower } from '../../../rules/applications/narrower.ts';
import { unlikePrecedents } from '../../../rules/applications/precedents.ts';
import { emptyEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { needLevel } from '../accounts/index.ts';
import { needRules } from '../platform-rules/index.ts';
import { recordEvent } from '../events/index.ts';
import { withdrawOffer } from '../agreements/index.ts';
import { refuseRestricted } from '../misconduct/index.ts';
import { findingsOf, conditionsOf, entriesOf } from './asked-parts.ts';
import { applicationOfPart, lockApplication, type Application, type Part } from './application.queries.ts';
import { eventsFor, GIVEN, known, partThing } from './application.view.ts';
import { afterStep } from './after-step.ts';
import { precedentsOf } from './like-requests.queries.ts';
import { offerFor } from './offer-for.ts';
import { markSubmitted, savePart } from './write-application.queries.ts';

interface Taken {
  event: PartEvent;
  reasons: readonly string[];
  /** All experts were heard. */
  isHeard?: boolean;
}

/** One step of one part, with its event; answers the part as it is afterwards. */
export async function take(
  trx: Trx,
  call: Call,
  application: Application,
  part: Part,
  taken: Taken,
): Promise<Part> {
  const { event, reasons, isHeard = false } = taken;
  const outcome = step(
    machine,
    partThing(call, application, part, { isComplete: true, isHeard, said: reasons }),
    event,
    call.actor,
  );
  if (!outcome.ok && outcome.code === 'invalid-input')
    throw new Problem('invalid-input', {
      provision: outcome.basis ?? 'xz-19',
      errors: [{ pointer: '/reasons', detail: call.t('application.reasons-needed') }],
    });
  if (!outcome.ok) throw refusal(outcome);
  const at = call.services.clock.now();
  const moved = afterStep(part, { event, state: outcome.state, reasons, at, by: call.actor.accountId ?? '' });
  if (part.state === 'approved' && part.agreementId !== null)
    await withdrawOffer(trx, call, part.agreementId);
  const agreementId =
    moved.state === 'approved' ? await offerFor(trx, call, application, moved) : moved.agreementId;
  const after: Part = { ...moved, agreementId };
  await savePart(trx, after);
  await recordEvent(trx, call, {
    action: `application.${event}`,
    thing: 'application-part',
    thingId: part.id,
    reasons: reasonsOf(after, event, reasons),
    provision: outcome.basis,
    data: { application: application.code, dataset: part.dataset.code },
  });
  return after;
}

const reasonsOf = ({ reasons }: Part, event: PartEvent, said: readonly string[]): string[] =>
  event === 'reject' || event === 'narrow' ? reasons.map(({ text }) => text) : [...said];

export const stepWhole: UseCase<typeof stepApplication> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const application = known(call, await lockApplication(trx, id));
    const tried = partsToMove(application, event);
    if (event === 'submit' && machine.transitions[tried[0]?.state ?? 'withdrawn'].submit !== null)
      await refuseIncomplete(trx, call, application);
    const entries = await entriesOf(trx, tried);
    const after = new Map(application.parts.map((part) => [part.id, part]));
    for (const part of tried) {
      const conditions = conditionsOf(entries.get(part.dataset.id) ?? emptyEntry());
      const sent = event === 'submit' ? { ...part, conditions } : part;
      after.set(part.id, await take(trx, call, application, sent, { event, reasons }));
    }
    if (event === 'submit') await markSubmitted(trx, id, call.services.clock.now());
    const parts = [...after.values()];
    const next = new Set(parts.flatMap((part) => eventsFor(call, application, part)));
    const state = applicationState(parts.map((part) => part.state));
    return { id, state, provision: event === 'submit' ? 'xz-18' : 'xz-19', next: [...next] };
  });

/** Those that the step moves, else the first, whose refusal says why. What was approved is withdrawn when nothing else is left to. */
function partsToMove({ parts }: Application, event: PartEvent): Part[] {
  const movable = parts.filter(({ state }) => machine.transitions[state][event] !== null);
  const undecided = movable.filter(({ state }) => state !== 'approved');
  const open = undecided.length > 0 ? undecided : movable;
  return open.length > 0 ? open : parts.slice(0, 1);
}

/** Everything that is missing, at once; permission and level first. */
async function refuseIncomplete(trx: Trx, call: Call, application: Application): Promise<void> {
  for (const part of application.parts) {
    const thing = partThing(call, application, part, { ...GIVEN, said: [] });
    const outcome = step(machine, thing, 'submit', call.actor);
    if (!outcome.ok && outcome.code !== 'wrong-state') throw refusal(outcome);
  }
  needLevel(call, 'apply');
  await needRules(call, trx);
  const bodyIds = application.parts.map(({ publisher }) => publisher.id);
  await refuseRestricted(trx, call, application, bodyIds);
  const findings = (await findingsOf(trx, call, application)).filter(({ blocks }) => blocks);
  if (findings.length === 0) return;
  throw new Problem('incomplete-application', {
    provision: 'xz-19',
    errors: findings.map((each) => ({ pointer: each.pointer, detail: sentence(call, each) })),
  });
}

function sentence({ t }: Call, { code, args }: Finding): string {
  const key = `finding.${code}`;
  return isMessageKey(key) ? t(key, args) : code;
}

/** The part with the application that it is of, locked. */
export async function lockPart(
  trx: Trx,
  call: Call,
  partId: string,
): Promise<{ application: Application; part: Part }> {
  const id = await applicationOfPart(trx, partId);
  const application = known(call, id === null ? undefined : await lockApplication(trx, id));
  const part = application.parts.find((each) => each.id === partId);
  if (!part) throw new Problem('not-found');
  return { application, part };
}

export const stepPart: UseCase<typeof stepApplicationPart> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { application, part } = await lockPart(trx, call, id);
    const after = await take(trx, call, application, part, { event, reasons });
    return { id, state: after.state, provision: 'xz-19', next: eventsFor(call, application, after) };
  });

export const prepare: UseCase<typeof prepareOpinion> = async (call, { id, ...opinion }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { application, part } = await lockPart(trx, call, id);
    const thing = partThing(call, application, part, { ...GIVEN, said: [] });
    const outcome = step(machine, thing, 'prepare', call.actor);
    if (!outcome.ok) throw refusal(outcome);
    const errors = [
      ...(await wrongIn(trx, call, part, opinion)),
      ...(await unexplained(trx, call, { application, part }, opinion)),
    ];
    if (errors.length > 0) throw new Problem('invalid-input', { provision: 'xz-19', errors });
    const terms = opinion.outcome === 'narrow' ? opinion.terms : null;
    const prepared = { ...part, opinion: { ...opinion, terms }, opinionBy: call.actor.accountId };
    const after = await take(trx, call, application, prepared, { event: 'prepare', reasons: [] });
    return { id, state: after.state, provision: 'xz-19', next: eventsFor(call, application, after) };
  });

/** Who decides otherwise than most like requests were decided says why. */
async function unexplained(
  trx: Trx,
  { t }: Call,
  { application, part }: { application: Application; part: Part },
  { outcome, unlikePrecedent }: Opinion,
): Promise<FieldError[]> {
  if (unlikePrecedent !== '') return [];
  const codes = unlikePrecedents(outcome, await precedentsOf(trx, application, part));
  if (codes.length === 0) return [];
  return [
    { pointer: '/unlikePrecedent', detail: t('application.unlike-needed', { codes: codes.join('、') }) },
  ];
}

/** A refusal and a narrower offer have reasons; an offer is less than what was asked, and can be read. */
async function wrongIn(trx: Trx, { t }: Call, part: Part, opinion: Opinion): Promise<FieldError[]> {
  const { outcome, reasons, terms } = opinion;
  if (outcome === 'approve') return [];
  const unreasoned =
    reasons.length === 0 ? [{ pointer: '/reasons', detail: t('application.reasons-needed') }] : [];
  if (outcome === 'reject') return unreasoned;
  const wider = terms === null || !isNarrower(part.terms, terms);
  const fields = (await entriesOf(trx, [part])).get(part.dataset.id)?.fields ?? [];
  const unreadable = typeof terms?.where === 'string' && !isReadable(terms.where, fields);
  return [
    ...unreasoned,
    ...(wider ? [{ pointer: '/terms', detail: t('application.not-narrower') }] : []),
    ...(unreadable ? [{ pointer: '/terms/where', detail: t('application.where-unreadable') }] : []),
  ];
}
