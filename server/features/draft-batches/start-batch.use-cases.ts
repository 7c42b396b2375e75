import { changesBy, FROM_CATALOGUE, modesOf } from '../../../rules/draft-batches/edit.ts';
import {
  LARGEST_BATCH,
  type BatchEdit,
  type editDrafts,
  type sendListFile,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import { tidyText, unfitText } from '../../../rules/draft-batches/elements.ts';
import { readLines } from '../../../rules/draft-batches/list-file.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { CatalogueWords } from '../../../rules/datasets/proposals.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { catalogueWords } from '../catalogue/index.ts';
import { datasetsBy, draftIds, workingEntry, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { insertBatch, type Item, type NewBatch } from './batch.queries.ts';
import { get } from './batch.use-cases.ts';
import { digest } from './digest.ts';
import { unfitDetail } from './item.view.ts';
import { lineWords, readListFile } from './read-list-file.ts';

/** Whoever begins a batch, for the body whose drafts it changes. */
function editor({ actor }: Call): { bodyId: string; accountId: string } {
  const { bodyId, accountId } = actor;
  permit(actor, 'draft.write', { bodyId });
  if (bodyId === null || accountId === null) throw new Problem('not-permitted');
  return { bodyId, accountId };
}

type Given = Pick<NewBatch, 'fileName' | 'edit' | 'looked'>;
type NewItem = Omit<Item, 'place' | 'done'>;

async function begin(call: Call, given: Given, items: readonly NewItem[]) {
  const { services } = call;
  if (items.length > LARGEST_BATCH) throw tooLarge(items.length);
  const id = services.newId();
  await services.db.transaction().execute(async (trx) => {
    const batch = { ...given, ...editor(call), id, createdAt: services.clock.now() };
    await insertBatch(trx, batch, items);
    await recordEvent(trx, call, {
      action: 'draft-batch.start',
      thing: 'draft-batch',
      thingId: id,
      provision: 'xz-9',
      data: { fileName: given.fileName, edit: given.edit, datasets: items.length },
    });
  });
  return get(call, { id });
}

const tooLarge = (count: number): Problem =>
  new Problem('too-large', { words: (t) => t('draftBatch.too-many', { count, most: LARGEST_BATCH }) });

export const edit: UseCase<typeof editDrafts> = async (call, { datasets: ids, edit: wanted, q, state }) => {
  const { bodyId } = editor(call);
  refuseUnfit(call, wanted);
  const { db, profile } = call.services;
  const domains = profile.domains.map(({ code }) => code);
  const filter = { bodyId, district: null, q: q ?? '', state: state ?? null };
  const chosen = ids ?? (await draftIds(db, { ...filter, limit: LARGEST_BATCH + 1 }));
  if (chosen.length > LARGEST_BATCH) throw tooLarge(chosen.length);
  const found = new Map((await datasetsBy(db, 'id', chosen)).map((each) => [each.id, each]));
  const entryIds = [...found.values()].flatMap(({ catalogueEntryId }) => catalogueEntryId ?? []);
  const catalogue = wanted.element === FROM_CATALOGUE ? await catalogueWords(db, entryIds) : new Map();
  const items = [...new Set(chosen)].flatMap((id) =>
    itemFrom(ownOf(found.get(id), bodyId), id, wanted, { domains, catalogue }),
  );
  return begin(call, { fileName: null, edit: wanted, looked: new Set(chosen).size }, items);
};

const ownOf = (dataset: Dataset | undefined, bodyId: string): Dataset | null =>
  dataset?.publisher.id === bodyId ? dataset : null;

function itemFrom(
  dataset: Dataset | null,
  id: string,
  wanted: BatchEdit,
  { domains, catalogue }: { domains: readonly string[]; catalogue: ReadonlyMap<string, CatalogueWords> },
): NewItem[] {
  const plain = { row: null, refusals: [] };
  // What is not the body's own is answered as if it were not there.
  if (!dataset) return [{ ...plain, datasetId: null, code: id, changes: [] }];
  const words = catalogue.get(dataset.catalogueEntryId ?? '') ?? null;
  const changes = changesBy(wanted, workingEntry(dataset), words, digest);
  if (changes.length === 0) return [];
  // What is added can make a text longer than it may be.
  const judged = changes.map((change) => ({
    change,
    unfit: unfitText(change.element, change.value, domains),
  }));
  const refusals = judged.flatMap(({ change: { element }, unfit }) =>
    unfit ? [{ ...unfit, row: null, element }] : [],
  );
  const fit = judged.filter(({ unfit }) => unfit === null).map(({ change }) => change);
  return [{ ...plain, datasetId: dataset.id, code: dataset.code, changes: fit, refusals }];
}

function refuseUnfit(call: Call, { element, mode, value }: BatchEdit): void {
  const { services, t } = call;
  const refused = (pointer: string, detail: string): never => {
    throw new Problem('invalid-input', { errors: [{ pointer, detail }] });
  };
  if (!modesOf(element).includes(mode)) refused('/edit/mode', t('draftBatch.no-such-mode'));
  if (element === FROM_CATALOGUE) return;
  const text = tidyText(element, value);
  if (text === '' && mode !== 'set') refused('/edit/value', t('draftBatch.value-missing'));
  const domains = services.profile.domains.map(({ code }) => code);
  const unfit = unfitText(element, text, domains);
  if (unfit) refused('/edit/value', unfitDetail(call, element, unfit));
}

export const sendFile: UseCase<typeof sendListFile> = async (call, { fileName, content }) => {
  const { bodyId } = editor(call);
  const { services } = call;
  const lines = await readListFile(services, fileName, Buffer.from(content, 'base64'));
  const wanted = readLines(lines, lineWords(services), digest);
  const codes = wanted.map(({ code }) => code).filter(Boolean);
  const found = new Map((await datasetsBy(services.db, 'code', codes)).map((each) => [each.code, each]));
  const items = wanted.map((each) => ({
    ...each,
    datasetId: ownOf(found.get(each.code), bodyId)?.id ?? null,
  }));
  const looked = new Set(lines.map(({ cells }) => (cells.code ?? '').trim()).filter(Boolean)).size;
  return begin(call, { fileName, edit: null, looked }, items);
};
