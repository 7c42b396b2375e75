import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { MeasuredUse } from './measured-use.schema.ts';
import { SUGGESTION_KINDS, UseReportContent } from './use-report.schema.ts';
import { USE_REPORT_STATES } from './use-report.machine.ts';

const REPORT_DECISIONS = ['accept', 'return'] as const;

const State = Literals(USE_REPORT_STATES);
const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

export const UseReportSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: State,
  grantId: Type.String(),
  /** The organisation, or the person, that uses the data. */
  holder: Type.String(),
  dataset: Named,
  publisher: Named,
  period: Type.Object({ number: Type.Integer(), from: Type.String(), until: Type.String() }),
  /** Until it is filed. */
  clock: ClockView,
  filedAt: Nullable(Type.String()),
  /** It is late and the grant is restricted for it. */
  restricts: Type.Boolean(),
});
export type UseReportSummary = Static<typeof UseReportSummary>;

const SuggestionView = Type.Object({
  id: Type.String(),
  kind: Literals(SUGGESTION_KINDS),
  words: Type.String(),
  answer: Nullable(Type.String()),
  answeredBy: Nullable(Type.String()),
  answeredAt: Nullable(Type.String()),
});
export type SuggestionView = Static<typeof SuggestionView>;

export const UseReportView = Type.Object({
  ...UseReportSummary.properties,
  /** As it was when the report was filed; as it is now before that. */
  measured: MeasuredUse,
  /** Before it is filed: what of it can be known already. */
  content: UseReportContent,
  suggestions: Type.Array(SuggestionView),
  /** Why it was returned. */
  reasons: Type.Array(Type.String()),
  filedBy: Nullable(Type.String()),
  /** How an outcome names its source. */
  citation: Type.String(),
  history: Type.Array(HistoryItem),
  can: Abilities,
});
export type UseReportView = Static<typeof UseReportView>;

const tag = 'Use reports';

export const listUseReports = operation({
  id: 'listUseReports',
  method: 'GET',
  path: '/use-reports',
  summary: 'Reports on the use of data: of a data user their own, of a body those on its data, newest first',
  tag,
  query: Type.Object({ ...PageQuery, state: Type.Optional(State) }),
  response: Page(UseReportSummary),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getUseReport = operation({
  id: 'getUseReport',
  method: 'GET',
  path: '/use-reports/{id}',
  summary:
    'A report on use: what the platform measured, what the data user says, suggestions and their answers',
  tag,
  params: ById,
  response: UseReportView,
  problems: ['not-found'],
});

export const fileUseReport = operation({
  id: 'fileUseReport',
  method: 'PUT',
  path: '/use-reports/{id}',
  summary: 'File a report on use; all that is missing is said at once, and outcomes must cite their sources',
  tag,
  params: ById,
  body: UseReportContent,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'incomplete-report', 'outcome-uncited'],
});

export const decideUseReport = operation({
  id: 'decideUseReport',
  method: 'POST',
  path: '/use-reports/{id}/{event}',
  summary: 'Accept a report on use, which ends the restriction for its being late, or return it with reasons',
  tag,
  params: Type.Object({ id: Id, event: Literals(REPORT_DECISIONS) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 1, maxLength: 4000 }), { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes'],
});

export const answerSuggestion = operation({
  id: 'answerSuggestion',
  method: 'POST',
  path: '/use-reports/{id}/suggestions/{suggestionId}/answer',
  summary: 'Answer a suggestion that a report on use carries: by the publisher of the data, once',
  tag,
  params: Type.Object({ id: Id, suggestionId: Id }),
  body: Type.Object(
    { answer: Type.String({ minLength: 2, maxLength: 2000 }) },
    { additionalProperties: false },
  ),
  response: SuggestionView,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});
