import type { Language } from '../../locales/index.ts';
import type { DatasetSummary } from '../../rules/datasets/datasets.operations.ts';
import type { ClassMarkKind } from '../design/class-mark.tsx';

/** What the square says: a suspension and the end of updates come before the class. */
export function markOf({ state, openClass, updateFrequency }: DatasetSummary): ClassMarkKind {
  if (state === 'suspended') return 'suspended';
  return openClass === 'unconditional' && updateFrequency === 'static' ? 'static' : openClass;
}

/** The publisher's name in the reader's language, in Chinese where it has no English one. */
export const publisherName = (
  { publisher }: { publisher: { name: string; nameEn: string } },
  language: Language,
): string => (language === 'en' && publisher.nameEn ? publisher.nameEn : publisher.name);
