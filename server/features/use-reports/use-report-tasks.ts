import { can, reachOf } from '../../../rules/access/permissions.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { UseReportEvent, UseReportState } from '../../../rules/use-reports/use-report.machine.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { openSuggestions } from './suggestion.queries.ts';
import { reportsIn, type UseReport } from './use-report.queries.ts';
import { clockOf, eventsFor } from './use-report.view.ts';

const MOST = 200;

/** Reports that the data user owes, from the end of their period on; those that the publisher answers, with what they suggest. */
export async function useReportTasks(call: Call): Promise<Task[]> {
  const { actor } = call;
  if (reachOf(actor, 'use-report.file') === 'own')
    return reportTasks(call, 'file-use-report', ['due', 'overdue', 'returned'], 'file');
  const { bodyId } = actor;
  if (bodyId === null || !can(actor, 'use-report.answer', { bodyId })) return [];
  return [
    ...(await reportTasks(call, 'decide-use-report', ['filed'], 'accept')),
    ...(await suggestionTasks(call, bodyId)),
  ];
}

async function reportTasks(
  call: Call,
  kind: 'file-use-report' | 'decide-use-report',
  states: readonly UseReportState[],
  doing: UseReportEvent,
): Promise<Task[]> {
  const { accountId, organisationId, bodyId } = call.actor;
  const isOwn = kind === 'file-use-report';
  const of = isOwn ? { accountId, organisationId } : null;
  const wanted = { of, bodyId: isOwn ? null : bodyId, district: null, states, limit: MOST, after: null };
  const { items } = await reportsIn(call.services.db, wanted);
  return items
    .filter((report) => eventsFor(call, report).includes(doing))
    .map((report) => ({
      ...{ kind, thingId: report.id, datasetId: report.dataset.id, title: report.dataset.name },
      notes: [isOwn ? report.publisher.name : report.holder, report.code],
      since: (isOwn ? report.dueSince : (report.filedAt ?? report.dueSince)).toISOString(),
      clock: isOwn ? clockOf(call, report) : answerClock(call, report.filedAt),
    }));
}

async function suggestionTasks(call: Call, bodyId: string): Promise<Task[]> {
  const open = await openSuggestions(call.services.db, bodyId);
  return open.map(({ reportId, code, dataset, since, count }) => ({
    ...{ kind: 'answer-suggestion', thingId: reportId, datasetId: dataset.id, title: dataset.name },
    notes: [call.t('use-report.suggestion-count', { count }), code],
    since: since.toISOString(),
    clock: answerClock(call, since),
  }));
}

const answerClock = ({ services }: Call, since: UseReport['filedAt']): Task['clock'] =>
  since && clockView(services.profile.clocks.useReportAnswer, since, services.clock.now());
