import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { lockDatasets, saveDraft } from '../datasets/index.ts';
import { recordEvents, type Act } from '../events/index.ts';
import { itemsOf, saveDone } from './batch.queries.ts';
import { judgeItems } from './judge-items.ts';

/** Writes what can be written into the drafts, all or nothing, with an event of each; answers how many changed. */
export async function writeBatch(trx: Trx, call: Call, batchId: string): Promise<number> {
  const { accountId } = call.actor;
  if (accountId === null) throw new Problem('not-permitted');
  const items = await itemsOf(trx, batchId);
  const locked = await lockDatasets(
    trx,
    items.flatMap(({ datasetId }) => datasetId ?? []),
  );
  const judged = await judgeItems(trx, items, locked);
  const at = call.services.clock.now();
  const acts: Act[] = [];
  for (const { dataset, next, outcome, changes } of judged) {
    if (outcome !== 'change' || !dataset || !next) continue;
    const { id, draftRevision: revision } = dataset;
    const saved = await saveDraft(trx, { id, revision, draft: next, by: accountId, at });
    if (!saved) throw new Problem('changed-meanwhile');
    const elements = changes
      .filter(({ standing }) => standing === 'change')
      .map(({ element, field }) => (field === null ? element : `${field}/${element}`));
    acts.push({
      action: 'draft.save',
      thing: 'dataset',
      thingId: id,
      version: revision + 1,
      provision: 'xz-9',
      data: { batchId, elements },
    });
  }
  await recordEvents(trx, call, acts);
  await saveDone(
    trx,
    batchId,
    judged.map(({ item, outcome, changes, blocked }) => ({
      place: item.place,
      done: { outcome, changes, blocked },
    })),
  );
  return acts.length;
}
