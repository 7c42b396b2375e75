import type { makeStatic } from '../../../rules/datasets/drafts.operations.ts';
import { mayBecomeStatic } from '../../../rules/datasets/static-data.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { editableDataset, keepDraft } from '../datasets/index.ts';
import { handOn } from './hand-on.ts';

/**
 * Proposes that an open dataset which is no longer updated becomes static, its history staying open (`xz-10-1`): one
 * list change of the frequency alone, with the reason.
 */
export const toStatic: UseCase<typeof makeStatic> = async (call, { id, reason }) =>
  call.services.db.transaction().execute(async (trx) => {
    const dataset = await editableDataset(trx, call, id);
    const { entry } = dataset;
    if (entry === null || !mayBecomeStatic(dataset))
      throw new Problem('wrong-state', { provision: 'xz-10-1' });
    const draft = { ...entry, updateFrequency: 'static' as const, staticReason: reason };
    const revision = await keepDraft(trx, call, dataset, draft);
    return handOn(trx, call, { ...dataset, draft, draftRevision: revision }, reason);
  });
