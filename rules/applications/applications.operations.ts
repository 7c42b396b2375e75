import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { Abilities, ByDataset, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { Finding } from '../findings/finding.schema.ts';
import { GrantTerms } from '../grants/grant-terms.schema.ts';
import { LARGEST_LICENCE } from '../organisations/licence.ts';
import { PausedClockView } from '../time/paused-clock.ts';
import { ClockView } from '../time/working-clock.ts';
import { INTAKE_EVENTS, PART_STATES, REVIEW_EVENTS } from './application-part.machine.ts';
import { APPLICATION_STATES } from './application-state.ts';
import { Reconsideration, Said } from './dialogue.schema.ts';
import {
  ApplicationContent,
  ApplicationInput,
  AskedTerms,
  GROUNDS,
  Material,
  Opinion,
  Reason,
} from './application.schema.ts';

const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

/** One dataset of an application, as far as the caller may see it. */
export const ApplicationPartView = Type.Object({
  id: Type.String(),
  dataset: Named,
  publisher: Named,
  state: Literals(PART_STATES),
  terms: AskedTerms,
  /** What the publisher offers instead; null unless it does. */
  offered: Nullable(GrantTerms),
  /** As they were when the application was sent. */
  conditions: Type.Array(Type.String()),
  materials: Type.Array(Type.String()),
  /** Every field that the dataset has, for choosing. */
  fields: Type.Array(Type.Object({ name: Type.String(), label: Type.String() })),
  /** Only for those who review it. */
  opinion: Nullable(Type.Object({ ...Opinion.properties, by: Type.String() })),
  /** Why it was declined, rejected or granted narrower; all at once. */
  reasons: Type.Array(Reason),
  /** What publisher and applicant asked and answered, oldest first. */
  dialogue: Type.Array(Said),
  /** Of a rejection, by the body and by the authority, oldest first. */
  reconsiderations: Type.Array(Type.Omit(Reconsideration, ['deciders'])),
  /** When the authority was told that it is overdue. */
  escalatedAt: Nullable(Type.String()),
  submittedAt: Nullable(Type.String()),
  acceptedAt: Nullable(Type.String()),
  decidedAt: Nullable(Type.String()),
  /** Of the publisher's review; null before intake. */
  clock: Nullable(PausedClockView),
  agreementId: Nullable(Type.String()),
  can: Abilities,
});
export type ApplicationPartView = Static<typeof ApplicationPartView>;

const summary = {
  id: Type.String(),
  code: Type.String(),
  state: Literals(APPLICATION_STATES),
  applicant: Type.String(),
  isOrganisation: Type.Boolean(),
  createdAt: Type.String(),
  submittedAt: Nullable(Type.String()),
  /** Of the intake; null before it was sent and after intake. */
  intakeClock: Nullable(ClockView),
  /** From the sending to the first answer. */
  answerClock: Nullable(ClockView),
};

export const ApplicationSummary = Type.Object({
  ...summary,
  parts: Type.Array(Type.Object({ dataset: Named, publisher: Named, state: Literals(PART_STATES) })),
});
export type ApplicationSummary = Static<typeof ApplicationSummary>;

export const ApplicationView = Type.Object({
  ...summary,
  content: ApplicationContent,
  materials: Type.Array(Material),
  parts: Type.Array(ApplicationPartView),
  /** What is missing or worth noticing, while it is written and while it is taken in. */
  findings: Type.Array(Finding),
  revision: Type.Integer(),
  history: Type.Array(HistoryItem),
  can: Abilities,
});
export type ApplicationView = Static<typeof ApplicationView>;

/** How a like request was decided; nothing in it tells who asked. */
export const Precedent = Type.Object({
  code: Type.String(),
  dataset: Named,
  sameDataset: Type.Boolean(),
  sameScenario: Type.Boolean(),
  state: Literals(PART_STATES),
  reasons: Type.Array(Reason),
  decidedAt: Type.String(),
});
export type Precedent = Static<typeof Precedent>;

/** A dataset with which what is asked for can be put together, and by which of the asked fields. */
export const Combination = Type.Object({
  dataset: Type.Object({ code: Type.String(), name: Type.String() }),
  /** The applicant holds it already; else it is open to anyone. */
  held: Type.Boolean(),
  fields: Type.Array(Type.String()),
});
export type Combination = Static<typeof Combination>;

/** What stands beside a request while it is reviewed (`xz-19`). */
export const PartStudy = Type.Object({
  /** Of the dataset: level by dimension. */
  grade: Type.Record(Type.String(), Type.String()),
  precedents: Type.Array(Precedent),
  /** The applicant's earlier parts by how they ended. */
  record: Type.Record(Type.String(), Type.Integer()),
  combinations: Type.Array(Combination),
});
export type PartStudy = Static<typeof PartStudy>;

/** What became of applications at one publisher, of those that were sent. */
export const ApplicationFigure = Type.Object({
  publisher: Named,
  submitted: Type.Integer(),
  approved: Type.Integer(),
  rejected: Type.Integer(),
  declined: Type.Integer(),
  underWay: Type.Integer(),
  /** Working days from the sending to the first answer, on average; null without an answer. */
  answerDays: Nullable(Type.Number()),
  /** How often a ground was named in a rejection. */
  grounds: Type.Array(Type.Object({ ground: Literals(GROUNDS), count: Type.Integer() })),
});
export type ApplicationFigure = Static<typeof ApplicationFigure>;

const tag = 'Applications';
const reasons = Type.Array(Type.String({ minLength: 2, maxLength: 2000 }), { maxItems: 50, default: [] });

export const listApplications = operation({
  id: 'listApplications',
  method: 'GET',
  path: '/applications',
  summary: 'Applications for conditional data that the caller may see, newest first (xz-18)',
  tag,
  query: Type.Object({ state: Type.Optional(Literals(PART_STATES)), ...PageQuery }),
  response: Page(ApplicationSummary),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getApplication = operation({
  id: 'getApplication',
  method: 'GET',
  path: '/applications/{id}',
  summary:
    'An application: where each part is, who must act and by when, what is missing, its history (xz-19)',
  tag,
  params: ById,
  response: ApplicationView,
  problems: ['not-found'],
});

export const createApplication = operation({
  id: 'createApplication',
  method: 'POST',
  path: '/applications',
  summary: 'Begin an application for conditional datasets of one or several publishers, as a draft (xz-18)',
  tag,
  body: Type.Object(
    { datasets: Type.Array(ByDataset.properties.id, { minItems: 1, maxItems: 20 }) },
    { additionalProperties: false },
  ),
  response: ApplicationView,
  status: 201,
  problems: ['not-permitted'],
});

export const saveApplication = operation({
  id: 'saveApplication',
  method: 'PUT',
  path: '/applications/{id}',
  summary: 'Write a draft, or complete what was declined; `revision` is the one that was read',
  tag,
  params: ById,
  body: Type.Object(
    { ...ApplicationInput.properties, revision: Type.Integer() },
    { additionalProperties: false },
  ),
  response: ApplicationView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile'],
});

export const stepApplication = operation({
  id: 'stepApplication',
  method: 'POST',
  path: '/applications/{id}/{event}',
  summary:
    'Send or withdraw an application; take it in, or decline it with all that is missing at once (xz-19)',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(INTAKE_EVENTS) }),
  body: Type.Object({ reasons }, { additionalProperties: false }),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'incomplete-application',
    'own-application',
    'agreement-signed',
  ],
});

