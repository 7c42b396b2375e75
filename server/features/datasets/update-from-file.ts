import type { Field, ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import { shownLabels } from '../../../rules/reading/saved-reading.ts';
import type { Call } from '../../context.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { lockDataset, saveDraft, type Dataset } from './dataset.queries.ts';
import { mayReadDraft } from './dataset.view.ts';

/** The dataset of that body that a new file may update, locked; throws `not-found`, `not-permitted`, `wrong-state`. */
export async function updatableDataset(trx: Trx, call: Call, ref: string, bodyId: string): Promise<Dataset> {
  const dataset = await lockDataset(trx, ref);
  if (dataset?.publisher.id !== bodyId || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  permit(call.actor, 'upload.write', { bodyId });
  if (dataset.state === 'withdrawn') throw new Problem('wrong-state');
  return dataset;
}

/** Before the first listing the draft's fields follow the newest file; what was written of like-named ones is kept. */
export async function refreshDraftFields(
  trx: Trx,
  call: Call,
  dataset: Dataset,
  reading: Reading,
): Promise<void> {
  const { draft, entry, draftRevision: revision } = dataset;
  const by = call.actor.accountId;
  if (entry !== null || draft === null || by === null) return;
  const next: ListEntry = { ...draft, fields: fieldsFrom(reading, draft.fields) };
  await saveDraft(trx, { id: dataset.id, revision, draft: next, by, at: call.services.clock.now() });
}

/** The fields of a reading; descriptions and bindings come from `known` fields of the same name. */
export function fieldsFrom(
  reading: Reading,
  known: readonly Pick<Field, 'name' | 'description' | 'binding'>[],
): Field[] {
  const byName = new Map(known.map((field) => [field.name, field]));
  const labels = shownLabels(reading);
  return reading.columns.map(({ name, type, unit }, i) => ({
    name,
    label: labels[i] ?? '',
    type,
    unit: unit ?? '',
    description: byName.get(name)?.description ?? '',
    binding: byName.get(name)?.binding ?? '',
  }));
}
