import { data, redirect, type RouterContextProvider } from 'react-router';
import type { Stepped } from '../../../rules/api/views.ts';
import type { Port } from '../../../rules/api/port.ts';
import { getCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import { stepDataset, STEP_EVENTS } from '../../../rules/datasets/datasets.operations.ts';
import {
  getDraft,
  makeStatic,
  prepareListChange,
  saveDraft,
  type DraftView,
} from '../../../rules/datasets/drafts.operations.ts';
import { fillIn } from '../../../rules/datasets/proposals.ts';
import { getProposals } from '../../../rules/datasets/proposals.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { getDatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import {
  discardVersion,
  publishVersion,
  releaseVersion,
} from '../../../rules/versions/versions.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { bindSameNames, entryFromForm, sameEntry, takeProposals } from './entry-form.ts';
import { actOnGrading, GRADING_INTENTS, gradingPath } from './grading-actions.ts';

/** What the page needs to go on after an act: the problem with what was written, or the new revision. */
export interface DraftAnswer {
  problem?: ProblemView;
  /** What was sent: nothing of it is lost. */
  entry?: ListEntry;
  revision?: number;
  savedAt?: string;
}

const INTENTS = [
  'save',
  'autosave',
  'bind',
  'fill',
  'take-proposals',
  'prepare',
  'make-static',
  'release',
  'publish',
  'discard',
  ...GRADING_INTENTS,
  ...STEP_EVENTS,
] as const;
type Intent = (typeof INTENTS)[number];

/** One act on a dataset in work; answers a redirect when done, else what went wrong beside what was written. */
export async function actOnDraft(
  context: Readonly<RouterContextProvider>,
  id: string,
  request: Request,
): Promise<Response | ReturnType<typeof data<DraftAnswer>>> {
  const { port } = pageOf(context);
  const form = await request.formData();
  const intent = choiceOf(form, 'intent', INTENTS);
  switch (intent) {
    case 'release':
    case 'publish':
    case 'discard':
      return answer(stepVersion(port, form, intent), `${pathOf(id)}?done=${intent}#version`);
    case 'suspend':
    case 'resume':
    case 'withdraw':
      return answer(
        port.call(stepDataset, { id, event: intent, reason: textOf(form, 'reason') }),
        `${pathOf(id)}?done=${intent}`,
      );
    case 'review':
    case 'consent':
    case 'revoke-consent':
      return answer(actOnGrading(port, id, form, intent), gradingPath(id, form, intent));
    case 'autosave':
      return keep(port, id, form);
    case 'prepare':
      return answer(prepare(port, id, form), preparedPath, form);
    case 'make-static':
      return answer(port.call(makeStatic, { id, reason: textOf(form, 'reason') }), preparedPath);
    default:
      return answer(save(port, id, form, intent), `${pathOf(id)}?done=saved#${placeAfter(intent)}`, form);
  }
}

/** What was pressed is in sight again. */
const placeAfter = (intent: Intent | null): string => (intent === 'take-proposals' ? 'grade' : 'entry');

const pathOf = (id: string): string => `/console/datasets/${id}`;
const preparedPath = ({ workOrderId }: { workOrderId: string }): string =>
  `/console/work-orders/${workOrderId}?done=prepared`;

async function answer<T>(
  asked: Promise<T>,
  to: string | ((done: T) => string),
  form: FormData | null = null,
): Promise<Response | ReturnType<typeof data<DraftAnswer>>> {
  const done = await attempt(asked);
  if (done.ok) return redirect(typeof to === 'string' ? to : to(done.value), 303);
  const { problem } = done;
  return data({ problem, ...(form && { entry: entryFromForm(form) }) }, { status: problem.status });
}

function stepVersion(port: Port, form: FormData, event: 'release' | 'publish' | 'discard'): Promise<Stepped> {
  const id = textOf(form, 'versionId');
  if (event === 'release') return port.call(releaseVersion, { id, reason: textOf(form, 'reason') });
  return port.call(event === 'publish' ? publishVersion : discardVersion, { id });
}

async function save(port: Port, id: string, form: FormData, intent: Intent | null): Promise<DraftView> {
  const revision = integerOf(form, 'revision') ?? 0;
  return port.call(saveDraft, { id, revision, entry: await filledIn(port, id, form, intent) });
}

/** What was written, with what one press fills in. */
async function filledIn(port: Port, id: string, form: FormData, intent: Intent | null): Promise<ListEntry> {
  const entry = entryFromForm(form);
  if (intent === 'bind') return bound(port, id, entry);
  if (intent === 'fill') return filled(port, id, entry, new Set(form.getAll('fill')));
  if (intent !== 'take-proposals') return entry;
  const { proposals } = await port.call(getDatasetGrading, { id });
  return takeProposals(entry, proposals);
}

async function filled(
  port: Port,
  id: string,
  entry: ListEntry,
  chosen: ReadonlySet<FormDataEntryValue>,
): Promise<ListEntry> {
  const { items } = await port.call(getProposals, { id });
  return fillIn(
    entry,
    items.filter(({ pointer }) => chosen.has(pointer)),
  );
}

async function bound(port: Port, id: string, entry: ListEntry): Promise<ListEntry> {
  const { catalogueEntryId } = await port.call(getDraft, { id });
  if (catalogueEntryId === null) return entry;
  const { fields } = await port.call(getCatalogueEntry, { id: catalogueEntryId });
  return bindSameNames(entry, fields);
}

/** Keeps what was written without leaving the page. */
async function keep(port: Port, id: string, form: FormData): Promise<ReturnType<typeof data<DraftAnswer>>> {
  const kept = await attempt(save(port, id, form, null));
  if (!kept.ok) return data({ problem: kept.problem }, { status: 200 });
  return data({ revision: kept.value.revision, savedAt: new Date().toISOString() });
}

/** Keeps what was written, then hands it on. */
async function prepare(port: Port, id: string, form: FormData): Promise<{ workOrderId: string }> {
  const draft = await port.call(getDraft, { id });
  if (!sameEntry(draft.entry, entryFromForm(form))) await save(port, id, form, null);
  return port.call(prepareListChange, { id, reason: textOf(form, 'reason') });
}