export const prepareOpinion = operation({
  id: 'prepareOpinion',
  method: 'POST',
  path: '/application-parts/{id}/opinion',
  summary:
    'Propose a decision on one dataset of an application: approve, offer less, or reject with all reasons',
  tag,
  params: ById,
  body: Opinion,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'own-application'],
});

export const stepApplicationPart = operation({
  id: 'stepApplicationPart',
  method: 'POST',
  path: '/application-parts/{id}/{event}',
  summary:
    'Ask the applicant or answer; decide as proposed or return the opinion; take a narrower offer or send it back once',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(REVIEW_EVENTS) }),
  body: Type.Object({ reasons }, { additionalProperties: false }),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'own-application',
    'opinion-missing',
    'sent-back-once',
    'already-exists',
    'not-due-yet',
    'reminded-today',
    'reconsidered-once',
    'body-first',
    'decided-before',
  ],
});

export const studyApplicationPart = operation({
  id: 'studyApplicationPart',
  method: 'GET',
  path: '/application-parts/{id}/study',
  summary:
    'What a review looks at: grade, decisions on like requests, the applicant’s record, what can be combined',
  tag,
  params: ById,
  response: PartStudy,
  problems: ['not-permitted', 'not-found'],
});

export const listMaterials = operation({
  id: 'listMaterials',
  method: 'GET',
  path: '/application-materials',
  summary: 'The caller’s own documents for applications, newest first',
  tag,
  response: Type.Object({ items: Type.Array(Material) }),
  problems: ['not-permitted'],
});

export const addMaterial = operation({
  id: 'addMaterial',
  method: 'POST',
  path: '/application-materials',
  summary:
    'Add a document, in base64; what it is is told from its bytes, and the same one again is kept once',
  tag,
  body: Type.Object(
    {
      kind: Type.String({ minLength: 1, maxLength: 500 }),
      fileName: Type.String({ minLength: 1, maxLength: 200 }),
      validUntil: Nullable(Type.String({ format: 'date' })),
      content: Type.String({ maxLength: Math.ceil(LARGEST_LICENCE / 3) * 4 + 4 }),
    },
    { additionalProperties: false },
  ),
  response: Material,
  status: 201,
  problems: ['not-permitted', 'unsupported-format', 'too-large'],
});

export const downloadMaterial = operation({
  id: 'downloadMaterial',
  method: 'GET',
  path: '/application-materials/{id}',
  summary: 'A document as it was sent, for its applicant and those who review an application with it',
  tag,
  params: ById,
  response: Download,
  problems: ['not-found'],
});

export const getApplicationFigures = operation({
  id: 'getApplicationFigures',
  method: 'GET',
  path: '/application-figures',
  summary:
    'How many applications each publisher had, how long answers took, how often and why they were refused',
  tag,
  response: Type.Object({ items: Type.Array(ApplicationFigure) }),
  problems: [],
});
