import { FROM_CATALOGUE } from '../../../rules/draft-batches/edit.ts';
import type { DraftBatchView } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { useT } from '../../design/language.tsx';
import { usePartWords } from '../datasets/entry-words.ts';

const LONGEST = 30;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** What a batch is called: its file, or the element that it edits. */
export function useBatchName(): (batch: Pick<DraftBatchView, 'fileName' | 'edit'>) => string {
  const t = useT();
  const words = usePartWords();
  return ({ fileName, edit }) => {
    if (!edit) return fileName ?? '';
    const { element, mode } = edit;
    if (element === FROM_CATALOGUE) return t('draftBatch.from-catalogue');
    const value = shortened(words(element, edit.value).replaceAll('\n', '、'));
    return t(`draftBatch.edit.${mode}`, { element: t(`console.entry.${element}`), value });
  };
}
