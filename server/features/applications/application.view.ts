import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import { can } from '../../../rules/access/permissions.ts';
import {
  applicationPartMachine,
  INTAKE_EVENTS,
  type PartEvent,
  type PartThing,
} from '../../../rules/applications/application-part.machine.ts';
import { applicationState } from '../../../rules/applications/application-state.ts';
import type {
  ApplicationPartView,
  ApplicationSummary,
} from '../../../rules/applications/applications.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { pausedClockView } from '../../../rules/time/paused-clock.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { Application, Part } from './application.queries.ts';

/** Both have signed, whatever came of it. */
const AGREED: readonly AgreementState[] = [
  ...(['signed', 'examining', 'in-force', 'terminated', 'replaced', 'expired'] as const),
];

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What the life cycle looks at; while asked for abilities, everything that is said with a step is taken as given. */
export function partThing(
  call: Call,
  application: Application,
  part: Part,
  given: Pick<PartThing, 'isComplete' | 'said' | 'isHeard'>,
): PartThing {
  const { ownerId, organisationId, interested } = application;
  const { reconsiderations, remindedAt, agreementState } = part;
  const clock = dueClock(call, application, part);
  const { now } = call.services.clock;
  return {
    state: part.state,
    ownerId,
    organisationId,
    bodyId: part.publisher.id,
    district: part.district,
    interested,
    opinion: part.opinion && { outcome: part.opinion.outcome, preparedBy: part.opinionBy ?? '' },
    sentBack: part.sentBack,
    isPastTarget: clock !== null && ['past-target', 'due-today', 'overdue'].includes(clock.state),
    isOverdue: clock?.state === 'overdue',
    isReminded: remindedAt !== null && cityDay(remindedAt) === cityDay(now()),
    isEscalated: part.escalatedAt !== null,
    deciders: reconsiderations.flatMap(({ deciders }) => deciders),
    asked: reconsiderations.map(({ of }) => of),
    isAgreed: agreementState !== null && AGREED.includes(agreementState),
    ...given,
  };
}

/** What everyone may take as given who asks for what could be done. */
export const GIVEN = { isComplete: true, isHeard: false, said: ['-'] };

/** The clock of whoever must act on a part: the intake, the review, or whoever considers it again. */
export function dueClock(call: Call, application: Application, part: Part): ClockView | null {
  if (part.state === 'submitted') return intakeClock(call, application);
  const clock = reviewClock(call, part);
  return clock?.paused === true ? null : clock;
}

export const isApplicant = ({ actor }: Call, { ownerId, organisationId }: Application): boolean =>
  can(actor, 'application.write', { ownerId, organisationId });

/** A draft is its applicant's alone; a publisher sees what was taken in for it. */
function mayRead(call: Call, application: Application, part: Part): boolean {
  if (isReader(call, application)) return true;
  const { publisher, district, submittedAt, acceptedAt } = part;
  const target = { bodyId: publisher.id, district };
  if (!can(call.actor, 'application.read', target)) return false;
  return call.actor.bodyId === null ? submittedAt !== null : acceptedAt !== null;
}
export const isReader = ({ actor }: Call, { ownerId, organisationId }: Application): boolean =>
  (actor.role === 'person' || actor.role === 'organisation-member') &&
  can(actor, 'application.read', { ownerId, organisationId });

/** As much of an application as the caller may see; throws `not-found` when that is nothing. */
export function known(call: Call, application: Application | undefined): Application {
  const parts = application?.parts.filter((part) => mayRead(call, application, part)) ?? [];
  if (!application || parts.length === 0) throw new Problem('not-found');
  return { ...application, parts };
}

