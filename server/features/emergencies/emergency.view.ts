import { can } from '../../../rules/access/permissions.ts';
import type { EmergencyNotice, EmergencyView } from '../../../rules/emergencies/emergencies.operations.ts';
import { emergencyMachine, type EmergencyThing } from '../../../rules/emergencies/emergency.machine.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { Emergency } from './emergency.queries.ts';

export const thingOf = (
  { state, declaredById, until }: Emergency,
  { services }: Call,
  said: readonly string[] = [],
): EmergencyThing => ({
  state,
  declaredBy: declaredById,
  hasTimeLeft: services.clock.now() < until,
  isProvided: services.profile.emergencyOpening !== null,
  said,
});

/** The opening for whoever may know of it before the public does. */
export function known(emergency: Emergency | undefined, { actor }: Call): Emergency {
  if (!emergency || !can(actor, 'emergency.read')) throw new Problem('not-found');
  return emergency;
}

/** What anyone reads: nobody is named in it. */
export function noticeOf(emergency: Emergency, { services }: Call): EmergencyNotice {
  const { code, state, title, reason, from, until, forEveryone, datasets, endedAt, review } = emergency;
  const now = services.clock.now();
  return {
    ...{ code, state, title, reason, forEveryone, datasets, review },
    isOpen: state === 'open' && from <= now && now < until,
    from: from.toISOString(),
    until: until.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export function viewOf(emergency: Emergency, call: Call): EmergencyView {
  const { id, users, declaredBy, confirmedBy, reasons, reviewedBy } = emergency;
  const next: string[] = permitted(emergencyMachine, thingOf(emergency, call, ['-']), call.actor);
  return {
    ...noticeOf(emergency, call),
    ...{ id, users, declaredBy, confirmedBy, reasons, reviewedBy },
    declaredAt: emergency.declaredAt.toISOString(),
    confirmedAt: emergency.confirmedAt?.toISOString() ?? null,
    clock: reviewClock(emergency, call),
    can: Object.fromEntries(emergencyMachine.events.map((event) => [event, next.includes(event)])),
  };
}

/** null until it has ended. */
function reviewClock({ confirmedAt, endedAt, reviewedAt }: Emergency, { services }: Call) {
  if (confirmedAt === null || endedAt === null) return null;
  return clockView(services.profile.clocks.emergencyReview, endedAt, services.clock.now(), reviewedAt);
}
