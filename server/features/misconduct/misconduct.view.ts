import { can } from '../../../rules/access/permissions.ts';
import type { Actor } from '../../../rules/access/roles.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import {
  misconductMachine,
  type MisconductEvent,
  type MisconductThing,
} from '../../../rules/misconduct/misconduct.machine.ts';
import type { MisconductSummary, MisconductView } from '../../../rules/misconduct/misconduct.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import type { Call } from '../../context.ts';
import type { Misconduct } from './misconduct.queries.ts';

/** What a step brings with it; while asked for abilities, all of it is taken as given. */
export type Said = Pick<MisconductThing, 'isGrounded' | 'hasTerm' | 'isServed' | 'reasons'>;
const ALL_SAID: Said = { isGrounded: true, hasTerm: true, isServed: false, reasons: ['-'] };

const appealOf = ({
  appealedAt,
  appealDecidedAt,
}: Pick<Misconduct, 'appealedAt' | 'appealDecidedAt'>): MisconductThing['appeal'] => {
  if (appealedAt === null) return 'none';
  return appealDecidedAt === null ? 'open' : 'answered';
};

export function thingOf(record: Misconduct, actor: Actor, said: Said = ALL_SAID): MisconductThing {
  const { state, ownerId, organisationId, publisher, district, reporterId, interested } = record;
  const running = record.measures.filter(({ endedAt }) => endedAt === null);
  return {
    ...{ state, ownerId, organisationId, district, reporterId, interested },
    bodyId: publisher?.id ?? null,
    recordedBy: record.recordedBy,
    isMeasured: running.some(({ bodyId }) => bodyId === actor.bodyId),
    hasNotice: record.notice !== null,
    appeal: appealOf(record),
    ...said,
  };
}

export const eventsFor = (record: Misconduct, actor: Actor): MisconductEvent[] =>
  permitted(misconductMachine, thingOf(record, actor), actor);

/** The record, where the caller may know of it; throws `not-found`. */
export function known(call: Call, record: Misconduct | undefined): Misconduct {
  if (!record || !can(call.actor, 'misconduct.read', misconductMachine.target(thingOf(record, call.actor))))
    throw new Problem('not-found');
  return record;
}

export function clockOf({ services }: Call, record: Misconduct): ClockView | null {
  const { misconduct, misconductAppeal } = services.profile.clocks;
  const now = services.clock.now();
  const { appealedAt, appealDecidedAt, reportedAt, decidedAt } = record;
  if (appealedAt !== null) return clockView(misconductAppeal, appealedAt, now, appealDecidedAt);
  return clockView(misconduct, reportedAt, now, decidedAt);
}

export const dataUserOf = ({ organisation, person, reported }: Misconduct): string =>
  organisation ?? person ?? reported.dataUser;

export const summary = (call: Call, record: Misconduct): MisconductSummary => ({
  ...{ id: record.id, code: record.code, state: record.state },
  dataUser: dataUserOf(record),
  ...{ dataset: record.dataset, publisher: record.publisher, ground: record.ground },
  appeal: appealOf(record),
  reportedAt: record.reportedAt.toISOString(),
  clock: clockOf(call, record),
});

/** Whoever is concerned learns what was found and done, not who reported it or in which words. */
export function view(call: Call, record: Misconduct, history: HistoryItem[]): MisconductView {
  const { reported, reporter, article, reasons, appealWords, appealAnswer, notice, measures } = record;
  const { actor } = call;
  const isConcerned = actor.role === 'person' || actor.role === 'organisation-member';
  const examines = can(actor, 'misconduct.examine');
  const next = eventsFor(record, actor);
  return {
    ...summary(call, record),
    words: isConcerned ? null : reported.words,
    link: isConcerned ? null : reported.link,
    reporter: examines ? reporter : null,
    ...{ article, reasons, appealWords, appealAnswer, notice },
    measures: measures.map(({ id, kind, publisher, reason, until, takenAt, endedAt }) => ({
      ...{ id, kind, publisher, reason, until },
      takenAt: takenAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    })),
    history: isConcerned ? [] : history.filter(({ action }) => examines || action !== 'misconduct.report'),
    can: Object.fromEntries(misconductMachine.events.map((event) => [event, next.includes(event)])),
  };
}
