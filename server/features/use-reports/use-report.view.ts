import { can } from '../../../rules/access/permissions.ts';
import type { Actor } from '../../../rules/access/roles.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { clockView, type ClockView } from '../../../rules/time/working-clock.ts';
import {
  useReportMachine,
  type UseReportEvent,
  type UseReportThing,
} from '../../../rules/use-reports/use-report.machine.ts';
import type { UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import type {
  SuggestionView,
  UseReportSummary,
  UseReportView,
} from '../../../rules/use-reports/use-reports.operations.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { measuredUse } from '../grants/index.ts';
import { formerContent, type UseReport } from './use-report.queries.ts';

type Clocked = Pick<UseReport, 'dueSince'> & Partial<Pick<UseReport, 'state' | 'filedAt'>>;

/** Runs until the report is filed. */
export function clockOf(
  { services }: Pick<Call, 'services'>,
  { dueSince, state, filedAt }: Clocked,
): ClockView {
  const isFiled = state === 'filed' || state === 'accepted';
  const stopped = isFiled ? (filedAt ?? null) : null;
  return clockView(services.profile.clocks.useReport, dueSince, services.clock.now(), stopped);
}

export const isLate = (call: Pick<Call, 'services'>, report: Clocked): boolean =>
  cityDay(call.services.clock.now()) > clockOf(call, report).dueOn;

/** What a step brings with it; while asked for abilities, all of it is taken as given. */
type Said = Pick<UseReportThing, 'isComplete' | 'isCited' | 'reasons'>;
const ALL_SAID: Said = { isComplete: true, isCited: true, reasons: ['-'] };

export function thingOf(call: Pick<Call, 'services'>, report: UseReport, said = ALL_SAID): UseReportThing {
  const { state, ownerId, organisationId, publisher, district, filedBy, interested } = report;
  return {
    ...{ state, ownerId, organisationId, district, filedBy, interested },
    bodyId: publisher.id,
    isLate: isLate(call, report),
    ...said,
  };
}

export const eventsFor = (call: Call, report: UseReport, actor: Actor = call.actor): UseReportEvent[] =>
  permitted(useReportMachine, thingOf(call, report), actor);

/** The report, where the caller may know of it; throws `not-found`. */
export function known(call: Call, report: UseReport | undefined): UseReport {
  if (!report || !can(call.actor, 'use-report.read', useReportMachine.target(thingOf(call, report))))
    throw new Problem('not-found');
  return report;
}

export const summary = (call: Call, report: UseReport): UseReportSummary => ({
  ...{ id: report.id, code: report.code, state: report.state, grantId: report.grantId },
  ...{ holder: report.holder, dataset: report.dataset, publisher: report.publisher, period: report.period },
  clock: clockOf(call, report),
  filedAt: report.filedAt?.toISOString() ?? null,
  restricts: report.restricts,
});

/** What can be known of a report before anybody has written it: what was agreed, and what was said the last time. */
async function prefilled(db: Reader, report: UseReport): Promise<UseReportContent> {
  const { part, fields } = report;
  const former = await formerContent(db, report);
  const agreed = { scenario: part?.scenario ?? '', safeguards: (part?.safeguards ?? []).join('\n') };
  const empty = { audience: '', businessModel: '', algorithms: '', benefits: '' };
  return { ...empty, ...agreed, ...former, fields, differs: '', outcomes: [], suggestions: [] };
}

export const citationOf = (
  { t }: Pick<Call, 't'>,
  { dataset, publisher }: Pick<UseReport, 'dataset' | 'publisher'>,
): string => t('use-report.citation', { publisher: publisher.name, name: dataset.name, code: dataset.code });

export async function view(
  call: Call,
  report: UseReport,
  found: { suggestions: SuggestionView[]; history: HistoryItem[] },
): Promise<UseReportView> {
  const { db } = call.services;
  const next = eventsFor(call, report);
  const answers = can(call.actor, 'use-report.answer', { bodyId: report.publisher.id });
  return {
    ...summary(call, report),
    measured: report.measured ?? (await measuredUse(db, report.grantId, report.period)),
    content: report.content ?? (await prefilled(db, report)),
    ...found,
    reasons: report.reasons,
    filedBy: report.filedByName,
    citation: citationOf(call, report),
    can: {
      ...Object.fromEntries(useReportMachine.events.map((event) => [event, next.includes(event)])),
      answer: answers && found.suggestions.some(({ answer }) => answer === null),
    },
  };
}
