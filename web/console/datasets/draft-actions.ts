import { data, redirect, type RouterContextProvider } from 'react-router';
import type { Port } from '../../../rules/api/port.ts';
import { getCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import { stepDataset, STEP_EVENTS } from '../../../rules/datasets/datasets.operations.ts';
import {
  getDraft,
  prepareListChange,
  saveDraft,
  type DraftView,
} from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { discardVersion, publishVersion } from '../../../rules/versions/versions.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { bindSameNames, entryFromForm, sameEntry } from './entry-form.ts';

/** What the page needs to go on after an act: the problem with what was written, or the new revision. */
export interface DraftAnswer {
  problem?: ProblemView;
  /** What was sent: nothing of it is lost. */
  entry?: ListEntry;
  revision?: number;
  savedAt?: string;
}

const INTENTS = ['save', 'autosave', 'bind', 'prepare', 'publish', 'discard', ...STEP_EVENTS] as const;

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
    case 'autosave':
      return keep(port, id, form);
    case 'prepare':
      return answer(
        prepare(port, id, form),
        (order) => `/console/work-orders/${order.workOrderId}?done=prepared`,
        form,
      );
    default:
      return answer(save(port, id, form, intent === 'bind'), `${pathOf(id)}?done=saved#entry`, form);
  }
}

const pathOf = (id: string): string => `/console/datasets/${id}`;

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

const stepVersion = (port: Port, form: FormData, event: 'publish' | 'discard') =>
  port.call(event === 'publish' ? publishVersion : discardVersion, { id: textOf(form, 'versionId') });

async function save(port: Port, id: string, form: FormData, bind: boolean): Promise<DraftView> {
  const entry = entryFromForm(form);
  const revision = integerOf(form, 'revision') ?? 0;
  return port.call(saveDraft, { id, revision, entry: bind ? await bound(port, id, entry) : entry });
}

async function bound(port: Port, id: string, entry: ListEntry): Promise<ListEntry> {
  const { catalogueEntryId } = await port.call(getDraft, { id });
  if (catalogueEntryId === null) return entry;
  const { fields } = await port.call(getCatalogueEntry, { id: catalogueEntryId });
  return bindSameNames(entry, fields);
}

/** Keeps what was written without leaving the page. */
async function keep(port: Port, id: string, form: FormData): Promise<ReturnType<typeof data<DraftAnswer>>> {
  const kept = await attempt(save(port, id, form, false));
  if (!kept.ok) return data({ problem: kept.problem }, { status: 200 });
  return data({ revision: kept.value.revision, savedAt: new Date().toISOString() });
}

/** Keeps what was written, then hands it on. */
async function prepare(port: Port, id: string, form: FormData): Promise<{ workOrderId: string }> {
  const draft = await port.call(getDraft, { id });
  if (!sameEntry(draft.entry, entryFromForm(form))) await save(port, id, form, false);
  return port.call(prepareListChange, { id, reason: textOf(form, 'reason') });
}
