import type { DraftBatchView } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { useT } from '../../design/language.tsx';

/** What a batch is called: its file, or the element that it edits. */
export function useBatchName(): (batch: Pick<DraftBatchView, 'fileName' | 'edit'>) => string {
  const t = useT();
  return ({ fileName, edit }) => {
    if (edit) return t(`draftBatch.edit.${edit.mode}`, { element: t(`console.entry.${edit.element}`) });
    return fileName ?? '';
  };
}
