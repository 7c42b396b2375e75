import { reachOf } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import { USE_REPORT_STATES, useReportMachine } from '../../../rules/use-reports/use-report.machine.ts';
import { uncited, unsaid, type UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import type {
  answerSuggestion,
  decideUseReport,
  fileUseReport,
  getUseReport,
  listUseReports,
} from '../../../rules/use-reports/use-reports.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { letGrantGo, measuredUse } from '../grants/index.ts';
import { replaceSuggestions, saveAnswer, suggestionsOf } from './suggestion.queries.ts';
import { findReport, lockReport, reportsIn, saveReport, type UseReport } from './use-report.queries.ts';
import { citationOf, eventsFor, known, summary, thingOf, view } from './use-report.view.ts';

/** Of a data user their own or their organisation's, of a body those on its data, else all. */
export const list: UseCase<typeof listUseReports> = async (call, { limit, cursor, state }) => {
  const { actor, services } = call;
  const { accountId, organisationId } = actor;
  const isOwn = reachOf(actor, 'use-report.read') === 'own';
  if (isOwn) permit(actor, 'use-report.read', { ownerId: accountId, organisationId });
  const scope = isOwn ? { bodyId: null, district: null } : scopeOf(actor, 'use-report.read');
  const of = isOwn ? { accountId, organisationId } : null;
  const states = state ? [state] : USE_REPORT_STATES;
  const { items, total } = await reportsIn(services.db, {
    ...{ ...scope, of, states, limit, after: idAfter(cursor) },
  });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => summary(call, each)), total, totalIsEstimate: false, next };
};

export const get: UseCase<typeof getUseReport> = async (call, { id }) => {
  const { db } = call.services;
  const report = known(call, await findReport(db, id));
  const suggestions = await suggestionsOf(db, id);
  return view(call, report, { suggestions, history: await historyOf(db, 'use-report', [id]) });
};

export const file: UseCase<typeof fileUseReport> = async (call, { id, ...content }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { clock, newId } = call.services;
    const report = known(call, await lockReport(trx, id));
    const lacks = lackingIn(call, content);
    const sourceless = sourcelessIn(call, report, content);
    const said = { isComplete: lacks.length === 0, isCited: sourceless.length === 0, reasons: [] };
    const outcome = step(useReportMachine, thingOf(call, report, said), 'file', call.actor);
    const isUnsaid =
      !outcome.ok && (outcome.code === 'incomplete-report' || outcome.code === 'outcome-uncited');
    if (!outcome.ok) throw refusal(outcome, isUnsaid ? { errors: [...lacks, ...sourceless] } : {});
    const filed: UseReport = {
      ...{ ...report, content, state: outcome.state, filedBy: call.actor.accountId, filedAt: clock.now() },
      measured: await measuredUse(trx, report.grantId, report.period),
    };
    await saveReport(trx, { ...filed, decidedBy: null });
    await replaceSuggestions(
      trx,
      id,
      content.suggestions.map((each) => ({ ...each, id: newId() })),
    );
    const act = { action: 'use-report.file', thing: 'use-report', thingId: id, provision: outcome.basis };
    await recordEvent(trx, call, { ...act, data: { code: report.code } });
    return { id, state: outcome.state, provision: outcome.basis, next: eventsFor(call, filed) };
  });

const lackingIn = ({ t }: Call, content: UseReportContent): FieldError[] => [
  ...unsaid(content).map((part) => ({
    pointer: `/${part}`,
    detail: t('use-report.lacks', { part: t(`use-report.${part}`) }),
  })),
  ...(content.fields.length === 0 ? [{ pointer: '/fields', detail: t('use-report.lacks-fields') }] : []),
];

const sourcelessIn = (call: Call, report: UseReport, { outcomes }: UseReportContent): FieldError[] =>
  uncited(outcomes, { dataset: report.dataset, publisher: report.publisher.name }).map((place) => ({
    pointer: `/outcomes/${place}/citation`,
    detail: call.t('use-report.uncited', {
      ...{ title: outcomes[place]?.title ?? '', citation: citationOf(call, report) },
    }),
  }));

export const decide: UseCase<typeof decideUseReport> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const report = known(call, await lockReport(trx, id));
    const said = { isComplete: true, isCited: true, reasons };
    const outcome = step(useReportMachine, thingOf(call, report, said), event, call.actor);
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw refusal(outcome, { errors: [{ pointer: '/reasons', detail: call.t('use-report.no-reasons') }] });
    if (!outcome.ok) throw refusal(outcome);
    const { state, basis } = outcome;
    const at = call.services.clock.now();
    const decided: UseReport = {
      ...{ ...report, state, reasons, decidedAt: at },
      dueSince: event === 'return' ? at : report.dueSince,
    };
    await saveReport(trx, { ...decided, decidedBy: call.actor.accountId });
    if (event === 'accept') {
      const reason = call.t('use-report.accepted-reason', { code: report.code });
      await letGrantGo(trx, call, { grantId: report.grantId, thingId: id, reason });
    }
    await recordEvent(trx, call, {
      ...{ action: `use-report.${event}`, thing: 'use-report', thingId: id, provision: basis, reasons },
      data: { code: report.code },
    });
    return { id, state, provision: basis, next: eventsFor(call, decided) };
  });

export const answer: UseCase<typeof answerSuggestion> = async (call, { id, suggestionId, ...said }) =>
  call.services.db.transaction().execute(async (trx) => {
    const report = known(call, await lockReport(trx, id));
    permit(call.actor, 'use-report.answer', { bodyId: report.publisher.id });
    const isOf = (each: { id: string }): boolean => each.id === suggestionId;
    if (!(await suggestionsOf(trx, id)).some(isOf)) throw new Problem('not-found');
    const made = { id: suggestionId, reportId: id, answer: said.answer, by: call.actor.accountId };
    if (!(await saveAnswer(trx, { ...made, at: call.services.clock.now() })))
      throw new Problem('wrong-state');
    await recordEvent(trx, call, {
      ...{ action: 'use-report.answer', thing: 'use-report', thingId: id, provision: 'xz-29' },
      data: { code: report.code, suggestionId },
    });
    const answered = (await suggestionsOf(trx, id)).find(isOf);
    if (!answered) throw new Problem('internal');
    return answered;
  });