/** Of the review, or of considering it again; a review that was reopened has its whole time again. */
export function reviewClock(call: Call, part: Part): ApplicationPartView['clock'] {
  const { acceptedAt, decidedAt, pauses, reconsiderations } = part;
  const { clock, profile } = call.services;
  if (acceptedAt === null || part.state === 'withdrawn') return null;
  const now = clock.now();
  const again = reconsiderations.at(-1);
  if (again?.answer === null && part.state !== 'rejected')
    return pausedClockView(profile.clocks.reconsideration, {
      ...{ startedAt: new Date(again.at), now, stoppedAt: null, pauses: [], pausesCount: false },
    });
  const reopened = reconsiderations.findLast(({ answer }) => answer?.upheld === false)?.answer?.at;
  return pausedClockView(profile.clocks.applicationReview, {
    startedAt: reopened === undefined ? acceptedAt : new Date(reopened),
    now,
    stoppedAt: decidedAt,
    pauses,
    pausesCount: profile.applications.reviewPauses,
  });
}

export const eventsFor = (call: Call, application: Application, part: Part): PartEvent[] =>
  permitted(applicationPartMachine, partThing(call, application, part, GIVEN), call.actor);

const withdrawn = ({ state }: Part): boolean => state === 'withdrawn';

/** Runs while nobody has taken it in or declined it. */
export function intakeClock({ services }: Call, { parts, submittedAt }: Application): ClockView | null {
  if (submittedAt === null || !parts.some(({ state }) => state === 'submitted')) return null;
  return clockView(services.profile.clocks.applicationIntake, submittedAt, services.clock.now());
}

function answerClock({ services }: Call, { parts, submittedAt }: Application): ClockView | null {
  if (submittedAt === null || parts.every(withdrawn)) return null;
  const answers = parts.flatMap(({ answeredAt }) => answeredAt ?? []);
  const first = answers.length === 0 ? null : new Date(Math.min(...answers.map((at) => at.getTime())));
  return clockView(services.profile.clocks.firstAnswer, submittedAt, services.clock.now(), first);
}

export const viewSummary = (call: Call, application: Application): ApplicationSummary => ({
  id: application.id,
  code: application.code,
  state: applicationState(application.parts.map(({ state }) => state)),
  applicant: application.applicant,
  isOrganisation: application.organisationId !== null,
  createdAt: application.createdAt.toISOString(),
  submittedAt: iso(application.submittedAt),
  intakeClock: intakeClock(call, application),
  answerClock: answerClock(call, application),
  parts: application.parts.map(({ dataset, publisher, state }) => ({ dataset, publisher, state })),
});

/** What the whole application lets the caller do. */
export function abilities(call: Call, application: Application): Record<string, boolean> {
  const next = new Set(application.parts.flatMap((part) => eventsFor(call, application, part)));
  return Object.fromEntries([...INTAKE_EVENTS, 'save' as const].map((event) => [event, next.has(event)]));
}

export function viewPart(
  call: Call,
  application: Application,
  part: Part,
  entry: ListEntry,
): ApplicationPartView {
  const next = eventsFor(call, application, part);
  const { opinion, opinionByName } = part;
  const isWritten = part.state === 'draft' || part.state === 'declined';
  const seen = isWritten ? entry : part.conditions;
  const { id, dataset, publisher, state, terms, offered, reasons, dialogue, agreementId } = part;
  const reconsiderations = part.reconsiderations.map(({ deciders: _d, ...shown }) => shown);
  return {
    ...{ id, dataset, publisher, state, terms, offered, reasons, dialogue, agreementId, reconsiderations },
    escalatedAt: iso(part.escalatedAt),
    conditions: [...seen.conditions],
    materials: [...seen.materials],
    fields: entry.fields.map(({ name, label }) => ({ name, label })),
    // What is proposed is the publisher's own until somebody has decided.
    opinion: opinion && !isReader(call, application) ? { ...opinion, by: opinionByName ?? '' } : null,
    submittedAt: iso(part.submittedAt),
    acceptedAt: iso(part.acceptedAt),
    decidedAt: iso(part.decidedAt),
    clock: reviewClock(call, part),
    can: Object.fromEntries(applicationPartMachine.events.map((event) => [event, next.includes(event)])),
  };
}
