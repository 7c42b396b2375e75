import { can } from '../../../rules/access/permissions.ts';
import type { Actor } from '../../../rules/access/roles.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import {
  spotCheckMachine,
  type SpotCheckEvent,
  type SpotCheckThing,
} from '../../../rules/spot-checks/spot-check.machine.ts';
import type { SpotCheckSummary, SpotCheckView } from '../../../rules/spot-checks/spot-checks.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { SpotCheck } from './spot-check.queries.ts';

/** Runs until the data user has answered. */
export const clockOf = (
  { services }: Pick<Call, 'services'>,
  { openedAt, answeredAt }: Pick<SpotCheck, 'openedAt' | 'answeredAt'>,
): ClockView => clockView(services.profile.clocks.spotCheck, openedAt, services.clock.now(), answeredAt);

function isLate(call: Pick<Call, 'services'>, check: SpotCheck): boolean {
  const today = cityDay(call.services.clock.now());
  if (check.state === 'rectifying') return check.rectifyBy !== null && today > check.rectifyBy;
  return check.answeredAt === null && today > clockOf(call, check).dueOn;
}

/** What a step brings with it; while asked for abilities, all of it is taken as given. */
type Said = Pick<SpotCheckThing, 'isComplete' | 'isFound' | 'reasons'>;
const ALL_SAID: Said = { isComplete: true, isFound: true, reasons: ['-'] };

export function thingOf(call: Pick<Call, 'services'>, check: SpotCheck, said = ALL_SAID): SpotCheckThing {
  const { state, ownerId, organisationId, publisher, district } = check;
  const { openedRole, openedBodyId, interested } = check;
  return {
    ...{ state, ownerId, organisationId, district, openedRole, openedBodyId, interested },
    bodyId: publisher.id,
    isLate: isLate(call, check),
    ...said,
  };
}

export const eventsFor = (call: Call, check: SpotCheck, actor: Actor = call.actor): SpotCheckEvent[] =>
  permitted(spotCheckMachine, thingOf(call, check), actor);

/** The check, where the caller may know of it; throws `not-found`. */
export function known(call: Call, check: SpotCheck | undefined): SpotCheck {
  if (!check || !can(call.actor, 'spot-check.read', spotCheckMachine.target(thingOf(call, check))))
    throw new Problem('not-found');
  return check;
}

export const summary = (call: Call, check: SpotCheck): SpotCheckSummary => ({
  ...{ id: check.id, code: check.code, state: check.state, grantId: check.grantId },
  ...{ holder: check.holder, dataset: check.dataset, publisher: check.publisher },
  ...{ openedRole: check.openedRole, openedAt: check.openedAt.toISOString(), rectifyBy: check.rectifyBy },
  clock: clockOf(call, check),
});

/** The data user is not told how likely others were to be drawn. */
export function view(call: Call, check: SpotCheck, history: HistoryItem[]): SpotCheckView {
  const { reason, measured, answers, findings, rectification, reasons } = check;
  const next = eventsFor(call, check);
  return {
    ...summary(call, check),
    ...{ reason, measured, answers, findings, rectification, reasons, history },
    drawId: can(call.actor, 'spot-check.open', { bodyId: check.publisher.id }) ? check.drawId : null,
    can: Object.fromEntries(spotCheckMachine.events.map((event) => [event, next.includes(event)])),
  };
}
